"""The SMAs of 2001 to 2024: the default run within a stated distance of the record, and most replicates near it."""

from datetime import date

import pytest

from negosim.engine import run
from negosim.files import load
from tests.scenarios.replicates import endings

# name: increase in % of the contract's currency, date of conclusion, and how far from each the default run may be
RECORD = {
    "sma05": (10.4, date(2001, 11, 15), 0.5, 0),
    "sma09": (5.8, date(2014, 1, 11), 0.3, 0),
    "sma10": (8.2, date(2019, 2, 10), 0.3, 0),
    "sma12": (8.3, date(2024, 10, 2), 0.5, 3),
}


@pytest.mark.parametrize("name", RECORD)
def test_the_default_run_is_close_to_the_record(name):
    increase, concluded, off, days = RECORD[name]
    result = run(load(name))
    assert result.terms["increase"] == pytest.approx(increase, abs=off)
    assert abs((result.concluded - concluded).days) <= days


@pytest.mark.parametrize("name", RECORD)
def test_the_record_in_the_file_is_the_one_that_is_compared_with(name):
    increase, concluded, *_ = RECORD[name]
    record = load(name).record
    assert (record.terms["increase"], record.concluded) == (increase, concluded)


@pytest.mark.parametrize("name", RECORD)
def test_most_replicates_agree_and_their_middle_half_is_within_a_point_of_the_record(name):
    outcome = [ending.terms["increase"] for ending in endings(load(name), 500) if ending.terms is not None]
    assert len(outcome) > 475
    outcome.sort()
    low, high = outcome[len(outcome) // 4], outcome[3 * len(outcome) // 4]
    assert RECORD[name][0] - 1 < low < high < RECORD[name][0] + 1


def test_the_talks_of_2024_close_before_the_us_election_and_without_a_lapse():
    result = run(load("sma12"))
    assert result.in_force < date(2024, 12, 31)
    assert result.lapse_days == 0
    assert not [row for row in result.trace if row.kind == "expiry"]


def test_the_talks_of_2014_and_2019_close_in_a_lapse():
    for name in ("sma09", "sma10"):
        expiry = load(name).calendar.expiry
        result = run(load(name))
        assert result.concluded > expiry
        assert result.lapse_days == pytest.approx((result.in_force - expiry).days, abs=1)


def test_the_assemblys_consent_in_2014_and_2019_falls_on_its_date():
    assert run(load("sma09")).in_force == date(2014, 4, 16)
    assert run(load("sma10")).in_force == date(2019, 4, 5)
