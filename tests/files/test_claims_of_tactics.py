"""What the table of tactics says of each is held against how it negotiates."""

import pytest

from negosim.domain import Acceptance, Tactic
from negosim.rules.tactics import SHIPPED_TACTICS
from tests.rules.made import BUYER, SELLER, bilateral, calendar, offers, run, script, stance, tactic

GIVEN = {"spread": 4.0, "low": 20.0, "high": 80.0, "beta": 2.0}
# What the other side offers, and the worst that it would take itself.
EAGER = ((5.0, 15.0, 25.0, 35.0, 45.0, 50.0), 80.0)
TOUGH = ((5.0, 5.0, 5.0, 6.0, 6.0, 6.0), 60.0)
NOTHING = Acceptance(kind="const", parameters={"c": 1.0})


def tactic_of(kind):
    if kind.takes_offers:
        return script(90.0, 80.0, 70.0, 60.0)
    names = {parameter.name: GIVEN.get(parameter.name, parameter.default) for parameter in kind.parameters}
    return Tactic(kind=kind.rule or kind.name, parameters={**names, **kind.preset})


def offers_of(kind, against, seed=1):
    theirs, reservation = against
    seller = stance(95.0, 35.0, tactic_of(kind), accept=NOTHING, retreat=True, discount=5.0)
    buyer = stance(5.0, reservation, script(*theirs), accept=NOTHING, discount=10.0)
    talks = run(bilateral(seller, buyer, when=calendar(*range(6), horizon=9)), seed=seed)
    assert len(offers(talks, SELLER)) == len(offers(talks, BUYER)) == 6
    return offers(talks, SELLER)


@pytest.mark.parametrize("kind", SHIPPED_TACTICS, ids=lambda kind: kind.name)
def test_a_tactic_is_deterministic_exactly_where_it_says_so(kind):
    assert (offers_of(kind, EAGER, seed=1) == offers_of(kind, EAGER, seed=2)) == kind.deterministic


@pytest.mark.parametrize("kind", [kind for kind in SHIPPED_TACTICS if kind.deterministic], ids=lambda kind: kind.name)
def test_a_tactic_ignores_the_other_side_exactly_where_it_depends_on_time_alone(kind):
    assert (offers_of(kind, EAGER) == offers_of(kind, TOUGH)) == kind.time_dependent


@pytest.mark.parametrize(("name", "remembers"), [("relative_tft", 2), ("random_absolute_tft", 2), ("averaged_tft", 2)])
def test_a_tactic_that_answers_the_last_move_remembers_no_more_than_it(name, remembers):
    def last_answer(theirs):
        buyer = stance(5.0, 80.0, script(*theirs))
        talks = run(bilateral(stance(95.0, 35.0, tactic(name)), buyer, when=calendar(*range(len(theirs)), horizon=20)))
        made = [terms for _, terms in offers(talks, SELLER)]
        return made[-1] / made[-2] if name != "random_absolute_tft" else made[-1] - made[-2]

    history = [10.0, 10.5, 11.0, 11.5, 12.0]
    other = [10.0, 10.1, 10.2, *history[-remembers - 1 :]]
    assert last_answer(history) == pytest.approx(last_answer(other))
