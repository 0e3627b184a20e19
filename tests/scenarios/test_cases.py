"""The cases other than the Special Measures Agreements take the course that they took in reality."""

from datetime import date, timedelta

import pytest

from negosim.engine import run
from negosim.files import load
from negosim.zopa import zones


def test_nothing_lapses_in_japan_as_the_agreement_is_extended():
    result = run(load("us_japan_hns"))
    assert result.lapse_days == 0
    assert date(2021, 12, 1) < result.tentative[0].date < date(2021, 12, 31)
    assert result.terms["amount"] == pytest.approx(211, rel=0.02)


def test_without_the_extension_the_agreement_with_japan_lapses():
    scenario = load("us_japan_hns", overrides={"shocks.extension.under.washington": "trump"})
    assert run(scenario).lapse_days > 0


def test_tokyo_has_the_same_limit_under_both_prime_ministers():
    periods = zones(load("us_japan_hns"), replicate=1).periods
    limits = {period.administrations["tokyo"]: period.reservation["tokyo"] for period in periods}
    assert limits["suga"] == limits["kishida"] != 214


def test_the_package_of_the_mediator_ends_the_lockout():
    scenario = load("nhl_lockout")
    result = run(scenario)
    assert result.terms == scenario.record.terms
    assert [row.note for row in result.trace if row.kind == "answer"] == ["accepts the proposal"] * 2
    assert result.in_force == scenario.record.in_force


def test_the_lockout_costs_both_sides_what_they_could_have_agreed_on():
    scenario = load("nhl_lockout")
    before, after = (zones(scenario, on=on).disagreement for on in (date(2012, 9, 1), date(2013, 1, 5)))
    assert all(later > earlier for earlier, later in zip(before, after, strict=True))


def test_the_interim_deal_with_iran_is_extended_until_an_agreement_is_in_force():
    result = run(load("iran_jcpoa"))
    extensions = [row.date for row in result.trace if row.kind == "shock" and "the interim deal" in row.words]
    assert extensions == [date(2014, 7, 19), date(2014, 11, 24), date(2015, 6, 30), date(2015, 7, 15)]
    assert result.lapse_days == 0
    assert result.in_force > date(2015, 7, 21)


def test_the_terms_with_iran_are_close_to_those_of_vienna():
    scenario = load("iran_jcpoa")
    result = run(scenario)
    real = scenario.record
    assert abs(result.tentative[0].date - real.tentative) <= timedelta(days=3)
    assert result.terms["relief"] == real.terms["relief"]
    for issue in scenario.issues[:2]:
        width = issue.high - issue.low
        assert abs(result.terms[issue.name] - real.terms[issue.name]) < 0.1 * width


def test_without_the_fall_of_oil_there_is_no_agreement_with_iran():
    scenario = load("iran_jcpoa", overrides={"shocks.oil.effects.0.by": 0})
    assert run(scenario).terms is None
