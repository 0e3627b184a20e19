"""Events that happen only if something holds of the talks, of the deal or of an offer."""

import pytest

from negosim.domain import Condition, Effect, Ratifier, Shock
from negosim.engine import run as run_engine
from negosim.report import shocks_of
from negosim.rules.advance import happen, next_event
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.records import ENDED
from negosim.rules.stances import reservation_level
from negosim.zopa import zones
from tests.rules.made import SELLER, bilateral, calendar, day, script, stance

DROP = Effect(party="seller", level="reservation", by=-7.0)
TALKING, PENDING, OPEN = (Condition(state=state) for state in ("talking", "pending", "open"))


def sale(*shocks):
    """Offers of 60 and 50 on day 10, a deal at 50 on day 30, the president's consent on day 60, in force on day 90."""
    return bilateral(
        stance(60.0, 50.0, script(60.0, 50.0)),
        stance(50.0, 60.0, script(50.0)),
        when=calendar(10, 30),
        ratifiers=(
            Ratifier(name="president", party="buyer", delay=30.0),
            Ratifier(name="assembly", party="buyer", role="legislature", delay=60.0),
        ),
        shocks=shocks,
    )


def struck(number, *when):
    """Return whether a shock of that day has its effect."""
    talks = lower(sale(Shock(name="x", date=day(number), effects=(DROP,), when=when))).talks()
    begin(talks, 1, 0)
    while next_event(talks).time <= number and talks.table.phase != ENDED:
        happen(talks, next_event(talks), next_event(talks).time)
    return reservation_level(talks.parties[SELLER], float(number)) == 43.0


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ((), (5, 20, 40, 70)),
        ((TALKING,), (5, 20)),
        ((PENDING,), (40,)),
        ((OPEN,), (5, 20, 40)),
        ((Condition(issue="price", low=50.0),), (40, 70)),
        ((Condition(issue="price", low=50.0, high=50.0),), (40, 70)),
        ((Condition(issue="price", low=50.1),), ()),
        ((Condition(issue="price", high=49.9),), ()),
        ((Condition(party="seller", issue="price", low=60.0),), (20, 40, 70)),
        ((Condition(party="buyer", issue="price", low=60.0),), ()),
        ((PENDING, Condition(party="buyer", issue="price", high=50.0)), (40,)),
        ((TALKING, PENDING), ()),
    ],
)
def test_a_shock_happens_only_if_its_conditions_hold(when, days):
    assert [number for number in (5, 20, 40, 70) if struck(number, *when)] == list(days)


@pytest.mark.parametrize("effects", [(), (DROP,)])
def test_what_does_not_happen_is_not_written_down(effects):
    shocks = (
        Shock(name="early", date=day(20), when=(PENDING,), effects=effects, note="the president considers"),
        Shock(name="late", date=day(40), when=(PENDING,), effects=effects, note="the president considers"),
    )
    result = run_engine(sale(*shocks))
    assert [(row.date, row.note, row.event) for row in result.trace if row.kind == "shock"] == [
        (day(40), "the president considers", "late")
    ]
    assert shocks_of(result) == {"late": 40.0}


def test_a_condition_that_never_held_does_not_come_true_later():
    talks = lower(sale(Shock(name="x", hazard=1e9, effects=(DROP,), when=(PENDING,)))).talks()
    begin(talks, 1, 0)
    while talks.table.phase != ENDED:
        happen(talks, next_event(talks), next_event(talks).time)
    assert talks.parties[SELLER].shifts == [0.0, 0.0, 0.0]


def test_the_zone_of_a_run_has_the_shocks_that_happened_in_it():
    drops = Shock(name="drops", date=day(40), when=(PENDING,), effects=(DROP,))
    missed = Shock(name="missed", date=day(50), when=(TALKING,), effects=(DROP,))
    scenario = sale(drops, missed)
    alone = zones(scenario, on=day(45))
    seen = zones(scenario, on=day(60), shocks=shocks_of(run_engine(scenario)))
    assert alone.days[45].own_levels[SELLER] == 50.0
    assert alone.days[60].own_levels[SELLER] == 43.0
    assert seen.days[45].own_levels[SELLER] == 43.0
    assert seen.days[60].own_levels[SELLER] == 43.0
