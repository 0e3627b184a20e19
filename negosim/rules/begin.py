"""The start of a replicate: its numbers drawn, its administrations chosen, its agenda set."""

from negosim.rules.arithmetic import floor, log
from negosim.rules.copula import draw_correlated
from negosim.rules.luck import TYPICAL, luck
from negosim.rules.philox import DRAWS, ELECTIONS, HAZARDS
from negosim.rules.quantiles import quantile
from negosim.rules.records import (
    DAYS_PER_MONTH,
    GRAIN,
    NEVER,
    NONE,
    OPEN,
    TALKING,
    Candidate,
    Party,
    Shock,
    Space,
    Table,
    Talks,
    Term,
    assign,
)
from negosim.rules.rounds import opponent_of, schedule_round
from negosim.rules.stances import restate, take_stance
from negosim.rules.values import derive


def begin(talks: Talks, seed: int, replicate: int) -> None:
    """Set the talks to the start of a replicate."""
    clear_table(talks.table, seed, replicate)
    for party in talks.parties:
        clear_party(party)
    draw_numbers(talks)
    for event in talks.agenda:
        event.time = NEVER
    set_expiry(talks.table)
    await_openings(talks.space)
    choose_administrations(talks)
    for shock in talks.shocks:
        shock.strike.time = time_of_shock(talks.table, shock)
    if len(talks.impasses) > 0:
        await_impasses(talks)
    schedule_round(talks, 0.0, 0.0)


def await_impasses(talks: Talks) -> None:
    """Set the events that wait for an impasse to waiting."""
    talks.table.standstill = 0
    for party in talks.parties:
        party.best_heard = -1.0
    for shock in talks.impasses:
        shock.awaited = True


def clear_table(table: Table, seed: int, replicate: int) -> None:
    """Reset everything public to its state at the start."""
    table.seed, table.replicate = seed, replicate
    table.phase, table.ending = TALKING, OPEN
    table.standing = table.rejected_by = NONE
    table.in_round = False
    table.turn = table.turns = table.first_mover = table.listed = 0
    table.round, table.gap = None, None
    table.gaps_drawn = table.rounds_held = table.meetings_held = 0
    table.tentatives = table.rejections = table.ballot = 0
    table.now = table.tentative_at = 0.0
    table.lapsed = 0.0
    table.round_began = table.round_lasts = table.round_ended = table.paused_until = 0.0
    table.lapse_from = table.concluded = table.in_force = table.end = NEVER
    for issue in range(len(table.settled)):
        table.settled[issue] = 0.0


def clear_party(party: Party) -> None:
    """Reset what a party has done and heard to its state at the start."""
    party.offers_made = party.offers_under_stance = party.offers_received = party.received_before = 0
    party.opened = party.now = party.limit = party.proposed = party.rejected = 0.0
    party.term = None
    party.learnt_from = None
    for issue in range(len(party.proposal)):
        party.proposal[issue] = 0.0
    for level in range(len(party.shifts)):
        party.shifts[level] = 0.0


def set_expiry(table: Table) -> None:
    """Put the expiry of the agreement in force on the agenda; if that is past, the lapse has begun already."""
    if table.expires < 0.0:
        table.lapse_from = table.expires
    else:
        table.expiry.time = table.expires


def await_openings(space: Space) -> None:
    """Keep the issues that open later off the table, and put their openings on the agenda."""
    for event in space.openings:
        issue = space.issues[event.number]
        issue.closed = True
        event.time = issue.opens


def draw_numbers(talks: Talks) -> None:
    """Draw the numbers that the scenario gives as distributions, and compute the values derived from them."""
    for draw in talks.draws:
        assign(draw.place, quantile(draw.distribution, luck(talks.table, DRAWS, draw.key)))
    if talks.copula is not None:
        draw_correlated(talks.table, talks.copula)
    if talks.drawn_preferences:
        derive(talks)


def choose_administrations(talks: Talks) -> None:
    """Draw who governs in each term of office, and seat those who govern at the start."""
    for term in talks.terms:
        if term.sharing > 0:
            share_what_is_left(term)
        term.chosen = chosen_candidate(talks.table, term)
    for term in talks.terms:
        if term.begins <= 0.0:
            party = term.party
            party.administration = term.chosen.number
            take_stance(party, term.chosen.initial_stance, opponent_of(talks, party), 0.0)
            await_change(party, term.following)
    for party in talks.parties:
        restate(party)


def await_change(party: Party, term: Term | None) -> None:
    """Put the party's next term of office on the agenda."""
    party.term = term
    party.inauguration.time = NEVER if term is None else term.begins


def chosen_candidate(table: Table, term: Term) -> Candidate:
    """Return the candidate who governs in a term, drawn by their probabilities; the likeliest in the typical run."""
    last = len(term.candidates) - 1
    if last == 0:
        return term.candidates[0]
    if table.replicate == TYPICAL:
        return likeliest(term)
    total = 0.0
    for candidate in term.candidates:
        total += max(0.0, candidate.probability)
    left = total * luck(table, ELECTIONS, term.key)
    for place in range(last):
        left -= max(0.0, term.candidates[place].probability)
        if left < 0.0:
            return term.candidates[place]
    return term.candidates[last]


def share_what_is_left(term: Term) -> None:
    """Divide the remaining probability equally among the candidates without one of their own."""
    left = 1.0
    for candidate in term.candidates:
        if not candidate.shares:
            left -= max(0.0, candidate.probability)
    for candidate in term.candidates:
        if candidate.shares:
            candidate.probability = max(0.0, left) / float(term.sharing)


def likeliest(term: Term) -> Candidate:
    """Return the candidate who is most likely to govern in a term, the first of several."""
    likely = term.candidates[0]
    for candidate in term.candidates:
        if candidate.probability > likely.probability:
            likely = candidate
    return likely


def time_of_shock(table: Table, shock: Shock) -> float:
    """Return when a shock strikes: on its date, or drawn by its hazard within its window.

    A shock dated before the start, or drawn outside its window, never strikes.
    """
    if shock.dated:
        return shock.date if shock.date >= 0.0 else NEVER
    if shock.hazard <= 0.0:
        return NEVER
    u = luck(table, HAZARDS, shock.key)
    t = max(0.0, shock.starts) - log(u) / shock.hazard * DAYS_PER_MONTH
    if t >= shock.ends:
        return NEVER
    return floor(t * GRAIN + 0.5) / GRAIN
