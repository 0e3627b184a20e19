"""Run one negotiation."""

from __future__ import annotations

from collections.abc import Mapping

import simpy
import simpy.rt

from negosim.domain.scenario import Scenario
from negosim.domain.terms import terms_of
from negosim.engine.result import Result
from negosim.engine.seats import Seat
from negosim.engine.session import Session
from negosim.errors import UsageError, did_you_mean
from negosim.rules import layout as at
from negosim.rules import outcome
from negosim.rules.lower import Lowered, lower

ENDINGS = ("open", "agreed", "horizon", "broken_off")
LARGEST = (1 << 63) - 1


def run(
    scenario: Scenario | Lowered,
    *,
    seed: int = 0,
    replicate: int = 0,
    seats: Mapping[str, Seat] | None = None,
    seconds_per_day: float = 0.0,
) -> Result:
    """Run one replicate of a scenario on simpy's clock, with its full trace.

    Parameters
    ----------
    scenario : Scenario or Lowered
        What to negotiate.
    seed, replicate : int
        The result is a function of the scenario and these two alone; both from 0 to 2**63 - 1.
    seats : mapping of str to Seat, optional
        Who decides for a delegation in place of its tactic.
    seconds_per_day : float
        Real seconds that a simulated day takes; 0 runs as fast as possible.

    Returns
    -------
    Result
        Whether they agreed, on what and when, and everything that happened.

    Raises
    ------
    UsageError
        Where a seed or a replicate number is out of range, or a seat names no delegation.
    """
    lowered = scenario if isinstance(scenario, Lowered) else lower(scenario)
    seats = seats or {}
    check_numbers(seed, replicate)
    for name in seats:
        if name not in lowered.scenario.parties:
            raise UsageError(f"there is no delegation {name!r}{did_you_mean(name, lowered.scenario.parties)}")
    env = (
        simpy.rt.RealtimeEnvironment(factor=seconds_per_day, strict=False)
        if seconds_per_day > 0.0
        else simpy.Environment()
    )
    session = Session(lowered, seed=seed, replicate=replicate, seats=seats, env=env)
    session.run()
    return result_of(session)


def check_numbers(seed: int, replicate: int) -> None:
    """Refuse a seed or a replicate number that the random numbers cannot be keyed by.

    Raises
    ------
    UsageError
        Where one is negative or too large.
    """
    for name, number in (("seed", seed), ("replicate", replicate)):
        if not 0 <= number <= LARGEST:
            raise UsageError(f"{name} {number} is out of range; give a whole number from 0 to {LARGEST}")


def result_of(session: Session) -> Result:
    """Return what a session that has ended reports."""
    talks, scenario = session.talks, session.scenario
    agreed = outcome.agreed(talks)
    place = talks.plan[at.S_TERMS]
    numbers = dict(zip(scenario.parties, range(len(scenario.parties)), strict=True))
    worth = {name: outcome.utility_at_end(talks, number) for name, number in numbers.items()}
    return Result(
        scenario=scenario,
        seed=talks.flags[at.SEED],
        replicate=talks.flags[at.REPLICATE],
        agreed=agreed,
        terms=terms_of(scenario.issues, talks.state[place : place + len(scenario.issues)]) if agreed else None,
        tentative=tuple(session.tentative),
        concluded=session.date_of(at.CONCLUDED),
        in_force=session.date_of(at.IN_FORCE),
        ending=ENDINGS[outcome.ending(talks)],
        rounds=talks.flags[at.ROUNDS],
        lapse_days=outcome.days_of_lapse(talks),
        utilities=worth,
        surplus={name: worth[name] - outcome.reservation_at_end(talks, numbers[name]) for name in worth},
        lapse_cost={name: outcome.lapse_cost(talks, number) for name, number in numbers.items()},
        trace=tuple(session.trace.rows),
    )
