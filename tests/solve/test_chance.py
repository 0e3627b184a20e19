"""The chance of a zone under uncertain reservation values: theory catalogue, section 1."""

import numpy as np
import pytest
from scipy import stats

from negosim.errors import SolverError
from negosim.solve.chance import chance_of_zone, normal_chance_of_zone
from negosim.solve.sampling import sampled_chance_of_zone

SELLER, BUYER = stats.norm(25, 5), stats.norm(20, 5)


def test_uniform_reservation_values():
    # zopa.prob.uniform01: the benchmark of Myerson and Satterthwaite 1983
    result = chance_of_zone(stats.uniform(0, 1), stats.uniform(0, 1))
    assert result.probability == pytest.approx(1 / 2, abs=1e-9)
    assert result.surplus == pytest.approx(1 / 6, abs=1e-9)
    assert result.surplus_given_zone == pytest.approx(1 / 3, abs=1e-9)


def test_uniform_reservation_values_that_partly_overlap():
    # zopa.prob.uniform_partial
    result = chance_of_zone(stats.uniform(20, 30), stats.uniform(10, 20))
    assert result.probability == pytest.approx(0.08333333333333333, abs=1e-9)
    assert result.surplus == pytest.approx(0.2777777777777778, abs=1e-9)


def test_normal_reservation_values():
    # zopa.prob.normal
    result = chance_of_zone(SELLER, BUYER)
    assert result.probability == pytest.approx(0.23975006109347674, abs=1e-9)
    assert result.surplus == pytest.approx(0.9982061418712287, abs=1e-9)


def test_quadrature_agrees_with_the_closed_form():
    wide = stats.truncnorm(-30, 30, 25, 5), stats.truncnorm(-30, 30, 20, 5)
    result, exact = chance_of_zone(*wide), chance_of_zone(SELLER, BUYER)
    assert result.probability == pytest.approx(exact.probability, abs=1e-10)
    assert result.surplus == pytest.approx(exact.surplus, abs=1e-10)


def test_sampling_agrees_with_the_closed_form_of_correlated_values():
    exact = normal_chance_of_zone(25, 5, 20, 5, correlation=0.5)
    matrix = [[1, 0.5], [0.5, 1]]
    result = sampled_chance_of_zone([SELLER, BUYER], [1, -1], correlation=matrix, seed=1)
    assert abs(result.probability - exact.probability) < 4 * result.probability_error + 1e-12
    assert abs(result.surplus - exact.surplus) < 4 * result.surplus_error
    assert result.surplus_error < 1e-3


def test_sampling_of_three_parties_meets_the_exact_answer():
    # P(max of two uniforms <= a third) = 1/3, and E(b - max(s, t))+ = 1/12
    one = stats.uniform(0, 1)
    result = sampled_chance_of_zone([one, one, one], [1, 1, -1], seed=2)
    assert abs(result.probability - 1 / 3) < 4 * result.probability_error
    assert abs(result.surplus - 1 / 12) < 4 * result.surplus_error


def test_discrete_and_certain_values_are_summed():
    die = stats.randint(1, 7)
    assert chance_of_zone(die, die).probability == pytest.approx(21 / 36)
    assert chance_of_zone(die, die).surplus == pytest.approx(35 / 36)
    assert chance_of_zone(3, die).probability == pytest.approx(4 / 6)
    assert chance_of_zone(3, stats.uniform(0, 10)).surplus == pytest.approx(2.45)
    assert chance_of_zone(stats.uniform(0, 10), die).probability == pytest.approx(0.35)
    assert chance_of_zone(10, 18).surplus == 8


def test_certain_values_are_a_limit_of_normal_ones():
    result = normal_chance_of_zone([10, 18], 0, [18, 10], 0)
    assert result.probability.tolist() == [1, 0]
    assert result.surplus.tolist() == [8, 0]
    assert np.isnan(result.surplus_given_zone[1])


def test_parameter_sets_broadcast():
    result = normal_chance_of_zone(np.arange(5.0), 1, np.zeros((3, 1)), 1)
    assert result.probability.shape == result.surplus.shape == result.surplus_error.shape == (3, 5)


def test_a_tail_without_a_mean_is_said_not_to_converge():
    assert chance_of_zone(stats.cauchy(), stats.cauchy()).status == "not_converged"


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: chance_of_zone("norm", 1), "seller"),
        (lambda: chance_of_zone(1, np.nan), "buyer"),
        (lambda: normal_chance_of_zone(0, -1, 0, 1), "seller_sd"),
        (lambda: normal_chance_of_zone(0, 1, np.nan, 1), "buyer_mean"),
        (lambda: normal_chance_of_zone(0, 1, 0, 1, correlation=2), "correlation"),
        (
            lambda: sampled_chance_of_zone([SELLER, BUYER], [1, -1], correlation=[[1, 2], [2, 1]]),
            "correlation",
        ),
        (lambda: sampled_chance_of_zone([SELLER, BUYER], [1, -1], correlation=[[1, 0.5]]), "correlation"),
        (lambda: sampled_chance_of_zone([], []), "reservations"),
        (lambda: sampled_chance_of_zone([SELLER, BUYER], [1, -1], replicates=1), "replicates"),
        (lambda: sampled_chance_of_zone([SELLER, BUYER], [1, -1], log2_draws=0), "log2_draws"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call()
    assert caught.value.argument == argument
