"""The 11th SMA as the record has it, told by the default run, and by most replicates."""

from datetime import date

import pytest

from negosim.engine import run
from negosim.files import build, load, override, read
from negosim.zopa import zones
from tests.scenarios.replicates import Ending, endings

INAUGURATION = date(2021, 1, 20)
REPLICATES = 2000


@pytest.fixture(scope="module")
def replicates() -> list[Ending]:
    return endings(load("sma11"), REPLICATES)


def share(endings, condition) -> float:
    return sum(map(condition, endings)) / len(endings)


@pytest.mark.parametrize("name", ["sma11", "trump_era", "sma11_package"])
def test_a_deal_near_13_percent_is_struck_on_31_march_2020_and_rejected_on_10_april(name):
    first = run(load(name)).tentative[0]
    assert first.date == date(2020, 3, 31)
    assert first.terms["increase"] == pytest.approx(13.0, abs=0.1)
    assert (first.ratified, first.rejected_by, first.decided) == (False, "president", date(2020, 4, 10))


def test_there_is_no_agreement_under_trump():
    result = run(load("trump_era"))
    assert not result.agreed
    assert len(result.tentative) == 1
    assert result.lapse_days == (INAUGURATION - date(2019, 12, 31)).days + 1 == 387  # with the last day


def test_washington_asks_for_five_times_the_amount_then_a_third_less_then_half_as_much_again():
    asks = {row.date: row.terms["increase"] for row in run(load("trump_era")).trace
            if row.kind == "offer" and row.party == "washington"}  # fmt: skip
    assert asks[date(2019, 10, 24)] == pytest.approx(400, abs=0.01)
    assert 300 < asks[date(2020, 3, 18)] < 330
    assert asks[date(2020, 5, 7)] == asks[date(2020, 11, 30)] == 50


def test_seoul_offers_10_percent_in_mid_march_2020_and_never_more_than_13_under_trump():
    offers = {row.date: row.terms["increase"] for row in run(load("trump_era")).trace
              if row.kind == "offer" and row.party == "seoul"}  # fmt: skip
    assert offers[date(2020, 3, 17)] == pytest.approx(10, abs=0.1)
    assert max(offers.values()) == pytest.approx(13)


def test_washington_walks_out_of_the_third_round_before_it_has_made_an_offer():
    rows = [row for row in run(load("sma11")).trace if date(2019, 11, 18) <= row.date <= date(2019, 11, 19)]
    assert [row.kind for row in rows] == ["round", "offer", "shock"]
    assert rows[1].party == "seoul"


@pytest.mark.parametrize("name", ["sma11", "biden_era", "sma11_package"])
def test_the_talks_close_within_60_days_of_the_inauguration_just_above_seouls_best_offer(name):
    result = run(load(name))
    assert result.agreed
    assert 13 < result.terms["increase"] < 15
    assert 0 < (result.concluded - INAUGURATION).days <= 60
    assert result.tentative[-1].date >= date(2021, 3, 5)
    assert result.in_force < date(2021, 9, 30)


def test_the_package_of_2021_has_the_rule_and_the_term_of_the_record():
    result = run(load("sma11_package"))
    assert (result.terms["index"], result.terms["term"]) == ("defence_budget", 5)


def test_seouls_plan_of_2020_reaches_washingtons_figure_in_its_fifth_year():
    payments = load("sma11_package").payments
    fifth = payments.base * 1.13 * (1 + payments.growth["seven_percent"] / 100) ** 4
    assert fifth == pytest.approx(1540, abs=5)
    assert fifth / 1218.19 == pytest.approx(1.3, abs=0.05)  # billion dollars, at the rate of March 2020


def test_the_lapse_lasts_from_the_end_of_2019_to_the_consent_of_the_assembly():
    assert run(load("sma11")).lapse_days == pytest.approx(609, abs=5)
    assert run(load("biden_era")).lapse_days == pytest.approx(609, abs=5)


def test_there_is_no_zone_while_trump_governs_and_one_from_the_inauguration():
    periods = zones(load("sma11")).periods
    under = {period.administrations["washington"]: period for period in periods}
    assert all(period.zone is None for period in zones(load("trump_era")).periods)
    assert under["trump"].gap > 5
    assert under["biden"].begins == INAUGURATION
    low, high = under["biden"].zone
    assert 13 < low < high < 16


def test_most_replicates_show_what_really_happened(replicates):
    def as_recorded(ending: Ending) -> bool:
        closed = ending.concluded is not None and 0 < (ending.concluded - INAUGURATION).days <= 60
        return closed and ending.rejections >= 1 and 13 <= ending.terms["increase"] <= 15

    elected = [ending for ending in replicates if ending.administrations["washington"] == "biden"]
    assert share(replicates, as_recorded) > 0.5
    assert share(elected, as_recorded) > 0.75
    assert share(elected, lambda ending: ending.concluded is not None) > 0.98


def test_agreement_before_the_inauguration_is_rare_but_happens(replicates):
    early = share(replicates, lambda ending: ending.concluded is not None and ending.concluded < INAUGURATION)
    assert 0.003 < early < 0.05


def test_the_election_comes_out_as_its_odds_have_it(replicates):
    late = [ending for ending in replicates if ending.concluded is None or ending.concluded > INAUGURATION]
    won = share(late, lambda ending: ending.administrations["washington"] == "biden")
    assert won == pytest.approx(0.65, abs=4 * (0.65 * 0.35 / REPLICATES) ** 0.5)


def test_the_lower_the_presidents_reservation_value_the_likelier_an_agreement_before_the_inauguration():
    document = read("sma11")
    path = "delegations.washington.stances.trump.reservation"
    early = [
        share(
            endings(build(override(document, path, float(level))), 500),
            lambda ending: ending.concluded is not None and ending.concluded < INAUGURATION,
        )
        for level in (20, 30, 40)
    ]
    assert early[0] > early[1] > early[2]
    assert early[0] > 0.15
