"""What happens away from the table: changes of administration, expiry, issues that open, shocks."""

from negosim.rules.begin import await_change
from negosim.rules.mediation import mediate
from negosim.rules.offers import made
from negosim.rules.records import (
    NEVER,
    NONE,
    PENDING,
    TALKING,
    WHILE_OPEN,
    WHILE_PENDING,
    WHILE_TALKING,
    Condition,
    Effect,
    Event,
    Instruction,
    Party,
    Shock,
    Space,
    Talks,
)
from negosim.rules.rounds import end_round, governed_by, opponent_of, schedule_round
from negosim.rules.stances import adopt, forget_rejection, lapse_days, restate


def change(talks: Talks, party: Party, t: float) -> None:
    """Put the administration elected for the party's next term, with its stance, into office.

    An administration that stays in office, and would start with the same stance again, keeps its present one.
    A round still to be drawn is drawn anew if the administration is a different one.
    """
    table, term = talks.table, party.term
    if term is None:
        return
    before, after = talks.terms[term.number - 1].chosen, term.chosen
    other = before.number != after.number
    stance = after.initial_stance
    party.administration = after.number
    await_change(party, term.following)
    if other:
        forget_rejection(party)
    if party.stance is not stance and (other or before.initial_stance is not stance):
        adopt(party, stance, opponent_of(talks, party), t)
    if other and table.phase == TALKING and not table.in_round and table.round is None:
        schedule_round(talks, t, t)


def expire(talks: Talks, t: float) -> None:
    """Let the agreement in force expire: from now on there is a lapse."""
    talks.table.expiry.time = NEVER
    talks.table.lapse_from = t
    for party in talks.parties:
        restate(party)


def open_issue(space: Space, event: Event) -> None:
    """Put an issue on the table: from now on it is negotiated like the others."""
    event.time = NEVER
    space.issues[event.number].closed = False


def strike(talks: Talks, shock: Shock, t: float) -> None:
    """Let a shock strike if its conditions hold; it has effects only under the administrations that it names.

    Its other effects come first, so both sides answer a mediator's proposal in the state that follows from them.
    """
    shock.strike.time = NEVER
    if not (all_hold(talks, shock.when) and governed_by(talks, shock.under)):
        return
    take_effect(talks, shock, t)
    if shock.proposes:
        mediate(talks, shock.proposal, t)
    interrupt(talks, shock, t)


def take_effect(talks: Talks, shock: Shock, t: float) -> None:
    """Let a shock move levels, the expiry, stances and deadlines."""
    for effect in shock.effects:
        shift_level(effect, 1.0)
        effect.fading.time = t + effect.days
    if shock.moves_expiry:
        move_expiry(talks, shock.expiry, t)
    for instruction in shock.instructions:
        instruct(talks, instruction, t)


def interrupt(talks: Talks, shock: Shock, t: float) -> None:
    """Postpone the rounds, and break off the one in session if the shock says so."""
    table = talks.table
    table.paused_until = max(table.paused_until, t + shock.pause)
    if table.phase == TALKING:
        disturb_rounds(talks, t, shock.ends_round)


def move_expiry(talks: Talks, expiry: float, t: float) -> None:
    """Move the expiry of the agreement in force to another day; in a lapse, an interim agreement holds until then.

    A day in the past has no effect.
    """
    table = talks.table
    if expiry < t:
        return
    table.lapsed = lapse_days(table, t)
    table.lapse_from = NEVER
    table.expiry.time = expiry
    for party in talks.parties:
        restate(party)


def instruct(talks: Talks, instruction: Instruction, t: float) -> None:
    """Let a party take another stance, or work to another deadline."""
    party = instruction.party
    if instruction.stance is not None:
        forget_rejection(party)
        adopt(party, instruction.stance, opponent_of(talks, party), t)
    if instruction.moves_deadline:
        party.deadline = instruction.deadline


def all_hold(talks: Talks, conditions: list[Condition]) -> bool:
    """Return whether all conditions of an event hold now."""
    for condition in conditions:  # noqa: SIM110 - a generator is outside the compiler's subset
        if not holds(talks, condition):
            return False
    return True


def holds(talks: Talks, condition: Condition) -> bool:
    """Return whether a condition holds now; one about a value does not hold while there is no such deal or offer."""
    table = talks.table
    if condition.kind == WHILE_TALKING:
        return table.phase == TALKING
    if condition.kind == WHILE_PENDING:
        return table.phase == PENDING and table.concluded == NEVER
    if condition.kind == WHILE_OPEN:
        return table.concluded == NEVER
    if condition.party == NONE:
        return table.phase == PENDING and condition.low <= table.settled[condition.issue] <= condition.high
    party = talks.parties[condition.party]
    return party.offers_made > 0 and condition.low <= made(party, 1).terms[condition.issue] <= condition.high


def disturb_rounds(talks: Talks, t: float, ends_round: bool) -> None:
    """Break off the round in session if the shock says so, and postpone a round that falls into a pause."""
    table = talks.table
    if table.in_round:
        if ends_round:
            end_round(talks, t, t)
    elif table.next_turn.time < table.paused_until:
        schedule_round(talks, t, table.paused_until)


def fade(effect: Effect) -> None:
    """Remove a shock's effect again."""
    effect.fading.time = NEVER
    shift_level(effect, -1.0)


def shift_level(effect: Effect, sign: float) -> None:
    """Add a shock's effect to the level that it moves, or remove it."""
    effect.party.shifts[effect.level] += sign * effect.by
    forget_rejection(effect.party)
