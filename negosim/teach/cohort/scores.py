"""The scores of a class: each side's share of the attainable gain, and its percentile within its role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from negosim.domain.terms import Terms, outcome_of
from negosim.rules.stances import clip_level, utility_of_level
from negosim.teach.amounts import CLOSE
from negosim.teach.cohort.estimates import percentiles
from negosim.teach.cohort.pairs import Cohort, Pair

if TYPE_CHECKING:
    from negosim.solve.results import FloatArray
    from negosim.zopa import Zones

__all__ = ["Score", "Scores", "scores_of", "space_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The scores of a pair.

    Parameters
    ----------
    utilities : mapping of str to float
        Utility of each side; without a deal, its reservation value.
    gains : mapping of str to float
        Utility minus the reservation value.
    shares : mapping of str to float or None
        Gain as a share of the largest gain at which the other side is no worse off than at its limit; 0 without a
        deal, and ``None`` if there was nothing to gain.
    zone : bool
        Whether there was an outcome that both sides prefer to no agreement.
    below : tuple of str
        The parties for which the deal is worse than no agreement.
    efficiency : float or None
        Joint gain as a share of its maximum; ``None`` if the maximum is zero.
    percentiles : mapping of str to float or None
        Percentage of the others in the same role whose share is smaller; ties count half.
    improved : mapping of str to float or None
        Utility of each side after a second chance; ``None`` if the deal stood.
    efficiency_after : float or None
        Joint gain after the second chance as a share of its maximum.
    """

    pair: Pair
    utilities: Mapping[str, float]
    gains: Mapping[str, float]
    shares: Mapping[str, float | None]
    zone: bool
    below: tuple[str, ...]
    efficiency: float | None
    percentiles: Mapping[str, float | None]
    improved: Mapping[str, float] | None = None
    efficiency_after: float | None = None


@dataclass(frozen=True, kw_only=True)
class Scores:
    """The scores of a class, in the order of its pairs, and the outcome space in which they are measured."""

    cohort: Cohort
    each: tuple[Score, ...]
    zones: Zones


def space_of(cohort: Cohort) -> Zones:
    """Return the outcomes, frontier and solutions of a class's scenario on its first day, in its first replicate."""
    from negosim.zopa import zones

    return zones(cohort.lowered, on=cohort.lowered.scenario.calendar.start)


def scores_of(cohort: Cohort) -> Scores:
    """Return the scores of a class.

    Notes
    -----
    Source: house rule, as for the debrief of a game: no agreement is worth the reservation value.
    """
    space = space_of(cohort)
    raw = [_score(cohort, pair, space) for pair in cohort.pairs]
    ranks = {party: percentiles([score.shares[party] for score in raw]) for party in cohort.lowered.scenario.parties}
    each = tuple(
        _with_percentiles(score, {party: ranks[party][place] for party in ranks}) for place, score in enumerate(raw)
    )
    return Scores(cohort=cohort, each=each, zones=space)


def _with_percentiles(score: Score, ranks: Mapping[str, float | None]) -> Score:
    return replace(score, percentiles=ranks)


def _score(cohort: Cohort, pair: Pair, space: Zones) -> Score:
    import numpy as np

    scenario = cohort.lowered.scenario
    names = scenario.parties
    floors = np.array([_utility_of_level(space, number, pair.limits[name]) for number, name in enumerate(names)])
    # The largest gains of each side and of both together are on the frontier, so no other outcomes are needed.
    table = _within_limits(pair, space) if scenario.in_units else space.frontier.points
    rational = table[(table >= floors - CLOSE).all(axis=1)]
    most = np.maximum(rational.max(axis=0) - floors, 0.0) if len(rational) else np.zeros(len(floors))
    joint = max(0.0, float((rational - floors).sum(axis=1).max())) if len(rational) else 0.0
    have = floors
    if pair.terms is not None:
        have = _utilities_of(space, pair.terms)
    after = None if pair.improved is None else _utilities_of(space, pair.improved)
    gains = have - floors
    shares = [min(1.0, float(gain / top)) if top > CLOSE else None for gain, top in zip(gains, most, strict=True)]
    return Score(
        pair=pair,
        utilities=dict(zip(names, have.tolist(), strict=True)),
        gains=dict(zip(names, gains.tolist(), strict=True)),
        shares=dict(zip(names, shares, strict=True)),
        zone=bool((most > CLOSE).any()),
        below=tuple(name for name, gain in zip(names, gains, strict=True) if gain < -CLOSE),
        efficiency=_efficiency(have - floors, joint),
        percentiles={},
        improved=None if after is None else dict(zip(names, after.tolist(), strict=True)),
        efficiency_after=None if after is None else _efficiency(after - floors, joint),
    )


def _efficiency(gains: FloatArray, joint: float) -> float | None:
    return min(1.0, float(gains.sum()) / joint) if joint > CLOSE else None


def _utilities_of(space: Zones, terms: Terms) -> FloatArray:
    import numpy as np

    utilities: FloatArray = space.outcomes.utilities(np.array([outcome_of(space.scenario.issues, terms)]))[0]
    return utilities


def _within_limits(pair: Pair, space: Zones) -> FloatArray:
    """Return the utilities at both limits, which with one issue are the ends of the zone of agreement."""
    import numpy as np

    return space.outcomes.utilities(np.array([[level] for level in pair.limits.values()]))


def _utility_of_level(space: Zones, number: int, level: float) -> float:
    party = space.outcomes.talks.parties[number]
    return utility_of_level(party, clip_level(party.space, level))
