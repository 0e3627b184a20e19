"""The elementary functions against 60 digits of mpmath."""

import math
import struct

import mpmath
import numpy as np
import pytest

from negosim.rules.arithmetic import EXP_MAX, EXP_MIN, exp, floor, log, logistic, normal_quantile, power, scale, split

mpmath.mp.dps = 60
RANDOM = np.random.default_rng(20200101)


def ulps(value, exact):
    """Return the error in units of the last place of the exact result."""
    return abs(float((mpmath.mpf(value) - exact) / mpmath.mpf(math.ulp(float(exact)))))


def error_of_normal_quantile(p):
    """Return the error of the quantile, by one Newton step on the distribution function, and the quantile."""
    z = mpmath.mpf(normal_quantile(p))
    tail, side = (mpmath.mpf(p), z) if p < 0.5 else (1 - mpmath.mpf(p), -z)
    return abs((mpmath.erfc(-side / mpmath.sqrt(2)) / 2 - tail) / mpmath.npdf(side)), abs(z)


def test_exp_is_within_one_ulp_where_the_result_is_normal():
    places = np.concatenate([RANDOM.uniform(-708.0, EXP_MAX, 20_000), RANDOM.uniform(-2.0, 2.0, 20_000)])
    assert max(ulps(exp(float(x)), mpmath.exp(mpmath.mpf(float(x)))) for x in places) < 1.0


def test_exp_is_within_one_unit_of_the_smallest_numbers():
    for x in RANDOM.uniform(EXP_MIN, -708.0, 2_000):
        assert ulps(exp(float(x)), mpmath.exp(mpmath.mpf(float(x)))) <= 1.0


def test_exp_at_its_edges():
    assert exp(0.0) == 1.0
    assert exp(EXP_MAX) < math.inf
    assert exp(math.nextafter(EXP_MAX, math.inf)) == math.inf
    assert exp(math.inf) == math.inf
    assert exp(-math.inf) == 0.0
    assert exp(math.nextafter(EXP_MIN, -math.inf)) == 0.0
    assert math.isnan(exp(math.nan))


def test_log_is_within_one_ulp_over_all_positive_numbers():
    words = RANDOM.integers(1, 0x7FF0000000000000, 20_000)
    anywhere = [struct.unpack("d", struct.pack("q", int(word)))[0] for word in words]
    near_one = [float(x) for x in RANDOM.uniform(0.4, 2.1, 20_000)]
    closest = [1.0 + k * 2.0**-52 for k in range(1, 200)] + [1.0 - k * 2.0**-53 for k in range(1, 200)]
    assert max(ulps(log(x), mpmath.log(mpmath.mpf(x))) for x in anywhere + near_one + closest) < 1.0


def test_log_at_its_edges():
    assert log(1.0) == 0.0
    assert log(0.0) == -math.inf
    assert log(math.inf) == math.inf
    assert math.isnan(log(-1.0))
    assert math.isnan(log(math.nan))


def test_power_of_whole_exponents_keeps_to_the_bound_of_repeated_squaring():
    for x in RANDOM.uniform(0.0, 3.0, 400):
        for n in range(65):
            exact = mpmath.mpf(float(x)) ** n
            assert abs(mpmath.mpf(power(float(x), float(n))) - exact) <= 2.0**-52 * max(n, 1) * exact


def test_power_of_real_exponents_is_precise_for_concession_curves():
    for tau, exponent in zip(RANDOM.uniform(1e-6, 1.0, 4_000), RANDOM.uniform(0.05, 50.0, 4_000), strict=True):
        exact = mpmath.mpf(float(tau)) ** mpmath.mpf(float(exponent))
        bound = 2.0**-52 * (2.0 + abs(float(exponent) * math.log(float(tau))))
        assert abs(mpmath.mpf(power(float(tau), float(exponent))) - exact) <= bound * exact


def test_power_at_its_edges():
    assert power(0.0, 0.5) == 0.0
    assert power(0.0, 0.0) == 1.0
    assert power(1.0, 0.3) == 1.0
    assert power(0.5, 1e9) == 0.0
    assert power(2.0, -1.0) == pytest.approx(0.5, rel=1e-15)


def test_normal_quantile_is_within_1e_15():
    central = [float(p) for p in RANDOM.uniform(1e-4, 1.0 - 1e-4, 1_500)]
    tails = [float(p) for p in 10.0 ** RANDOM.uniform(-300.0, -2.0, 200)]
    upper = [1.0 - p for p in tails if p > 1e-16]
    for p in central + tails + upper:
        error, size = error_of_normal_quantile(p)
        assert error <= 1e-15 * size + 1e-16


def test_normal_quantile_of_the_most_extreme_uniforms():
    assert normal_quantile(0.5) == 0.0
    assert normal_quantile(2.0**-53) == -normal_quantile(1.0 - 2.0**-53)


@pytest.mark.parametrize("x", [-800.0, -30.0, -1.0, 0.0, 1.0, 30.0, 800.0])
def test_logistic_is_the_inverse_of_the_log_odds(x):
    exact = 1 / (1 + mpmath.exp(-mpmath.mpf(x)))
    assert abs(mpmath.mpf(logistic(x)) - exact) <= 4e-16 * exact + mpmath.mpf(10) ** -300


def test_floor_goes_down_on_both_sides_of_0():
    assert [floor(x) for x in (-1.5, -1.0, -0.2, 0.0, 0.2, 1.0, 1.9)] == [-2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 1.0]


def test_split_and_scale_undo_one_another():
    for x in (1e-310, 0.1, 1.0, 3.0, 1e300):
        mantissa, exponent = split(x)
        assert 0.5 <= mantissa < 1.0
        assert scale(mantissa, exponent) == x
