"""Values of a valid file without effect: dates never reached, numbers never used, stances never taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.files.checking.context import PAYMENTS, Context
from negosim.files.conditions import parts_of
from negosim.files.key_paths import Path
from negosim.files.tactics import find_tactic
from negosim.files.wire import AdministrationTable, DelegationTable, StanceTable
from negosim.files.wire.table import Finding
from negosim.rules.tactics import SHIPPED_TACTICS


def check_idle(context: Context) -> Iterator[Finding]:
    """Yield the values of a valid scenario that can have no effect."""
    yield from _calendar(context)
    yield from _shocks(context)
    yield from _valued(context)
    for name in context.table.quantities:
        if name not in context.referred:
            yield Finding(("quantities", name), "no number of the scenario is this quantity", _REFER.format(name))
    for party, delegation in context.table.delegations.items():
        path: Path = ("delegations", party)
        yield from _terms(context, path, delegation)
        yield from _stances(context, party, delegation)
        if delegation.discount != 0.0 and PAYMENTS not in delegation.values:
            yield Finding((*path, "discount"), "only payments are discounted at it, and this party values none")


def never_lapses(context: Context) -> bool:
    """Return whether an agreement is in force throughout, or there is no expiry."""
    calendar = context.table.calendar
    expiries = (calendar.expiry, *(shock.expiry for shock in context.table.shocks))
    return all(expiry is None or expiry > calendar.horizon for expiry in expiries)


def _calendar(context: Context) -> Iterator[Finding]:
    table, calendar = context.table, context.table.calendar
    if not calendar.rounds and not calendar.gaps:
        yield Finding(("calendar",), "the delegations never meet", "write rounds = [ … ] or gaps = [ … ]")
    if calendar.expiry is not None and never_lapses(context):
        problem = f"{calendar.expiry} is after the horizon, {calendar.horizon}, so nothing lapses"
        yield Finding(("calendar", "expiry"), problem)
    for position, meeting in enumerate(calendar.rounds):
        if meeting.date.toordinal() + meeting.days > calendar.horizon.toordinal() + 1:
            problem = f"it lasts beyond the horizon, {calendar.horizon}, when the talks end even if turns are left"
            yield Finding(("calendar", "rounds", position, "days"), problem, "shorten it")
    for position, gap in enumerate(calendar.gaps[:-1]):
        if not gap.administrations:
            problem = "this gap fits any administrations, so no gap after it is ever used"
            yield Finding(("calendar", "gaps", position), problem, "move it to the end")
            break
    if table.protocol.kind == "ultimatum" and table.protocol.exchanges != 1:
        yield Finding(("protocol", "exchanges"), "an ultimatum is one offer and one answer in each round")
    if table.lapse.foreseen and not any(cost != 0.0 for cost in table.lapse.cost.values()):
        yield Finding(("lapse", "foreseen"), *_FORESEEN)
    for party, cost in table.lapse.cost.items():
        if cost != 0.0 and never_lapses(context):
            yield Finding(("lapse", "cost", party), *_NO_LAPSE)


_FORESEEN = ("no lapse costs anything that could be foreseen", "write cost = { … }")
_REFER = 'write {{ quantity = "{}" }} in its place'
_NO_LAPSE = ("there is never a lapse that could cost anything", "give the calendar an expiry up to its horizon")


def _shocks(context: Context) -> Iterator[Finding]:
    calendar = context.table.calendar
    for position, shock in enumerate(context.table.shocks):
        path: Path = ("shocks", position)
        if shock.date is not None and not calendar.start <= shock.date <= calendar.horizon:
            yield _outside(context, (*path, "date"), shock.date, "it never happens")
        if any(part.word == "pending" for part in parts_of(shock.when)) and not _heads_of_state(context):
            yield Finding((*path, "when"), "no head of state ratifies, so no deal is ever pending")
        if shock.hazard == 0.0:
            yield Finding((*path, "hazard"), "with a hazard of 0 it never happens")
        if shock.from_ is not None and shock.from_ > calendar.horizon:
            yield _outside(context, (*path, "from"), shock.from_, "it never happens")
        if shock.until is not None and shock.until < calendar.start:
            yield _outside(context, (*path, "until"), shock.until, "it never happens")
        for place, effect in enumerate(shock.effects):
            party = context.table.delegations.get(effect.party)
            if effect.level == "mandate" and party and all(s.mandate is None for s in party.stances.values()):
                problem = f"no stance of {effect.party} has a mandate that it could move"
                yield Finding((*path, "effects", place, "level"), problem)


def _heads_of_state(context: Context) -> bool:
    return any(ratifier.role == "head_of_state" for ratifier in context.table.ratifiers)


def _outside(context: Context, path: Path, day: date, so: str) -> Finding:
    calendar = context.table.calendar
    return Finding(path, f"{day} lies outside the calendar, {calendar.start} to {calendar.horizon}, so that {so}")


def _valued(context: Context) -> Iterator[Finding]:
    table = context.table
    valued = {name for delegation in table.delegations.values() for name in delegation.values}
    if table.payments is not None and PAYMENTS in valued:
        valued |= {name for name in (table.payments.increase, table.payments.index, table.payments.term) if name}
    elif table.payments is not None:
        yield Finding((PAYMENTS,), "no party values the payments")
    for name in table.issues:
        if name not in valued:
            yield Finding(("issues", name), "no party values this issue, so its value does not matter")


def _terms(context: Context, path: Path, delegation: DelegationTable) -> Iterator[Finding]:
    for position, term in enumerate(delegation.administrations):
        if term.from_ > context.table.calendar.horizon:
            here: Path = (*path, "administrations", position, "from")
            yield Finding(here, f"{term.from_} lies after the horizon, {context.table.calendar.horizon}")


def _stances(context: Context, party: str, delegation: DelegationTable) -> Iterator[Finding]:
    taken = _first_days(context, party, delegation)
    parents = {stance.inherits for stance in delegation.stances.values()}
    ratified = any(ratifier.party == party for ratifier in context.table.ratifiers)
    for name, stance in delegation.stances.items():
        path: Path = ("delegations", party, "stances", name)
        if name in taken:
            yield from _deadline(context, path, stance, taken[name])
        elif name not in parents:
            yield Finding(path, f"no administration of {party} takes this stance, and no other stance inherits from it")
        if stance.after_rejection is not None and not ratified:
            problem = f"no ratifier votes on the side of {party}, so nobody can reject its deals"
            yield Finding((*path, "after_rejection"), problem)
        if not stance.learns and not ratified:
            problem = f"no ratifier votes on the side of {party}, so there is no rejection to learn from"
            yield Finding((*path, "learns"), problem)
        if stance.pressure != 0.0 and never_lapses(context):
            yield Finding((*path, "pressure"), "there is never a lapse to exert pressure", _NO_LAPSE[1])
        if stance.discount != 0.0 and not _anybody_weighs_time(context):
            yield Finding((*path, "discount"), "no tactic of the scenario weighs time, as equilibrium does")


def _first_days(context: Context, party: str, delegation: DelegationTable) -> dict[str, date]:
    """Return the day from which each stance may be taken; stances that are never taken are left out."""
    start = context.table.calendar.start
    days: dict[str, date] = {}
    for term in delegation.administrations:
        holders = [term] if isinstance(term, AdministrationTable) else term.successors
        for holder in holders:
            days.setdefault(holder.stance or holder.name, max(start, term.from_))
    for shock in context.table.shocks:
        if party in shock.stances:
            days.setdefault(shock.stances[party], shock.date or shock.from_ or start)
    for name in list(days):
        following = delegation.stances[name].after_rejection
        while following is not None and following not in days:
            days[following] = days[name]
            following = delegation.stances[following].after_rejection
    return days


def _deadline(context: Context, path: Path, stance: StanceTable, begins: date) -> Iterator[Finding]:
    if stance.deadline is None:
        return
    if stance.deadline <= begins:
        problem = f"{stance.deadline} is not after {begins}, when the stance can begin, so it has no time"
        yield Finding((*path, "deadline"), f"{problem} and starts at its limit", "move it")
    elif stance.deadline > context.table.calendar.horizon:
        problem = f"{stance.deadline} lies after the horizon, {context.table.calendar.horizon}"
        yield Finding((*path, "deadline"), f"{problem}, so the party never reaches its limit", "move it")


def _anybody_weighs_time(context: Context) -> bool:
    for delegation in context.table.delegations.values():
        for stance in delegation.stances.values():
            kind = find_tactic(stance.tactic.kind)
            if kind is not None and (kind.waiting is not None or kind not in SHIPPED_TACTICS):
                return True
    return False
