"""The player's turns in review: the offer on the table, the decision, and what accepting would have led to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat

from negosim.domain.terms import Terms
from negosim.engine import Accept, Decision, Offer, Result, Row, ScriptSeat, Tentative, View, Wait, WalkAway, run
from negosim.engine.result import ACCEPTS
from negosim.rules.lower import Lowered
from negosim.teach.amounts import CLOSE

__all__ = ["Declined", "Turn", "best_declined", "decisions_of", "turns_of"]

MOST = 12  # largest number of declined offers, the best ones, that are tried out
KINDS: dict[str, Decision] = {"accept": Accept(), "wait": Wait(), "broken_off": WalkAway()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn of the player.

    Parameters
    ----------
    decision : Decision
        What the player did.
    reservation, reservation_level : float
        The player's reservation value at the turn, as a utility and as a level.
    mandate_level : float
        The worst level that the player's delegation could sign at the turn.
    standing : mapping or None
        The other side's offer on the table.
    standing_utility : float
        The player's utility of that offer; 0 if there is none.
    offered_utility : float
        The player's utility of the own offer; 1 if the player made none.
    """

    date: date
    decision: Decision
    reservation: float
    reservation_level: float
    mandate_level: float
    standing: Terms | None
    standing_utility: float
    offered_utility: float

    @property
    def margin(self) -> float:
        """Utility of the offer on the table minus the reservation value; -1 if there is no offer."""
        return self.standing_utility - self.reservation if self.standing is not None else -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """An offer that the player declined, and the result of accepting it.

    Parameters
    ----------
    turn : Turn
        The turn at which it was declined.
    ending : Result
        The result of the same game if the player accepts at that turn.
    """

    turn: Turn
    ending: Result

    @property
    def terms(self) -> Terms:
        """The terms of the offer."""
        return self.turn.standing or {}

    @property
    def refusal(self) -> Tentative | None:
        """The deal that a ratifier would have rejected; ``None`` if it holds, or no vote was taken before the end."""
        refused = (deal for deal in self.ending.tentative if deal.rejected_by is not None and deal.terms == self.terms)
        return None if self.holds else next((deal for deal in refused if deal.date >= self.turn.date), None)

    @property
    def holds(self) -> bool:
        """Whether accepting would have led to an agreement on these terms."""
        return self.ending.agreed and self.ending.terms == self.terms


def decisions_of(result: Result, party: str) -> tuple[Decision, ...]:
    """Return a party's decisions in a run, on its turns and on mediators' proposals, in order."""
    kinds = ("offer", "answer", *KINDS)
    return tuple(_decision(row) for row in result.trace if row.party == party and row.kind in kinds)


def _decision(row: Row) -> Decision:
    if row.kind == "offer" and row.terms is not None:
        return Offer(row.terms)
    return KINDS["accept" if row.note == ACCEPTS else "wait"] if row.kind == "answer" else KINDS[row.kind]


class _Observer:
    """Replays decisions, and records what the party sees at each turn."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.turns: list[Turn] = []
        self._decisions = decisions

    def decide(self, view: View) -> Decision:
        decision = self._decisions[len(self.turns)]
        standing = view.standing
        self.turns.append(
            Turn(
                date=view.date,
                decision=decision,
                reservation=view.reservation,
                reservation_level=view.reservation_level,
                mandate_level=view.mandate_level,
                standing=None if standing is None else standing.terms,
                standing_utility=0.0 if standing is None else (standing.utilities or {})[view.party],
                offered_utility=view.utility(decision.terms) if isinstance(decision, Offer) else 1.0,
            )
        )
        return decision


def turns_of(lowered: Lowered, result: Result, party: str) -> tuple[Turn, ...]:
    """Return the turns of a party in a run, by replaying the run."""
    observer = _Observer(decisions_of(result, party))
    run(lowered, seed=result.seed, replicate=result.replicate, seats={party: observer})
    return tuple(observer.turns)


def best_declined(lowered: Lowered, result: Result, party: str, turns: Sequence[Turn]) -> Declined | None:
    """Return the best offer that a party declined although it was better than no agreement; ``None`` if there is none.

    Offers that would have held come before those that would not; among equally good offers, the last is returned.
    """
    outcomes = list(_accepted(lowered, result, party, turns))
    return max(reversed(outcomes), key=lambda each: (each.holds, each.turn.margin), default=None)


def _accepted(lowered: Lowered, result: Result, party: str, turns: Sequence[Turn]) -> Iterator[Declined]:
    """Yield the result of accepting each good offer, at the last turn at which it was on the table."""
    last = {tuple(turn.standing.items()): number for number, turn in enumerate(turns) if turn.standing is not None}
    decisions = decisions_of(result, party)
    for number in sorted(last.values(), key=lambda number: turns[number].margin)[-MOST:]:
        turn = turns[number]
        if turn.margin <= CLOSE or isinstance(turn.decision, Accept):
            continue
        script = chain(decisions[:number], [Accept()], repeat(Wait()))
        ending = run(lowered, seed=result.seed, replicate=result.replicate, seats={party: ScriptSeat(script)})
        yield Declined(turn=turn, ending=ending)
