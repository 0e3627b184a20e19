"""Checks of the delegations: there are two, each governed from the start, with stances that exist."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.files.checking.context import PAYMENTS, Context, number, unknown
from negosim.files.key_paths import Path
from negosim.files.wire import AdministrationTable, DelegationTable
from negosim.files.wire.table import Finding

TOLERANCE = 1e-9
LONGEST_CIRCLE = 100
RESERVED = (PAYMENTS, "date")


def check_parties(context: Context) -> Iterator[Finding]:
    """Yield the errors in the delegations, their administrations and the links between their stances."""
    if len(context.parties) != 2:
        problem = f"there must be exactly two delegations, and there {_count(context.parties)}"
        yield Finding(("delegations",), problem, "name two")
    for name in context.issues:
        if name in RESERVED:
            yield Finding(("issues", name), f"'{name}' cannot be the name of an issue", "choose another name")
    if context.table.protocol.first is not None:
        yield from unknown(("protocol", "first"), "delegation", context.table.protocol.first, context.parties)
    for party in context.table.lapse.cost:
        yield from unknown(("lapse", "cost", party), "delegation", party, context.parties)
    for name, delegation in context.table.delegations.items():
        yield from _terms(context, name, delegation)
        yield from _after_rejection(context, name, delegation)


def _count(names: list[str]) -> str:
    if not names:
        return "is none"
    return f"is one: {names[0]}" if len(names) == 1 else f"are {len(names)}: {', '.join(names)}"


def _terms(context: Context, party: str, delegation: DelegationTable) -> Iterator[Finding]:
    path: Path = ("delegations", party, "administrations")
    terms = delegation.administrations
    start = context.table.calendar.start
    if terms[0].from_ > start:
        problem = f"nobody governs at the start: the first administration takes office on {terms[0].from_}"
        about: tuple[Path, ...] = (("calendar", "start"), path)
        yield Finding((*path, 0, "from"), problem, f"begin with who governs on {start}", about)
    for position, term in enumerate(terms):
        here: Path = (*path, position)
        if position and term.from_ <= terms[position - 1].from_:
            yield _overlap(here, term.from_, terms[position - 1].from_)
        elif term.election is not None and term.election > term.from_:
            problem = f"the election of {term.election} lies after the winner takes office, {term.from_}"
            yield Finding((*here, "election"), problem, "swap the two dates")
        if isinstance(term, AdministrationTable):
            yield from _stance(context, party, here, term.name, term.stance)
            continue
        for number_, successor in enumerate(term.successors):
            yield from _stance(context, party, (*here, "successors", number_), successor.name, successor.stance)
        yield from _probabilities(here, [successor.probability for successor in term.successors])
        yield from _twice((*here, "successors"), [successor.name for successor in term.successors])


def _overlap(path: Path, later: object, earlier: object) -> Finding:
    about: tuple[Path, ...] = ((*path[:-1], int(path[-1]) - 1),)
    if later == earlier:
        problem = f"two administrations overlap: both take office on {later}"
        return Finding((*path, "from"), problem, "one of them begins later", about)
    problem = f"administrations must be in order of date, but {later} follows {earlier}"
    return Finding((*path, "from"), problem, "two never govern at once; move it up or correct the date", about)


def _stance(context: Context, party: str, path: Path, name: str, stance: str | None) -> Iterator[Finding]:
    known = context.names("delegations", party, "stances")
    if stance is not None:
        yield from unknown((*path, "stance"), f"stance of {party}", stance, known)
    elif name not in known:
        for finding in unknown((*path, "stance"), f"stance of {party}", name, known):
            yield finding._replace(fix=finding.fix or f'name the stance of "{name}" here: stance = "…"')


def _probabilities(path: Path, probabilities: list[object]) -> Iterator[Finding]:
    fixed = [value for value in probabilities if isinstance(value, float)]
    if None in probabilities:
        if sum(fixed) > 1 + TOLERANCE:
            problem = f"the probabilities that are given sum to {number(sum(fixed))}, so nothing is left for the others"
            yield Finding((*path, "successors"), problem, "they may sum to at most 1", ((*path, "successors"),))
    elif len(fixed) == len(probabilities) and abs(sum(fixed) - 1) > TOLERANCE:
        problem = f"the probabilities of the successors sum to {number(sum(fixed))} instead of 1"
        yield Finding((*path, "successors"), problem, _nudge(fixed), ((*path, "successors"),))


def _nudge(shares: list[float]) -> str:
    """Suggest a last share with which the sum is 1, if there is one."""
    last = 1 - sum(shares[:-1])
    if 0 <= last <= 1:
        return f"write {number(last)} instead of the last one, {number(shares[-1])}, or leave it out"
    return f"divide each by {number(sum(shares))}" if sum(shares) > 0 else "one of them must be above 0"


def _twice(path: Path, names: list[str]) -> Iterator[Finding]:
    for position, name in enumerate(names):
        if name in names[:position]:
            yield Finding((*path, position, "name"), f"the name '{name}' occurs twice", "choose another")


def _after_rejection(context: Context, party: str, delegation: DelegationTable) -> Iterator[Finding]:
    path: Path = ("delegations", party, "stances")
    known = context.names(*path)
    links = {name: stance.after_rejection for name, stance in delegation.stances.items() if stance.after_rejection}
    for name, target in links.items():
        yield from unknown((*path, name, "after_rejection"), f"stance of {party}", target, known)
    links = {name: target for name, target in links.items() if target != name}  # a stance may be taken anew
    for name in links:
        circle = _circle(links, name)
        if circle:
            problem = f"the stances after a rejection form a circle: {' → '.join(circle)}"
            yield Finding((*path, name, "after_rejection"), problem, "let one of them be the last")


def _circle(links: dict[str, str], start: str) -> list[str]:
    """Return the circle that begins and ends at a stance; empty if there is none."""
    chain = [start]
    while chain[-1] in links and len(chain) <= min(len(links), LONGEST_CIRCLE):
        chain.append(links[chain[-1]])
        if chain[-1] == start:
            return chain
    return []
