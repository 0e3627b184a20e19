"""The results of a batch of replicates: an array per field, a row per replicate."""

from math import nan
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from negosim.rules.outcome import agreed, days_of_lapse, ending, lapse_cost, reservation_at_end, utility_at_end
from negosim.rules.records import NEVER, Talks

PARTIES = 2
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
        How they ended: ``AGREED``, ``AT_HORIZON`` or ``BROKEN_OFF`` of :mod:`negosim.rules.records`.
    terms : array of float, shape (replicates, issues)
        The agreement's terms; nan without one.
    tentative, concluded, in_force : array of float, shape (replicates,)
        When the last tentative deal was struck, when the heads of state had consented to it, when all ratifiers had;
        nan if that did not happen.
    end : array of float, shape (replicates,)
        When the talks ended; the end of the horizon day if the horizon ended them.
    lapse_days : array of float, shape (replicates,)
        Days with no agreement in force.
    rounds, meetings : array of int32, shape (replicates,)
        Counted rounds, and all meetings.
    offers : array of int32, shape (replicates, 2)
        Offers made, by party.
    tentatives, rejections : array of int32, shape (replicates,)
        Tentative deals, and how many of them a ratifier rejected.
    utilities : array of float, shape (replicates, 2)
        Utility of the agreement to each party; without one, its reservation value at the end.
    reservations : array of float, shape (replicates, 2)
        Each party's reservation value, in utility, on the day of the conclusion, or at the end without one.
    lapse_costs : array of float, shape (replicates, 2)
        Utility that the lapse cost each party; not subtracted from ``utilities``.
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
    """Write the result of the talks into a row of the columns."""
    table = talks.table
    concluded = agreed(table)
    columns.agreed[row] = concluded
    columns.ending[row] = ending(table)
    for issue in range(len(table.settled)):
        columns.terms[row, issue] = table.settled[issue] if concluded else nan
    columns.tentative[row] = table.tentative_at if table.tentatives > 0 else nan
    columns.concluded[row] = known(table.concluded)
    columns.in_force[row] = known(table.in_force)
    columns.end[row] = table.end
    columns.lapse_days[row] = days_of_lapse(table)
    columns.rounds[row] = table.rounds_held
    columns.meetings[row] = table.meetings_held
    columns.tentatives[row] = table.tentatives
    columns.rejections[row] = table.rejections
    for party in talks.parties:
        columns.offers[row, party.number] = party.offers_made
        reserved = reservation_at_end(party)
        columns.reservations[row, party.number] = reserved
        columns.utilities[row, party.number] = utility_at_end(party) if concluded else reserved
        columns.lapse_costs[row, party.number] = lapse_cost(party)


def known(t: float) -> float:
    """Return the time of an event, or nan if it has not happened."""
    return nan if t == NEVER else t
