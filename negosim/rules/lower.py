"""From a scenario to the records that the rules work on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Shock
from negosim.rules.lowering.builder import Builder
from negosim.rules.lowering.dates import administrations_of, elections_of, gaps_of, meetings_of, rounds_of, terms_of
from negosim.rules.lowering.interests import payments_of, space_of
from negosim.rules.lowering.outside import lowered_shocks, news_of, ratifiers_of, shocks_of
from negosim.rules.lowering.parties import party_of, put_lapse_costs, put_preferences, table_of
from negosim.rules.lowering.stances import put_stances, stances_of
from negosim.rules.records import Event, Party, Place, Space, Stance, Table, Talks, assign
from negosim.rules.records import Shock as LoweredShock
from negosim.rules.values import derive

REMEMBERED = 128  # values of a concession curve that a stance keeps in plain Python; a power of two
MOST_REMEMBERED = 1024
DERIVED = re.compile(r"^payments\.|\.(values\..*|discount|probability)$")  # numbers that others are derived from


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A scenario in the form that the rules work on.

    Parameters
    ----------
    scenario : Scenario
        The scenario that was lowered.
    administrations : tuple of str
        Names of the administrations, by number.
    stances : tuple of (str, str)
        Delegation and name of the stances, by number.
    shocks : tuple of Shock
        The shocks that are more than news, by number.
    news : tuple of (float, Shock)
        The other shocks, with their day, within the scenario's time.
    elections : tuple of (float, int)
        Day and number of the terms of office that are decided within the scenario's time.
    meetings : tuple of str
        Place, heads of delegation and note of each listed round, in words.
    base : Lowered or None
        The lowered scenario from which this one differs only in numbers.
    numbers : mapping of str to float
        Those numbers, by path.
    """

    scenario: Scenario
    administrations: tuple[str, ...]
    stances: tuple[tuple[str, str], ...]
    shocks: tuple[Shock, ...]
    news: tuple[tuple[float, Shock], ...]
    elections: tuple[tuple[float, int], ...]
    meetings: tuple[str, ...]
    base: Lowered | None = field(default=None, compare=False, repr=False)
    numbers: Mapping[str, float] = field(default_factory=dict)
    _idle: list[Talks] = field(default_factory=list, compare=False, repr=False)
    _settable: list[frozenset[str]] = field(default_factory=list, compare=False, repr=False)

    @property
    def horizon(self) -> int:
        """The last day, counted from the start."""
        return (self.scenario.calendar.horizon - self.scenario.calendar.start).days

    def talks(self, *, remembered: int = REMEMBERED) -> Talks:
        """Return fresh records for a replicate.

        Parameters
        ----------
        remembered : int
            Number of values of a concession curve that a stance keeps, a power of two. Results do not depend on it.
        """
        return self.records(remembered=remembered)[0]

    def records(self, *, remembered: int = REMEMBERED) -> tuple[Talks, Mapping[str, Place]]:
        """Return fresh records, and the place of each number of the scenario in them, by path."""
        talks, places = records_of(self.scenario, remembered)
        for path, number in self.numbers.items():
            assign(places[path], number)
        return talks, places

    def with_numbers(self, numbers: Mapping[str, float]) -> Lowered | None:
        """Return the same scenario with other numbers, or None if one is drawn or others are derived from it.

        Parameters
        ----------
        numbers : mapping of str to float
            By path, as in ``"delegations.seoul.stances.moon.reservation"``.
        """
        if not numbers.keys() <= self.settable:
            return None
        return replace(self, base=self.base or self, numbers={**self.numbers, **numbers}, _idle=[])

    @property
    def settable(self) -> frozenset[str]:
        """The paths of the numbers that are not drawn and from which no others are derived."""
        if self.base is not None:
            return self.base.settable
        if not self._settable:
            talks, places = self.records()
            drawn = {(id(place.container), place.key) for place in places_drawn(talks)}
            fixed = (path for path, place in places.items() if (id(place.container), place.key) not in drawn)
            self._settable.append(frozenset(path for path in fixed if not DERIVED.search(path)))
        return self._settable[0]

    def borrow(self) -> Talks:
        """Return records, perhaps used by an earlier replicate; return them with ``give_back`` afterwards."""
        try:
            return self._idle.pop()
        except IndexError:
            return self.talks()

    def give_back(self, talks: Talks) -> None:
        """Take back records that are no longer in use."""
        self._idle.append(talks)


def lower(scenario: Scenario) -> Lowered:
    """Return a scenario in the form that the rules work on.

    Raises
    ------
    ScenarioError
        If there are too many outcomes to search at every offer.
    """
    lowered = Lowered(
        scenario=scenario,
        administrations=administrations_of(scenario),
        stances=tuple((party.name, stance) for party in scenario.delegations for stance in party.stances),
        shocks=shocks_of(scenario),
        news=news_of(scenario),
        elections=elections_of(scenario),
        meetings=meetings_of(scenario),
    )
    lowered.give_back(lowered.talks())
    return lowered


def records_of(scenario: Scenario, remembered: int = REMEMBERED) -> tuple[Talks, Mapping[str, Place]]:
    """Return the records of a scenario, and the place of each of its numbers by path.

    Drawn numbers are drawn in this order: preferences, payments, stances, probabilities, shocks, ratifiers, the cost of
    a lapse.
    """
    builder = Builder(scenario)
    administrations = administrations_of(scenario)
    space, table = space_of(builder), table_of(builder)
    space.payments = payments_of(builder)
    stances = stances_of(builder, space, remembered)
    parties = [
        party_of(builder, number, space, table, next(iter(_own(stances, delegation.name))))
        for number, delegation in enumerate(scenario.delegations)
    ]
    put_preferences(builder, parties)
    drawn_preferences = builder.draws_any
    put_stances(builder, stances)
    terms = terms_of(builder, administrations, stances, parties)
    shocks = lowered_shocks(builder, administrations, parties, stances)
    ratifiers = ratifiers_of(builder, parties)
    put_lapse_costs(builder, parties)
    talks = Talks(
        table=table,
        space=space,
        parties=parties,
        stances=list(stances.values()),
        terms=terms,
        shocks=shocks,
        impasses=[shock for shock in shocks if shock.impasse > 0],
        effects=[effect for shock in shocks for effect in shock.effects],
        ratifiers=ratifiers,
        rounds=rounds_of(builder),
        gaps=gaps_of(builder, administrations),
        draws=builder.draws,
        copula=builder.copula,
        agenda=_agenda(table, space, parties, shocks),
        drawn_preferences=drawn_preferences,
    )
    derive(talks)
    return talks, builder.places


def places_drawn(talks: Talks) -> list[Place]:
    """Return the places of the drawn numbers."""
    correlated = [] if talks.copula is None else [draw.place for draw in talks.copula.draws]
    return [*(draw.place for draw in talks.draws), *correlated]


def _own(stances: Mapping[tuple[str, str], Stance], party: str) -> list[Stance]:
    return [stance for (owner, _), stance in stances.items() if owner == party]


def _agenda(table: Table, space: Space, parties: list[Party], shocks: list[LoweredShock]) -> list[Event]:
    """Return all events, in order of precedence at one instant; the turn at the table comes last."""
    changes = [party.inauguration for party in parties]
    strikes = [shock.strike for shock in shocks]
    fadings = [effect.fading for shock in shocks for effect in shock.effects]
    return [*changes, table.expiry, *space.openings, *strikes, *fadings, table.next_vote, table.next_turn]


def places_remembered(scenario: Scenario) -> int:
    """Return how many values of a concession curve to keep in a sweep: twice the turns of listed rounds.

    If rounds are drawn, their days differ between replicates, so more values would never be used again.
    """
    exchanges = scenario.protocol.exchanges
    turns = sum(2 * (meeting.exchanges or exchanges) for meeting in scenario.calendar.rounds)
    places = REMEMBERED
    while places < 2 * turns and places < MOST_REMEMBERED:
        places *= 2
    return places
