"""What a player got, what was attainable, and how the player negotiated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from negosim.domain.terms import Terms, outcome_of, terms_of
from negosim.engine import Result, run
from negosim.report.ending import last_day, refusals_of, shocks_of
from negosim.report.zone_words import bound, zone_on
from negosim.rules.lower import Lowered
from negosim.teach.amounts import CLOSE
from negosim.teach.debrief.concessions import Concessions, concessions_of
from negosim.teach.debrief.phrases import words_of_debrief
from negosim.teach.debrief.turns import Declined, Turn, best_declined, turns_of
from negosim.teach.words import Words

if TYPE_CHECKING:
    from negosim.zopa import Zones

__all__ = ["SCHEMA", "Better", "Debrief", "debrief"]

SCHEMA = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """An outcome that is better for the player and no worse for the other side."""

    terms: Terms
    utility: float
    more: float


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """The evaluation of a game after its end.

    Parameters
    ----------
    program : Result
        The same replicate with the side's own tactic in the player's seat.
    zones : Zones
        The zones of the replicate, the solutions being those of the last day of the talks.
    turns : tuple of Turn
        The player's turns.
    declined : Declined or None
        The best offer that was better than no agreement and was not accepted.
    reservation, limit : float
        The player's reservation value on the last day, in utility and as a level.
    gain : float
        Utility over it; 0 without an agreement, negative where the deal is worse than none.
    attainable : float
        The largest gain among the outcomes that both sides would have taken; 0 if there is none.
    share : float or None
        Gain as a share of what was attainable; ``None`` where nothing was.
    joint_gain, joint_maximum : float
        Sum of both sides' gains, less what the lapse cost them, and the largest sum of gains among the outcomes
        that both would have taken.
    efficiency : float or None
        Joint gain as a share of the maximum; ``None`` where there is none.
    opened : bool
        Whether the player made the first offer of the talks.
    better : Better or None
        What the player could have had at no cost to the other side.
    words : Words
        The sentences in which it is written.
    """

    result: Result
    party: str
    level: str
    program: Result
    zones: Zones
    turns: tuple[Turn, ...]
    declined: Declined | None
    reservation: float
    limit: float
    gain: float
    attainable: float
    share: float | None
    joint_gain: float
    joint_maximum: float
    efficiency: float | None
    opened: bool
    own: Concessions
    programs: Concessions
    better: Better | None
    words: Words

    @property
    def below_reservation(self) -> bool:
        """Whether the player signed what is worse than no agreement: a mistake."""
        return self.gain < -CLOSE

    @property
    def lapse_cost(self) -> float:
        """What the player lost to the time without an agreement, in utility."""
        return self.result.lapse_cost[self.party]

    @property
    def net_gain(self) -> float:
        """The gain less the cost of the lapse."""
        return self.gain - self.lapse_cost

    @property
    def utility(self) -> float:
        """What the player has in the end; without an agreement the reservation value."""
        return self.result.utilities[self.party]

    @property
    def other(self) -> str:
        """The other side."""
        return next(name for name in self.result.scenario.parties if name != self.party)

    def terms(self, outcome: Terms) -> str:
        """Return the terms of an outcome in words."""
        return self.words.terms(self.result.scenario, outcome)

    @property
    def rising(self) -> bool:
        """Whether a higher level is better for the player."""
        return bound(self.zones, self.party) == "at least"


def debrief(lowered: Lowered, result: Result, party: str, *, level: str = "learn", language: str = "en") -> Debrief:
    """Return the debrief of a game that has ended.

    Parameters
    ----------
    lowered : Lowered
        The scenario as it was played.
    result : Result
        How the talks ended.
    party : str
        The player's party.
    language : {"en", "ko"}
        Language of its sentences; the words of the scenario are those of the result.

    Notes
    -----
    Source: house rule, so that no agreement is worth the reservation value and a deal below it counts as a loss.
    """
    from negosim.zopa import zones

    seed, replicate = result.seed, result.replicate
    zone = zones(
        lowered,
        on=last_day(result),
        seed=seed,
        replicate=replicate,
        refusals=refusals_of(result),
        shocks=shocks_of(result),
    )
    program = run(lowered, seed=seed, replicate=replicate)
    turns = turns_of(lowered, result, party)
    number = result.scenario.parties.index(party)
    gain, joint = result.surplus[party] + result.lapse_cost[party], sum(result.surplus.values())
    reservation = result.utilities[party] - gain
    attainable = max(0.0, _best(zone, number) - reservation)
    maximum = _joint_maximum(zone)
    offers = [row for row in result.trace if row.kind == "offer"]
    return Debrief(
        result=result,
        party=party,
        level=level,
        program=program,
        zones=zone,
        turns=turns,
        declined=best_declined(lowered, result, party, turns),
        reservation=reservation,
        limit=level_of(zone, party, reservation),
        gain=gain,
        attainable=attainable,
        share=min(1.0, gain / attainable) if attainable > CLOSE else None,
        joint_gain=joint,
        joint_maximum=maximum,
        efficiency=min(1.0, joint / maximum) if maximum > CLOSE else None,
        opened=bool(offers) and offers[0].party == party,
        own=concessions_of(result, party),
        programs=concessions_of(program, party),
        better=_better(result, zone, number),
        words=words_of_debrief(language, result.scenario),
    )


def level_of(zones: Zones, party: str, utility: float) -> float:
    """Return a utility of a party as a level: the value of the one issue that is worth it, or the utility itself."""
    import numpy as np

    if not zones.scenario.in_units:
        return utility
    number = zones.scenario.parties.index(party)
    day = zones.days[(zones.on - zones.scenario.calendar.start).days]
    if day.utilities[number] == utility:
        return day.levels[number]
    values, utilities = zones.outcomes.rows[:, 0], zones.utilities[:, number]
    order = np.argsort(utilities, kind="stable")
    return float(np.interp(utility, utilities[order], values[order]))


def _best(zones: Zones, number: int) -> float:
    """Return the most that a party can have among the outcomes that both sides would take; -1 if there is none."""
    import numpy as np

    if zones.scenario.in_units:
        zone, _ = zone_on(zones, zones.on)
        if zone is None:
            return -1.0
        return float(zones.outcomes.utilities(np.array([[zone[0]], [zone[1]]]))[:, number].max())
    rational = zones.utilities[zones.rational, number]
    return float(rational.max()) if len(rational) else -1.0


def _joint_maximum(zones: Zones) -> float:
    most = zones.solutions["utilitarian"].utilities
    return 0.0 if most is None else max(0.0, sum(most.values()) - sum(zones.disagreement))


def _better(result: Result, zones: Zones, number: int) -> Better | None:
    """Return the outcome that is best for the player among those that are no worse for the other side."""
    import numpy as np

    if result.terms is None:
        return None
    issues = result.scenario.issues
    own, other = zones.outcomes.utilities(np.array([outcome_of(issues, result.terms)]))[0][[number, 1 - number]]
    fair = np.where(zones.utilities[:, 1 - number] >= other - CLOSE, zones.utilities[:, number], -1.0)
    best = int(fair.argmax())
    more = float(fair[best] - own)
    if more <= CLOSE:
        return None
    return Better(terms=terms_of(issues, zones.outcomes.rows[best].tolist()), utility=float(fair[best]), more=more)
