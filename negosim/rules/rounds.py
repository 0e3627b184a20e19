"""Rounds: when the next one begins, when each turn is and whose, and how a round ends."""

from negosim.rules.arithmetic import floor
from negosim.rules.luck import luck
from negosim.rules.philox import GAPS
from negosim.rules.quantiles import quantile
from negosim.rules.records import GRAIN, NEVER, NONE, SIMULTANEOUS, TALKING, ULTIMATUM, Gap, Party, Table, Talks


def schedule_round(talks: Talks, t: float, since: float) -> None:
    """Put the next round on the agenda: the next listed one, or one drawn after ``since``; not before a pause ends."""
    table = talks.table
    earliest = max(t, table.paused_until)
    table.in_round = False
    table.round = None
    table.next_turn.time = NEVER
    if table.phase == TALKING:
        while table.listed < len(talks.rounds) and talks.rounds[table.listed].begins < earliest:
            table.listed += 1
        if table.listed < len(talks.rounds):
            listed = talks.rounds[table.listed]
            table.round = listed
            table.next_turn.time = listed.begins
        else:
            table.next_turn.time = drawn_start(talks, earliest, since)


def drawn_start(talks: Talks, earliest: float, since: float) -> float:
    """Return the day of a round drawn from the gap that fits the administrations; infinity if none does."""
    table = talks.table
    gap = fitting_gap(talks)
    if gap is None:
        return NEVER
    table.gap = gap
    days = gap.length
    if gap.distribution is not None:
        days = quantile(gap.distribution, luck(table, GAPS, table.gaps_drawn))
        table.gaps_drawn += 1
    if days > table.horizon + 1.0:
        return NEVER
    return max(-floor(-earliest), floor(since + max(1.0, days) + 0.5))


def fitting_gap(talks: Talks) -> Gap | None:
    """Return the first gap that fits the administrations in office."""
    for gap in talks.gaps:
        if governed_by(talks, gap.under):
            return gap
    return None


def governed_by(talks: Talks, under: list[int]) -> bool:
    """Return whether the administrations in office are those named, one per party; ``NONE`` fits any."""
    for party in talks.parties:
        wanted = under[party.number]
        if wanted != NONE and wanted != party.administration:
            return False
    return True


def open_round(talks: Talks, t: float) -> None:
    """Open the round that is due."""
    table = talks.table
    exchanges = table.protocol.exchanges
    listed = table.round
    if listed is not None:
        exchanges = listed.exchanges
        table.round_lasts = listed.days
        table.listed = listed.number + 1
        table.rounds_held += 1 if listed.counted else 0
    else:
        table.rounds_held += 1
        if table.gap is not None:
            table.round_lasts = table.gap.days
    first = table.protocol.first
    table.first_mover = first if first != NONE else table.meetings_held % len(talks.parties)
    table.turns = 2 if table.protocol.kind == ULTIMATUM else len(talks.parties) * exchanges
    table.in_round = True
    table.turn = 0
    table.meetings_held += 1
    table.round_began = t


def mover(talks: Talks) -> Party:
    """Return the party whose turn it is."""
    return talks.parties[(talks.table.first_mover + talks.table.turn) % len(talks.parties)]


def opponent_of(talks: Talks, party: Party) -> Party:
    """Return the other side of a bilateral negotiation."""
    return talks.parties[1 - party.number]


def closing_time(table: Table) -> float:
    """Return when the talks end at the latest: at the end of the horizon day."""
    return table.horizon + 1.0


def time_of_turn(table: Table, turn: int) -> float:
    """Return when a turn of the round is: turns are spread evenly over its days, sealed offers in pairs."""
    if table.protocol.kind == SIMULTANEOUS:
        turn -= turn % 2
    # a whole number of grains, so that the quotient cannot be rounded across an integer
    grains = table.round_lasts * GRAIN * float(turn)
    return table.round_began + floor(grains / float(table.turns)) / GRAIN


def next_turn(talks: Talks, t: float) -> None:
    """Schedule the next turn of the round, or end it."""
    table = talks.table
    table.turn += 1
    if table.turn < table.turns:
        table.next_turn.time = time_of_turn(table, table.turn)
    else:
        end_round(talks, t, table.round_began + table.round_lasts)


def end_round(talks: Talks, t: float, ended: float) -> None:
    """End the round in session, at ``ended``, and put the next one on the agenda."""
    talks.table.round_ended = ended
    schedule_round(talks, t, ended)
