"""The result of a negotiation that has ended, in numbers."""

from negosim.rules.records import AGREED, AT_HORIZON, DAYS_PER_MONTH, NEVER, NONE, SIMULTANEOUS, Party, Table
from negosim.rules.stances import lapse_days, reservation
from negosim.rules.values import utility


def agreed(table: Table) -> bool:
    """Return whether an agreement was concluded, whether or not it is in force by the end."""
    return table.concluded != NEVER


def ending(table: Table) -> int:
    """Return how the talks ended: ``AGREED``, ``AT_HORIZON`` or ``BROKEN_OFF``."""
    return AGREED if agreed(table) else table.ending


def awaited_vote(table: Table) -> int:
    """Return the ratifier whose vote on a deal was still to come at the end; ``NONE`` if none was."""
    return table.ballot if table.tentatives > table.rejections and table.in_force == NEVER else NONE


def awaited_answer(table: Table) -> int:
    """Return the party with an offer to answer when the horizon ended the talks; ``NONE`` if no party had one."""
    stands = table.standing != NONE and table.protocol.kind != SIMULTANEOUS
    return 1 - table.standing if stands and table.ending == AT_HORIZON and awaited_vote(table) == NONE else NONE


def days_of_lapse(table: Table) -> float:
    """Return for how many days, to the end of the talks, no agreement was in force."""
    return lapse_days(table, table.end)


def lapse_cost(party: Party) -> float:
    """Return the utility that the party lost to the lapse."""
    return party.lapse_cost * days_of_lapse(party.table) / DAYS_PER_MONTH


def reservation_at_end(party: Party) -> float:
    """Return the party's reservation value, in utility, on the day of the conclusion, or else at the end."""
    table = party.table
    return reservation(party, table.concluded if agreed(table) else table.end)


def utility_at_end(party: Party) -> float:
    """Return the utility of the agreement to the party; without one, its reservation value at the end."""
    if agreed(party.table):
        return utility(party, party.table.settled)
    return reservation_at_end(party)


def surplus(party: Party) -> float:
    """Return the party's gain over its reservation value at the end, less the cost of the lapse."""
    return utility_at_end(party) - reservation_at_end(party) - lapse_cost(party)
