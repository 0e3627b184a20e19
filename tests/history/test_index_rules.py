"""Each agreement's index rule, computed again from the indices, gives what the record says it predicts."""

from math import prod

import pytest

from negosim import history

YEARS = {row.year: row for row in history.indices()}
PAID = {row.year: row.krw_bn for row in history.contributions()}


def cpi(year, lag=2):
    return YEARS[year - lag].kr_cpi_pct


def defence(year, lag=1):
    return YEARS[year - lag].kr_defence_budget_growth_pct


def compound(*growths):
    return 100 * (prod(1 + growth / 100 for growth in growths) - 1)


def deflator(year):
    return YEARS[year - 2].kr_gdp_deflator_pct


RULES = {
    "CPI(t-2)": cpi,
    "base step = CPI(t-2)": cpi,
    "CPI(t-2) cap 4": lambda year: min(cpi(year), 4.0),
    "base step = defence growth (t)": lambda year: defence(year, lag=0),
    "defence growth(t-1) + 6.5 labour": lambda year: defence(year) + 6.5,
    "defence budget growth (t-1)": defence,
    "compound of defence growth (t-1), 2023 to 2025": lambda _: compound(*map(defence, (2023, 2024, 2025))),
    "compound of 8.8 + GDP deflator (t-2), 2003 and 2004": lambda _: compound(
        8.8 + deflator(2003), 8.8 + deflator(2004)
    ),
}


@pytest.mark.parametrize("check", history.index_checks(), ids=lambda check: str(check.last_year))
def test_a_rule_predicts_what_the_record_says(check):
    assert RULES[check.rule](check.first_year) == pytest.approx(check.predicted_growth_pct, abs=0.006)
    assert check.actual_growth_pct - check.predicted_growth_pct == pytest.approx(check.difference, abs=0.011)


@pytest.mark.parametrize("check", history.index_checks(), ids=lambda check: str(check.last_year))
def test_the_actual_growth_is_that_of_the_contributions(check):
    if check.first_year == 2002:  # paid in two currencies: the growth of each part is in the note
        growth = 100 * ((660.1 / 536.8) ** 0.5 * (72.3 / 58.8) ** 0.5 - 1)
    else:
        before = check.first_year if check.last_year > check.first_year else check.first_year - 1
        growth = 100 * (PAID[check.last_year] / PAID[before] - 1)
    assert growth == pytest.approx(check.actual_growth_pct, abs=0.06)


def test_since_2008_a_rule_is_met_within_a_tenth_of_a_point():
    assert all(abs(check.difference) <= 0.1 for check in history.index_checks() if check.first_year >= 2008)
