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
    """Run one replicate of a scenario, and return its result with the full trace.

    Parameters
    ----------
    scenario : Scenario or Lowered
        What to negotiate.
    seed, replicate : int
        The result depends only on the scenario and these two numbers; both from 0 to 2**63 - 1.
    seats : mapping of str to Seat, optional
        People or programs that decide for a party instead of its tactic, by party.
    seconds_per_day : float
        Real seconds that a simulated day takes; 0 runs as fast as possible.

    Returns
    -------
    Result
        Whether they agreed, on which terms and when, and everything that happened.

    Raises
    ------
    UsageError
        If a seed or a replicate number is out of range, or there is no such party for a seat.
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
    talks = lowered.borrow()
    session = Session(lowered, talks, seed=seed, replicate=replicate, seats=seats, env=env)
    session.run()
    result = result_of(session)
    lowered.give_back(talks)
    return result


def check_numbers(seed: int, replicate: int) -> None:
    """Check that a seed and a replicate number are in range.

    Raises
    ------
    UsageError
        If one is negative or too large.
    """
    for name, number in (("seed", seed), ("replicate", replicate)):
        if not 0 <= number <= LARGEST:
            raise UsageError(f"{name} {number} is out of range; give a whole number from 0 to {LARGEST}")


def result_of(session: Session) -> Result:
    """Return the result of a session that has ended."""
    scenario, table = session.scenario, session.talks.table
    parties = dict(zip(scenario.parties, session.talks.parties, strict=True))
    agreed = outcome.agreed(table)
    utilities = {name: outcome.utility_at_end(party) for name, party in parties.items()}
    return Result(
        scenario=scenario,
        seed=table.seed,
        replicate=table.replicate,
        agreed=agreed,
        terms=terms_of(scenario.issues, table.settled) if agreed else None,
        tentative=tuple(session.tentative),
        concluded=session.trace.date_or_none(table.concluded),
        in_force=session.trace.date_or_none(table.in_force),
        ending=ENDINGS[outcome.ending(table)],
        rounds=table.rounds_held,
        lapse_days=outcome.days_of_lapse(table),
        utilities=utilities,
        surplus={name: utilities[name] - outcome.reservation_at_end(party) for name, party in parties.items()},
        lapse_cost={name: outcome.lapse_cost(party) for name, party in parties.items()},
        trace=tuple(session.trace.rows),
    )
