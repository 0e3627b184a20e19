"""From a scenario to records: what is refused, and what the records hold."""

from dataclasses import replace

import pytest

from negosim.domain import Candidate, Effect, Gap, Integer, Piecewise, Protocol, Ratifier, Scenario, Shock, Term
from negosim.errors import ScenarioError
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower, places_remembered, records_of
from negosim.rules.lowering.parties import OFFERS_KEPT, OFFERS_KEPT_FAR_BACK
from negosim.rules.records import GRAIN, assign
from tests.rules.made import (
    Acceptance,
    bilateral,
    calendar,
    day,
    delegation,
    drawn,
    everything,
    line,
    stance,
    tactic,
    term,
)
from tests.rules.reading import left_behind, records_below, walk

SELLER, BUYER = stance(90.0, 10.0), stance(10.0, 90.0)


def test_each_call_gives_fresh_records_with_the_same_numbers():
    lowered = lower(everything())
    one, other = lowered.talks(), lowered.talks()
    assert dict(walk(one)) == dict(walk(other))
    ours = {id(record) for record in records_below(one).values()}
    assert ours.isdisjoint(id(record) for record in records_below(other).values())
    negotiate(one, 3, 0)
    assert dict(walk(other)) == dict(walk(lowered.talks()))


def test_records_that_are_given_back_are_lent_again_and_no_others():
    lowered = lower(bilateral(SELLER, BUYER))
    one, other = lowered.borrow(), lowered.borrow()
    assert one is not other
    lowered.give_back(one)
    assert lowered.borrow() is one
    assert lowered.borrow() not in (one, other)


@pytest.mark.parametrize("remembered", [1, 16, 4096])
def test_results_do_not_depend_on_how_much_is_remembered(remembered):
    conceding = bilateral(stance(90.0, 40.0, tactic("polynomial", beta=0.3)), stance(10.0, 60.0))
    for scenario in (conceding, everything()):
        lowered = lower(scenario)
        usual, other = lowered.talks(), lowered.talks(remembered=remembered)
        for replicate in range(5):
            negotiate(usual, 1, replicate)
            negotiate(other, 1, replicate)
            assert left_behind(usual) == left_behind(other)


def test_a_curve_is_remembered_where_it_is_the_same_in_every_replicate():
    how = (tactic("polynomial", beta=0.3), tactic("polynomial", beta=drawn("uniform", loc=0.1)), tactic("hardliner"))
    scenario = bilateral([stance(90.0, 40.0, each, name=str(n)) for n, each in enumerate(how)], BUYER)
    talks = lower(scenario).talks(remembered=32)
    assert [len(each.memory) for each in talks.stances] == [32, 0, 0, 32]
    assert places_remembered(scenario) == 128
    assert places_remembered(bilateral(SELLER, BUYER, when=calendar(*range(399)))) == 1024


def test_a_place_is_where_the_number_of_its_path_stands():
    scenario = bilateral(stance(91.0, 12.0, tactic("polynomial", beta=0.3)), BUYER)
    talks, places = records_of(scenario)
    seller = "delegations.seller"
    for path, given, stands in (
        (f"{seller}.stances.s.aspiration", 91.0, lambda: talks.stances[0].aspiration),
        (f"{seller}.stances.s.reservation", 12.0, lambda: talks.stances[0].reservation),
        (f"{seller}.stances.s.tactic.beta", 0.3, lambda: talks.stances[0].parameters[0]),
        (f"{seller}.values.price.points.1", 100.0, lambda: talks.parties[0].functions[0].knots[1].x),
        (f"{seller}.disagreement", 0.0, lambda: talks.parties[0].disagreement),
        ("lapse.cost.buyer", 0.0, lambda: talks.parties[1].lapse_cost),
    ):
        assert stands() == given
        assign(places[path], given + 0.5)
        assert stands() == given + 0.5


def test_every_number_has_a_place_of_its_own_and_every_drawn_one_is_drawn_there():
    talks, places = records_of(everything())
    where = [(id(place.container), place.key) for place in places.values()]
    assert len(set(where)) == len(where)
    drawn_at = [(id(draw.place.container), draw.place.key) for draw in talks.draws]
    assert len(set(drawn_at)) == len(drawn_at) == 3
    assert set(drawn_at) <= set(where)


def test_administrations_and_stances_are_numbered_in_order():
    both = [stance(90.0, 10.0, name="a"), stance(80.0, 10.0, name="b")]
    lowered = lower(bilateral(both, BUYER, seller_terms=(term("x", "a"), term("y", "b", starts=9))))
    assert lowered.administrations == ("x", "y", "buyer 1")
    assert lowered.stances == (("seller", "a"), ("seller", "b"), ("buyer", "s"))


def kept(scenario):
    """Return how many offers the parties remember, of their own and of the other's."""
    return {len(offers) for own in lower(scenario).talks().parties for offers in (own.made, own.received)}


def test_more_offers_are_kept_where_a_rule_looks_far_back():
    assert kept(bilateral(SELLER, BUYER)) == {OFFERS_KEPT}
    for other in (stance(10.0, 90.0, tactic("micro")), stance(10.0, 90.0, accept=Acceptance(kind="combi"))):
        assert kept(bilateral(SELLER, other)) == {OFFERS_KEPT_FAR_BACK}


def test_too_many_combinations_are_refused_with_the_fix():
    issues = tuple(Integer(name=name, low=0, high=215) for name in ("x", "y", "z"))
    values = {name: line() for name in ("x", "y", "z")}
    parties = tuple(delegation(name, [stance(0.9, 0.1)], values) for name in ("a", "b"))
    scenario = Scenario(name="big", issues=issues, delegations=parties, calendar=calendar(1))
    with pytest.raises(ScenarioError, match=r"issues: .*10,077,696 combinations.*give some of them fewer values"):
        lower(scenario)


MISTAKES = {
    "there is no tactic 'boulwar'": {"seller": stance(90.0, 10.0, tactic("boulwar"))},
    "there is no acceptance condition 'nxt'.*did you mean 'next'": {
        "buyer": stance(10.0, 90.0, accept=Acceptance(kind="nxt"))
    },
    "there is no delegation 'sellr'.*did you mean 'seller'": {"ratifiers": (Ratifier(name="r", party="sellr"),)},
    "there is no delegation 'bayer'": {
        "shocks": (Shock(name="x", date=day(3), effects=(Effect(party="bayer", level="mandate", by=1.0),)),)
    },
    "there is no delegation 'them'": {"protocol": Protocol(first="them")},
    "there is no stance of seller 'softer'": {"seller": stance(90.0, 10.0, after_rejection="softer")},
    "there is no stance of buyer 'other'": {
        "buyer_terms": (Term(starts=day(0), candidates=(Candidate(name="x", stance="other"),)),)
    },
    "there is no administration 'buyer 2'.*did you mean 'buyer 1'": {
        "when": replace(calendar(1), gaps=(Gap(gap=3.0, administrations={"buyer": "buyer 2"}),))
    },
    "there is no distribution in closed form 'nrm'": {"seller": stance(90.0, drawn("nrm", loc=1.0))},
}


@pytest.mark.parametrize("message", MISTAKES)
def test_a_name_that_means_nothing_is_refused(message):
    with pytest.raises(ScenarioError, match=message):
        lower(bilateral(**{"seller": SELLER, "buyer": BUYER} | MISTAKES[message]))


def test_spans_of_time_are_kept_to_the_grain_of_the_clock():
    shock = Shock(
        name="x", date=day(3), effects=(Effect(party="seller", level="reservation", by=1.0, days=1 / 3),), pause=0.1
    )
    ratifier = Ratifier(name="r", party="seller", delay=0.7)
    talks = lower(bilateral(SELLER, BUYER, shocks=(shock,), ratifiers=(ratifier,))).talks()
    for span, days in ((talks.effects[0].days, 1 / 3), (talks.shocks[0].pause, 0.1), (talks.ratifiers[0].delay, 0.7)):
        assert span * GRAIN == int(span * GRAIN)
        assert span == pytest.approx(days, abs=0.5 / GRAIN)


def test_weights_that_do_not_sum_to_one_are_scaled():
    values = {
        "x": Piecewise(points=(0.0, 9.0), values=(0.0, 1.0)),
        "y": Piecewise(points=(0.0, 9.0), values=(0.0, 1.0)),
    }
    issues = tuple(Integer(name=name, low=0, high=9) for name in ("x", "y"))
    parties = tuple(delegation(name, [stance(0.9, 0.1)], values, weights={"x": 3.0, "y": 1.0}) for name in ("a", "b"))
    talks = lower(Scenario(name="s", issues=issues, delegations=parties, calendar=calendar(1))).talks()
    assert [[function.share for function in own.functions] for own in talks.parties] == [[0.75, 0.25]] * 2
