"""The individual debrief: what a player got, what was to be had, and how the player went about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from negosim.domain.terms import Terms, outcome_of, terms_of
from negosim.engine import Result, run
from negosim.report.ending import last_day, refusals_of
from negosim.report.zone_words import zone_on
from negosim.rules.lower import Lowered
from negosim.teach.debrief.concessions import CLOSE, Act, Manner, act_of, manner_of

if TYPE_CHECKING:
    from negosim.zopa import Zones

__all__ = ["SCHEMA", "Better", "Debrief", "debrief", "reservation_on_the_last_day"]

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """An outcome that is better for the player and no worse for the other side."""

    terms: Terms
    utility: float
    more: float


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """What can be said of a game after its end.

    Parameters
    ----------
    program : Result
        The same replicate with the side's own tactic in the player's seat.
    zones : Zones
        The zones of the replicate, the solutions being those of the last day of the talks.
    reservation : float
        The player's reservation value on that day, in utility.
    gain : float
        Utility over it; 0 without an agreement, negative where the deal is worse than none.
    attainable : float
        The largest gain among the outcomes that both sides would have taken; 0 where there is none.
    share : float or None
        Gain as a share of what was attainable; ``None`` where nothing was.
    joint_gain, joint_maximum : float
        Sum of both sides' gains, and the largest sum among the outcomes that both would have taken.
    efficiency : float or None
        Joint gain as a share of the maximum; ``None`` where there is none.
    opened : bool
        Whether the player made the first offer of the talks.
    better : Better or None
        What the player could have had at no cost to the other side.
    """

    result: Result
    party: str
    level: str
    program: Result
    zones: Zones
    reservation: float
    gain: float
    attainable: float
    share: float | None
    joint_gain: float
    joint_maximum: float
    efficiency: float | None
    opened: bool
    own: Manner
    programs: Manner
    better: Better | None

    @property
    def below_reservation(self) -> bool:
        """Whether the player signed what is worse than no agreement: a mistake."""
        return self.gain < -CLOSE

    @property
    def utility(self) -> float:
        """What the player has in the end; without an agreement the reservation value."""
        return self.result.utilities[self.party]

    @property
    def standing(self) -> Act | None:
        """The other side's last offer, by what it is worth to the player, where there was no agreement."""
        if self.result.agreed:
            return None
        other = next(name for name in self.result.scenario.parties if name != self.party)
        theirs = [row for row in self.result.trace if row.kind == "offer" and row.party == other]
        return act_of(theirs[-1], self.party) if theirs else None


def debrief(lowered: Lowered, result: Result, party: str, *, level: str = "learn") -> Debrief:
    """Return the debrief of a game that has ended.

    Parameters
    ----------
    lowered : Lowered
        The scenario as it was played.
    result : Result
        How the talks ended.
    party : str
        The player's party.

    Notes
    -----
    Source: house rule, so that no agreement is worth the reservation value and a deal below it counts as a loss.
    """
    from negosim.zopa import zones

    seed, replicate = result.seed, result.replicate
    found = zones(lowered, on=last_day(result), seed=seed, replicate=replicate, refusals=refusals_of(result))
    program = run(lowered, seed=seed, replicate=replicate)
    number = result.scenario.parties.index(party)
    gain, joint = result.surplus[party], sum(result.surplus.values())
    reservation = result.utilities[party] - gain
    attainable = max(0.0, _best(found, number) - reservation)
    maximum = _joint_maximum(found)
    offers = [row for row in result.trace if row.kind == "offer"]
    return Debrief(
        result=result,
        party=party,
        level=level,
        program=program,
        zones=found,
        reservation=reservation,
        gain=gain,
        attainable=attainable,
        share=min(1.0, gain / attainable) if attainable > CLOSE else None,
        joint_gain=joint,
        joint_maximum=maximum,
        efficiency=min(1.0, joint / maximum) if maximum > CLOSE else None,
        opened=bool(offers) and offers[0].party == party,
        own=manner_of(result, party),
        programs=manner_of(program, party),
        better=_better(result, found, number),
    )


def reservation_on_the_last_day(found: Debrief) -> float:
    """Return the player's reservation value on the day the talks ended, as a level."""
    scenario, zones = found.result.scenario, found.zones
    levels = zones.days[(zones.on - scenario.calendar.start).days].own_levels
    return levels[scenario.parties.index(found.party)]


def _best(found: Zones, number: int) -> float:
    """Return the most that a party can have among the outcomes that both sides would take; -1 where there is none."""
    import numpy as np

    if found.scenario.in_units:
        zone, _ = zone_on(found, found.on)
        if zone is None:
            return -1.0
        return float(found.outcomes.utilities(np.array([[zone[0]], [zone[1]]]))[:, number].max())
    rational = found.utilities[found.rational, number]
    return float(rational.max()) if len(rational) else -1.0


def _joint_maximum(found: Zones) -> float:
    most = found.solutions["utilitarian"].utilities
    return 0.0 if most is None else max(0.0, sum(most.values()) - sum(found.disagreement))


def _better(result: Result, found: Zones, number: int) -> Better | None:
    """Return the outcome that is best for the player among those that are no worse for the other side."""
    import numpy as np

    if result.terms is None:
        return None
    issues = result.scenario.issues
    own, other = found.outcomes.utilities(np.array([outcome_of(issues, result.terms)]))[0][[number, 1 - number]]
    fair = np.where(found.utilities[:, 1 - number] >= other - CLOSE, found.utilities[:, number], -1.0)
    best = int(fair.argmax())
    more = float(fair[best] - own)
    if more <= CLOSE:
        return None
    return Better(terms=terms_of(issues, found.outcomes.rows[best].tolist()), utility=float(fair[best]), more=more)
