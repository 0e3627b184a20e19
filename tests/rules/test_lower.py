"""From a scenario to numbers: what is refused, and what the arrays hold."""

from dataclasses import replace

import pytest

from negosim.domain import Candidate, Effect, Gap, Integer, Piecewise, Protocol, Ratifier, Scenario, Shock, Term
from negosim.errors import ScenarioError
from negosim.rules import layout as at
from negosim.rules.records import GRAIN
from negosim.rules.lower import OFFERS_KEPT, OFFERS_KEPT_FAR_BACK, lower
from tests.rules.made import Acceptance, bilateral, calendar, day, delegation, drawn, line, stance, tactic, term

SELLER, BUYER = stance(90.0, 10.0), stance(10.0, 90.0)


def test_each_call_gives_fresh_arrays_on_the_same_plan():
    lowered = lower(bilateral(SELLER, BUYER))
    one, other = lowered.talks(), lowered.talks()
    assert one.plan is other.plan
    assert one.numbers == lowered.numbers
    assert one.numbers is not other.numbers
    assert (len(one.flags), len(one.state)) == (lowered.flags, lowered.state)


def test_administrations_and_stances_are_numbered_in_order():
    both = [stance(90.0, 10.0, name="a"), stance(80.0, 10.0, name="b")]
    lowered = lower(bilateral(both, BUYER, seller_terms=(term("x", "a"), term("y", "b", starts=9))))
    assert lowered.administrations == ("x", "y", "buyer 1")
    assert lowered.stances == (("seller", "a"), ("seller", "b"), ("buyer", "s"))


def test_the_record_is_longer_where_a_rule_looks_far_back():
    assert lower(bilateral(SELLER, BUYER)).plan[at.CAPACITY] == OFFERS_KEPT
    for other in (stance(10.0, 90.0, tactic("micro")), stance(10.0, 90.0, accept=Acceptance(kind="combi"))):
        assert lower(bilateral(SELLER, other)).plan[at.CAPACITY] == OFFERS_KEPT_FAR_BACK


def test_too_many_combinations_are_refused_with_the_mend():
    issues = tuple(Integer(name=name, low=0, high=99) for name in ("x", "y", "z"))
    values = {name: line() for name in ("x", "y", "z")}
    parties = tuple(delegation(name, [stance(0.9, 0.1)], values) for name in ("a", "b"))
    scenario = Scenario(name="big", issues=issues, delegations=parties, calendar=calendar(1))
    with pytest.raises(ScenarioError, match=r"issues: .*1,000,000 combinations.*give some of them fewer values"):
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
    lowered = lower(
        bilateral(SELLER, BUYER, shocks=(shock,), ratifiers=(Ratifier(name="r", party="seller", delay=0.7),))
    )
    plan, numbers = lowered.plan, lowered.numbers
    for place, days in (
        (plan[at.N_EFFECTS] + at.EFFECT_DAYS, 1 / 3),
        (plan[at.N_SHOCKS] + at.SHOCK_PAUSE, 0.1),
        (plan[at.N_RATIFIERS] + at.RATIFIER_DELAY, 0.7),
    ):
        assert numbers[place] * GRAIN == int(numbers[place] * GRAIN)
        assert numbers[place] == pytest.approx(days, abs=0.5 / GRAIN)


def test_weights_that_do_not_sum_to_one_are_scaled():
    values = {
        "x": Piecewise(points=(0.0, 9.0), values=(0.0, 1.0)),
        "y": Piecewise(points=(0.0, 9.0), values=(0.0, 1.0)),
    }
    issues = tuple(Integer(name=name, low=0, high=9) for name in ("x", "y"))
    parties = tuple(delegation(name, [stance(0.9, 0.1)], values, weights={"x": 3.0, "y": 1.0}) for name in ("a", "b"))
    lowered = lower(Scenario(name="s", issues=issues, delegations=parties, calendar=calendar(1)))
    assert lowered.numbers[lowered.plan[at.N_SHARES] : lowered.plan[at.N_SHARES] + 4] == [0.75, 0.25] * 2
