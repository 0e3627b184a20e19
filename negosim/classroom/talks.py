"""The talks at a table, played by the engine from the decisions made so far.

The script of decisions is the only state of the talks. It is played again for every page, which takes less than a
millisecond and follows the same rules as ``negosim run``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from negosim.classroom.state import Proposal, Room, Table, Turn
from negosim.domain.issues import bounds
from negosim.domain.terms import Terms, terms_of
from negosim.engine import Accept, Decision, Offer, OpenSeat, Result, Row, View, Wait, WalkAway, result_of, start
from negosim.rules.lower import Lowered

__all__ = ["Stage", "at_table", "enter_deal", "has_room_for_a_deal", "played", "silence", "silent_turns"]


Then = Callable[[View], Decision]


class _Players:
    """Decides for both sides and the ratifiers: by the script, then by the program for its seats.

    Parameters
    ----------
    silent : float
        Number of turns after the script in which nobody says anything; the program votes for ratifiers.
    then : callable or None
        Decides for both sides after the silence, until one accepts or walks away.
    """

    def __init__(self, table: Table, at: float, silent: float, then: Then | None) -> None:
        self.script = list(table.script)
        self.turns = 0
        self._given, self._programs = len(table.script), table.programs
        self._at, self._silent, self._then = at, silent, then

    def decide(self, view: View) -> Decision | None:
        """Return the decision of this turn; ``None`` if a person has yet to make it."""
        turn, self.turns = self.turns, self.turns + 1
        if turn < self._given:
            return self.script[turn].decision
        role, votes, silent = view.ratifier or view.party, bool(view.ratifier), turn - self._given < self._silent
        by_program = role in self._programs or (votes and silent)
        if silent and not votes:
            decision: Decision = Wait()
        elif self._then is not None and not votes:
            decision = self._then(view)
            self._then = None if isinstance(decision, Accept | WalkAway) else self._then
        elif by_program:
            decision = view.advice()
        else:
            return None
        self.script.append(Turn(role, decision, self._at, by_program))
        return decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The state of the talks at a table.

    Parameters
    ----------
    waits_for : View or None
        The view of the party or the ratifier whose decision comes next; ``None`` if the talks have ended.
    views : mapping of str to View
        The view of each party.
    result : Result or None
        The result; ``None`` while the talks are under way.
    script : list of Turn
        The decisions, including those that the program has added.
    """

    waits_for: View | None
    views: Mapping[str, View]
    result: Result | None
    script: list[Turn]


@contextmanager
def at_table(
    table: Table, *, at: float = 0.0, silent: float = 0, then: Then | None = None, lowered: Lowered | None = None
) -> Iterator[Stage]:
    """Play the talks at a table up to the next decision of a person, and yield their state.

    Parameters
    ----------
    at : float
        The time that is recorded for decisions of the program.
    silent : float
        Number of turns after the script in which nobody says anything; infinity plays the talks to their end.
    then : callable, optional
        Decides for both sides after the silence, until one accepts or walks away.
    lowered : Lowered, optional
        The scenario of the table in another language.
    """
    assigned = table.assigned
    lowered = lowered or assigned.lowered
    players = _Players(table, at, silent, then)
    session = start(
        lowered, seed=assigned.seed, replicate=assigned.replicate, seats=dict.fromkeys(table.roles, OpenSeat())
    )
    while (waits_for := session.advance()) is not None and (decision := players.decide(waits_for)) is not None:
        session.answer(decision)
    yield Stage(
        waits_for=waits_for,
        views={party: session.view(party) for party in table.parties},
        result=result_of(session) if waits_for is None else None,
        script=players.script,
    )
    lowered.give_back(session.talks)


def played(table: Table, at: float, *, silent: float = 0) -> None:
    """Bring a table up to date with its script: let the program decide for its seats, and record the state."""
    with at_table(table, at=at, silent=silent) as stage:
        table.script = stage.script
        waits_for = stage.waits_for
        table.mover = None if waits_for is None else waits_for.ratifier or waits_for.party
        table.may_accept = waits_for is not None and waits_for.may_accept
        table.may_offer = waits_for is not None and waits_for.may_offer
        table.status_quo = next(iter(stage.views.values())).status_quo
        if stage.result is not None:
            table.done, table.ended = True, at
            table.deal = stage.result.terms
        rows = next(iter(stage.views.values())).events if stage.result is None else stage.result.trace
        table.rejected = list(_rejected(rows))
    table.offers = [
        Proposal(turn.party, turn.decision.terms, turn.at) for turn in table.script if isinstance(turn.decision, Offer)
    ]


def _rejected(rows: tuple[Row, ...]) -> Iterator[tuple[Mapping[str, float | int | str], str]]:
    for row in rows:
        if row.kind == "rejected" and row.terms is not None:
            yield row.terms, row.note.removesuffix(" rejects the deal")


def enter_deal(table: Table, share: float, at: float) -> None:
    """Add the deal that both sides have typed to the script: an offer and its acceptance, or the end without a deal.

    Parameters
    ----------
    share : float
        The share of the class's time that has passed; the same share of the turns passes in silence.
    at : float
        The time that is recorded for the deal.
    """
    terms = table.typed[table.parties[0]]
    for silent in (silent_turns(table, share), 0):
        script = _with_deal(table, terms, at, silent)
        if script is not None:
            table.script = script
            return


def has_room_for_a_deal(table: Table) -> bool:
    """Return whether there are enough turns left for an offer and its acceptance."""
    issues = table.assigned.lowered.scenario.issues
    lowest = terms_of(issues, [bounds(issue)[0] for issue in issues])
    kept = {issue.name: issue.status_quo for issue in issues if issue.status_quo is not None}
    return _with_deal(table, {**lowest, **kept}, 0.0, 0) is not None


def _with_deal(table: Table, terms: Terms | None, at: float, silent: int) -> list[Turn] | None:
    """Return the script with a deal, or with a walk-away if `terms` is ``None``; ``None`` if too few turns are left.

    A deal that changes an issue which is not on the table yet is made when the issue opens.
    """

    def agree(view: View) -> Decision:
        if terms is None:
            return WalkAway()
        standing = view.standing
        if any(terms[name] != kept for name, kept in view.status_quo.items()):
            return Wait()
        if standing is not None and standing.terms == terms:
            return Accept()
        return Offer(terms) if view.may_offer else Wait()

    with at_table(table, at=at, silent=silent, then=agree) as stage:
        script = stage.script
    agreed = any(isinstance(turn.decision, Accept | WalkAway) for turn in script[len(table.script) :])
    return script if agreed else None


def silence(room: Room, table: Table, now: float) -> int:
    """Return the number of turns that have passed in silence by now, if the pair talks in person; otherwise 0."""
    talking = room.deal_only(table) and not table.done and not table.votes
    return silent_turns(table, room.share_used(now)) if talking else 0


def silent_turns(table: Table, share: float) -> int:
    """Return the number of turns that pass in silence in a share of the class's time; two turns always remain."""
    with at_table(table, silent=float("inf")) as stage:
        whole = len(stage.script)
    return max(0, min(int(share * whole), whole - 2) - len(table.script))
