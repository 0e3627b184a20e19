"""Numbers show as many digits as their intervals leave sure."""

import pytest

from negosim.report.sweeps.digits import decimals_for, ends, percent_with_interval, plain, rounded, scale_of
from negosim.study.estimate.estimates import share_of


@pytest.mark.parametrize(
    ("error", "decimals"), [(0.0123, 3), (0.099, 3), (0.1, 2), (1.0, 1), (22.0, 0), (4_500.0, -2), (3e-9, 10)]
)
def test_two_digits_of_the_error_are_shown(error, decimals):
    assert decimals_for(error) == decimals


@pytest.mark.parametrize(
    ("x", "decimals", "text"),
    [
        (54_483_123.4, 0, "54,483,123"),
        (54_483_123.4, -2, "54,483,100"),
        (1e12 + 1.0, 0, "1,000,000,000,001"),
        (0.51234, 3, "0.512"),
        (-0.0004, 2, "0.00"),
        (-12.346, 2, "-12.35"),
    ],
)
def test_thousands_are_separated_and_nothing_is_minus_zero(x, decimals, text):
    assert rounded(x, decimals) == text


@pytest.mark.parametrize(
    ("x", "text"),
    [(54_483_123.4, "54,483,123"), (0.123456789, "0.123457"), (12.5, "12.5"), (0.0, "0"), (1.5e-7, "1.5e-07")],
)
def test_a_number_of_unknown_error_keeps_all_digits_before_the_point(x, text):
    assert plain(x) == text


@pytest.mark.parametrize(
    ("count", "n", "text"),
    [
        (0, 200, "0.00 % (95 %: 0 to 1.8 %)"),
        (200, 200, "100.00 % (95 %: 98.2 to 100 %)"),
        (100, 200, "50.0 % (95 %: 43 to 57 %)"),
        (3, 1_000_000, "0.00030 % (95 %: 0.00006 to 0.00088 %)"),
    ],
)
def test_a_share_is_described_with_its_interval(count, n, text):
    assert percent_with_interval(share_of(count, n)) == text


def test_an_interval_that_is_not_known_is_a_dash():
    assert ends(None) == "–"
    assert ends((3.0, 4.0)) == "3 to 4"
    assert ends((1.2345, 1.3456), 2) == "1.23 to 1.35"


def test_large_numbers_are_described_in_millions_and_more():
    assert scale_of(54_483_000.0) == (1.0, "")
    assert scale_of(-2.5e9) == (1e6, "million")
    assert scale_of(1e12) == (1e9, "billion")
