"""What a batch of replicates came to: an array per field, a row per replicate."""

from math import nan
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from negosim.rules.layout import (
    CONCLUDED,
    END,
    IN_FORCE,
    ISSUES,
    MEETINGS,
    NEVER,
    OFFERS,
    PARTIES,
    REJECTIONS,
    ROUNDS,
    S_TERMS,
    TENTATIVE_AT,
    TENTATIVES,
    Talks,
)
from negosim.rules.outcome import agreed, days_of_lapse, ending, lapse_cost, reservation_at_end, utility_at_end

Booleans = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]


class Columns(NamedTuple):
    """The results of replicates; times are days from the scenario's start.

    Parameters
    ----------
    agreed : array of bool, shape (replicates,)
        Whether an agreement was concluded.
    ending : array of int8, shape (replicates,)
        How they ended: ``AGREED``, ``AT_HORIZON`` or ``BROKEN_OFF`` of :mod:`negosim.rules.layout`.
    terms : array of float, shape (replicates, issues)
        The agreement's terms; nan without one.
    tentative, concluded, in_force : array of float, shape (replicates,)
        When the last tentative deal was struck, when the heads of state had consented to it, when all ratifiers had;
        nan where that did not happen.
    end : array of float, shape (replicates,)
        When the talks ended.
    lapse_days : array of float, shape (replicates,)
        Days with no agreement in force.
    rounds, meetings : array of int32, shape (replicates,)
        Counted rounds, and all meetings.
    offers : array of int32, shape (replicates, 2)
        Offers made, by party.
    tentatives, rejections : array of int32, shape (replicates,)
        Tentative deals, and how many of them a ratifier rejected.
    utilities : array of float, shape (replicates, 2)
        What the agreement is worth to each party; without one, its reservation value at the end.
    reservations : array of float, shape (replicates, 2)
        Each party's reservation value, in utility, on the day of the conclusion, or at the end without one.
    lapse_costs : array of float, shape (replicates, 2)
        Utility that each party lost to the lapse; not taken from ``utilities``.
    """

    agreed: Booleans
    ending: npt.NDArray[np.int8]
    terms: Reals
    tentative: Reals
    concluded: Reals
    in_force: Reals
    end: Reals
    lapse_days: Reals
    rounds: Counts
    meetings: Counts
    offers: Counts
    tentatives: Counts
    rejections: Counts
    utilities: Reals
    reservations: Reals
    lapse_costs: Reals


def empty_columns(count: int, issues: int) -> Columns:
    """Return columns for ``count`` replicates, not yet filled."""
    shapes: dict[str, tuple[Any, tuple[int, ...]]] = {
        "agreed": (np.bool_, ()),
        "ending": (np.int8, ()),
        "terms": (np.float64, (issues,)),
        "offers": (np.int32, (PARTIES,)),
        **dict.fromkeys(("utilities", "reservations", "lapse_costs"), (np.float64, (PARTIES,))),
        **dict.fromkeys(("tentative", "concluded", "in_force", "end", "lapse_days"), (np.float64, ())),
        **dict.fromkeys(("rounds", "meetings", "tentatives", "rejections"), (np.int32, ())),
    }
    return Columns(**{name: np.empty((count, *shape), dtype) for name, (dtype, shape) in shapes.items()})


def write_row(talks: Talks, columns: Columns, row: int) -> None:
    """Write what the talks came to into a row of the columns."""
    flags, state = talks.flags, talks.state
    concluded = agreed(talks)
    columns.agreed[row] = concluded
    columns.ending[row] = ending(talks)
    for issue in range(talks.plan[ISSUES]):
        columns.terms[row, issue] = state[talks.plan[S_TERMS] + issue] if concluded else nan
    columns.tentative[row] = state[TENTATIVE_AT] if flags[TENTATIVES] > 0 else nan
    columns.concluded[row] = known(state[CONCLUDED])
    columns.in_force[row] = known(state[IN_FORCE])
    columns.end[row] = state[END]
    columns.lapse_days[row] = days_of_lapse(talks)
    columns.rounds[row] = flags[ROUNDS]
    columns.meetings[row] = flags[MEETINGS]
    columns.tentatives[row] = flags[TENTATIVES]
    columns.rejections[row] = flags[REJECTIONS]
    for party in range(PARTIES):
        columns.offers[row, party] = flags[OFFERS + party]
        reserved = reservation_at_end(talks, party)
        columns.reservations[row, party] = reserved
        columns.utilities[row, party] = utility_at_end(talks, party) if concluded else reserved
        columns.lapse_costs[row, party] = lapse_cost(talks, party)


def known(t: float) -> float:
    """Return a time, or nan where what it is the time of has not happened."""
    return nan if t == NEVER else t
