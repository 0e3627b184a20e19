"""Run one negotiation, or start one that is played turn by turn."""

from __future__ import annotations

from collections.abc import Mapping

import simpy
import simpy.rt

from negosim.domain.scenario import Scenario
from negosim.domain.terms import terms_of
from negosim.engine.result import Pending, Result
from negosim.engine.seats import Seat
from negosim.engine.session import Session
from negosim.errors import UsageError, did_you_mean
from negosim.rules import outcome
from negosim.rules.lower import Lowered, lower
from negosim.rules.luck import TYPICAL, replicate_of
from negosim.rules.records import NONE, Table

ENDINGS = ("open", "agreed", "horizon", "broken_off")


def run(
    scenario: Scenario | Lowered,
    *,
    seed: int | None = None,
    replicate: int | None = None,
    seats: Mapping[str, Seat] | None = None,
    seconds_per_day: float = 0.0,
) -> Result:
    """Run one negotiation and return its result with the full trace.

    Parameters
    ----------
    scenario : Scenario or Lowered
        What to negotiate.
    seed, replicate : int, optional
        Which random numbers to use; both from 0 to 2**63 - 1. The result depends only on the scenario and these two.
        If neither is given, it is the typical run: every drawn number is at its median, and the most likely candidate
        takes office. If only one is given, the other is 0.
    seats : mapping of str to Seat, optional
        People or programs that decide for a party instead of its tactic, by party, or that vote for a ratifier, by its
        name. A ratifier consents to a deal with `Accept`, and rejects it with any other decision.
    seconds_per_day : float
        Real seconds per simulated day; 0 runs as fast as possible.

    Returns
    -------
    Result
        Whether the parties agreed, on which terms and when, and everything that happened.

    Raises
    ------
    UsageError
        If a seed or a replicate number is out of range, or a seat is for an unknown party or ratifier.
    """
    session = start(scenario, seed=seed, replicate=replicate, seats=seats, seconds_per_day=seconds_per_day)
    session.run()
    result = result_of(session)
    session.lowered.give_back(session.talks)
    return result


def start(
    scenario: Scenario | Lowered,
    *,
    seed: int | None = None,
    replicate: int | None = None,
    seats: Mapping[str, Seat] | None = None,
    seconds_per_day: float = 0.0,
) -> Session:
    """Start a negotiation that is played turn by turn, with an `OpenSeat` for each party whose decisions you give.

    Parameters and errors are those of `run`.

    Examples
    --------
    >>> import negosim
    >>> from negosim.engine import OpenSeat, result_of, start
    >>> session = start(negosim.load("used_car"), seats={"buyer": OpenSeat()})
    >>> view = session.advance()
    >>> view.standing.terms
    {'price': 11900.0}
    >>> session.answer(negosim.Accept())
    >>> session.advance() is None, result_of(session).terms
    (True, {'price': 11900.0})
    """
    lowered = scenario if isinstance(scenario, Lowered) else lower(scenario)
    seats = seats or {}
    keyed = replicate_of(seed, replicate)
    known = (*lowered.scenario.parties, *(ratifier.name for ratifier in lowered.scenario.ratifiers))
    for name in seats:
        if name not in known:
            raise UsageError(f"there is no delegation or ratifier {name!r}{did_you_mean(name, known)}")
    env = (
        simpy.rt.RealtimeEnvironment(factor=seconds_per_day, strict=False)
        if seconds_per_day > 0.0
        else simpy.Environment()
    )
    return Session(lowered, lowered.borrow(), keyed=keyed, seats=seats, env=env)


def result_of(session: Session) -> Result:
    """Return the result of a session that has ended."""
    scenario, parties, table = session.scenario, session.parties, session.talks.table
    agreed, typical = outcome.agreed(table), table.replicate == TYPICAL
    return Result(
        scenario=scenario,
        seed=None if typical else table.seed,
        replicate=None if typical else table.replicate,
        agreed=agreed,
        terms=terms_of(scenario.issues, table.settled) if agreed else None,
        tentative=tuple(session.tentative),
        concluded=session.trace.date_or_none(table.concluded),
        in_force=session.trace.date_or_none(table.in_force),
        ending=ENDINGS[outcome.ending(table)],
        pending=_pending(scenario, table),
        rounds=table.rounds_held,
        lapse_days=outcome.days_of_lapse(table),
        utilities={name: outcome.utility_at_end(party) for name, party in parties.items()},
        surplus={name: outcome.surplus(party) for name, party in parties.items()},
        lapse_cost={name: outcome.lapse_cost(party) for name, party in parties.items()},
        trace=tuple(session.trace.rows),
    )


def _pending(scenario: Scenario, table: Table) -> Pending | None:
    vote, answer = outcome.awaited_vote(table), outcome.awaited_answer(table)
    if vote != NONE:
        return Pending(kind="vote", by=scenario.ratifiers[vote].name)
    return None if answer == NONE else Pending(kind="answer", by=scenario.parties[answer])
