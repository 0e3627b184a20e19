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
    """An outcome that is better for the player than the deal, and no worse for the other side.

    Parameters
    ----------
    utility : float
        The player's utility of the outcome.
    more : float
        By how much that exceeds the player's utility of the deal.
    """

    terms: Terms
    utility: float
    more: float


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """The evaluation of a game after its end.

    Parameters
    ----------
    result : Result
        The result of the game.
    party, level : str
        The player's party, and the level of help.
    program : Result
        The result of the same replicate with the side's own tactic in the player's seat.
    zones : Zones
        The zones of the replicate, with the solutions on the last day of the talks.
    turns : tuple of Turn
        The player's turns.
    declined : Declined or None
        The best offer that was better than no agreement and that the player did not accept.
    reservation, limit : float
        The player's reservation value on the last day, as a utility and as a level.
    gain : float
        Utility minus the reservation value; 0 without an agreement, and negative if the deal is worse than none.
    attainable : float
        The largest gain among the outcomes that both sides would have accepted; 0 if there is none.
    share : float or None
        Gain as a share of the attainable gain; ``None`` if that is zero.
    joint_gain, joint_maximum : float
        Sum of both sides' gains minus their costs of the lapse, and the largest sum of gains among the outcomes that
        both would have accepted.
    efficiency : float or None
        Joint gain as a share of the maximum; ``None`` if the maximum is zero.
    opened : bool
        Whether the player made the first offer of the talks.
    better : Better or None
        The best outcome for the player at no cost to the other side, if it is better than the deal.
    own, programs : Concessions
        The concessions of the player, and of the program in the same seat.
    words : Words
        The words of the debrief in its language.
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
        """Whether the player signed a deal that is worse than no agreement."""
        return self.gain < -CLOSE

    @property
    def lapse_cost(self) -> float:
        """Utility that the player lost in the time without an agreement."""
        return self.result.lapse_cost[self.party]

    @property
    def net_gain(self) -> float:
        """The gain minus the cost of the lapse."""
        return self.gain - self.lapse_cost

    @property
    def utility(self) -> float:
        """The player's utility at the end; without an agreement, the reservation value."""
        return self.result.utilities[self.party]

    @property
    def other(self) -> str:
        """The other party."""
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
        The result of the talks.
    party : str
        The player's party.
    level : str
        The level of help that the player had.
    language : {"en", "ko"}
        Language of the sentences; the texts of the scenario are those of the result.

    Notes
    -----
    Source: house rule: no agreement is worth the reservation value, and a deal below it counts as a loss.
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
    """Return a party's utility as a level: the value of the single issue with that utility, or the utility itself."""
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
    """Return a party's largest utility among the outcomes that both sides would accept; -1 if there is none."""
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
