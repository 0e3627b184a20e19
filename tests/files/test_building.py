"""What the tables of a file become in the domain."""

import datetime as dt

import pytest

from negosim import files
from negosim.domain import (
    Categorical,
    Continuous,
    Distribution,
    Integer,
    Payments,
    Piecewise,
    Protocol,
    ScriptedOffer,
)
from tests.files.sample import ONE_ISSUE, PACKAGE, damaged


@pytest.fixture
def one():
    return files.build(files.from_text(ONE_ISSUE, name="one"))


@pytest.fixture
def package():
    return files.build(files.from_text(PACKAGE, name="package"))


def test_issues_keep_their_order_kind_and_range(package):
    assert package.issues == (
        Continuous(name="increase", low=0.0, high=100.0),
        Categorical(name="index", options=("cpi", "budget")),
        Integer(name="term", low=1, high=5),
    )


def test_a_line_becomes_two_ascending_knots(one, package):
    seoul, washington = one.delegations
    assert seoul.preferences.values["increase"] == Piecewise(points=(0.0, 500.0), values=(1.0, 0.0))
    assert washington.preferences.values["increase"].points == (0.0, 50.0, 500.0)
    payments = package.delegations[1].preferences.values["payments"]
    assert payments == Piecewise(points=(1000.0, 2000.0), values=(0.0, 1.0))


def test_a_table_becomes_a_knot_per_option(package):
    assert package.delegations[0].preferences.values["index"] == Piecewise(points=(0.0, 1.0), values=(1.0, 0.2))


def test_options_in_a_table_may_stand_in_any_order():
    text = damaged(PACKAGE, ("cpi = 1, budget = 0.2", "budget = 0.2, cpi = 1"))
    scenario = files.build(files.from_text(text, name="turned"))
    assert scenario.delegations[0].preferences.values["index"].values == (1.0, 0.2)


def test_a_single_weight_is_one_where_it_is_not_given(one, package):
    assert one.delegations[0].preferences.weights == {"increase": 1.0}
    assert package.delegations[0].preferences.weights == {"payments": 0.7, "index": 0.3}


def test_levels_are_in_units_with_one_numeric_issue_only(one, package):
    assert one.in_units
    assert not package.in_units


def test_payments_have_a_growth_for_each_option_or_one_for_all(package):
    assert package.payments == Payments(
        base=1000.0,
        unit="bn won",
        increase="increase",
        index="index",
        term="term",
        growth={"cpi": 1.5, "budget": 6.0},
        years=5,
    )
    text = damaged(PACKAGE, ('index = "index"\nterm', "term"), ("growth = { cpi = 1.5, budget = 6 }", "growth = 3"))
    fixed = files.build(files.from_text(text, name="fixed")).payments
    assert (fixed.index, dict(fixed.growth), fixed.fixed_growth) == (None, {}, 3.0)


def test_scripted_offers_hold_options_by_position_and_their_dates(one, package):
    assert package.delegations[1].stances["only"].tactic.offers == (
        ScriptedOffer(terms={"increase": 50.0, "index": 1.0, "term": 5.0}, date=dt.date(2020, 2, 1)),
        ScriptedOffer(terms={"increase": 20.0, "index": 0.0, "term": 3.0}, date=dt.date(2020, 6, 1)),
    )
    assert one.delegations[1].stances["biden"].tactic.offers == (
        ScriptedOffer(terms={"increase": 20.0}),
        ScriptedOffer(terms={"increase": 14.0}),
    )


def test_administrations_are_terms_with_their_candidates(one):
    first, second = one.delegations[1].terms
    assert [(holder.name, holder.stance, holder.probability) for holder in first.candidates] == [
        ("trump", "trump", 1.0)
    ]
    assert (second.starts, second.election) == (dt.date(2021, 1, 20), dt.date(2020, 11, 3))
    assert [(holder.name, holder.probability) for holder in second.candidates] == [("biden", 0.6), ("trump", 0.4)]


def test_an_administration_takes_the_stance_that_is_named(package):
    assert package.delegations[0].terms[0].candidates[0].stance == "only"


def test_a_drawn_number_is_a_distribution_with_all_its_parameters(one):
    reservation = one.delegations[0].stances["moon"].reservation
    assert reservation == Distribution(dist="triang", parameters=(("c", 0.5), ("loc", 13.0), ("scale", 4.0)))


def test_calendar_shocks_ratifiers_lapse_and_record_arrive(one):
    first, second = one.calendar.rounds
    assert (first.date, first.days, first.place, first.leads) == (
        dt.date(2019, 9, 24),
        2.0,
        "Seoul",
        {"seoul": "Jeong"},
    )
    assert (second.counted, second.exchanges) == (True, None)
    assert one.calendar.gaps[0].administrations == {"washington": "trump"}
    walkout, notice = one.shocks
    assert (walkout.date, walkout.ends_round, walkout.effects[0].by) == (dt.date(2019, 11, 19), True, 2.0)
    assert (notice.date, notice.hazard, notice.starts) == (None, 0.2, dt.date(2020, 1, 1))
    assert (one.ratifiers[0].threshold, one.ratifiers[0].noise, one.ratifiers[0].role) == (50.0, 0.5, "head_of_state")
    assert one.lapse_cost == {"seoul": 0.01}
    assert (one.money.base, one.record.terms, one.record.concluded) == (1038.9, {"increase": 13.9}, dt.date(2021, 3, 7))


def test_what_is_left_out_has_the_domains_defaults(package):
    assert package.protocol == Protocol()
    assert package.shocks == ()
    assert package.record is None
    assert package.delegations[0].stances["only"].acceptance.kind == "next"
