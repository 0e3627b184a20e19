"""What a player types at a turn: a decision, or a wish to see something first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from negosim.domain.issues import Issue
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms, Value
from negosim.engine import Accept, Decision, Offer, Wait, WalkAway
from negosim.errors import UsageError, did_you_mean
from negosim.teach.play.values import read_value

__all__ = ["ACTS", "WISHES", "Weigh", "Wish", "issue_named", "read_move", "read_offer"]


class Wish(Enum):
    """Something to see or to do before the move is made."""

    ADVICE = "advice"
    BRIEF = "brief"
    HELP = "help"
    OFFER = "offer"
    QUIT = "quit"
    STATE = "state"
    ZONE = "zone"


ACTS: Mapping[str, Decision] = {
    **dict.fromkeys(("a", "accept"), Accept()),
    **dict.fromkeys(("w", "wait"), Wait()),
    **dict.fromkeys(("x", "walk", "walk away"), WalkAway()),
}
WISHES: Mapping[str, Wish] = {
    **dict.fromkeys(("t", "advice", "tip"), Wish.ADVICE),
    **dict.fromkeys(("b", "brief"), Wish.BRIEF),
    **dict.fromkeys(("?", "h", "help"), Wish.HELP),
    **dict.fromkeys(("o", "offer"), Wish.OFFER),
    **dict.fromkeys(("q", "quit", "exit"), Wish.QUIT),
    **dict.fromkeys(("s", "state"), Wish.STATE),
    **dict.fromkeys(("z", "zone"), Wish.ZONE),
}
NAMED = re.compile(r"(?:^|[\s,;])(?P<name>[^\W\d][\w-]*)\s*[=:]\s*")
OFFER = re.compile(r"o(?:ffer)?\s+(?P<terms>.+)", re.IGNORECASE)
WEIGH = re.compile(r"v(?:alue)?\s+(?P<terms>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weigh:
    """A request for the value of an outcome, before it is offered."""

    terms: Terms


def read_move(line: str, scenario: Scenario, earlier: Terms | None = None) -> Decision | Wish | Weigh:
    """Return what a line means.

    Parameters
    ----------
    earlier : mapping, optional
        The player's last offer: what an offer that names some issues only says of the others.

    Raises
    ------
    UsageError
        If it means nothing.
    """
    said = " ".join(line.lower().split())
    if said in ACTS:
        return ACTS[said]
    if said in WISHES:
        return WISHES[said]
    weighed = WEIGH.fullmatch(line.strip())
    if weighed:
        return Weigh(read_offer(weighed["terms"], scenario, earlier))
    offered = OFFER.fullmatch(line.strip())
    return Offer(read_offer(offered["terms"] if offered else line, scenario, earlier))


def read_offer(text: str, scenario: Scenario, earlier: Terms | None = None) -> dict[str, Value]:
    """Return the terms that a person has typed: a value for each issue in order, or ``name=value`` for some.

    Raises
    ------
    UsageError
        If an issue is unknown or left open, or a value is none of its issue's.
    """
    if not text.strip():
        raise UsageError("nothing was typed; ? shows what you can do")
    if NAMED.search(text):
        return _named(text, scenario, earlier)
    issues = scenario.issues
    values = [text] if len(issues) == 1 else re.split(r"[\s;]+", text.strip())
    if len(values) != len(issues):
        example = " ".join(f"{issue.name}=…" for issue in issues)
        raise UsageError(f"'{text.strip()}' is neither a key nor an offer; write {example}, or o to be asked; ? helps")
    return {issue.name: read_value(issue, value, scenario) for issue, value in zip(issues, values, strict=True)}


def _named(text: str, scenario: Scenario, earlier: Terms | None) -> dict[str, Value]:
    named = list(NAMED.finditer(text))
    if text[: named[0].start()].strip():
        raise UsageError(f"'{text[: named[0].start()].strip()}' belongs to no issue; write name=value")
    ends = [match.start() for match in named[1:]] + [len(text)]
    given: dict[str, Value] = {}
    for match, end in zip(named, ends, strict=True):
        issue = issue_named(match["name"], scenario)
        if issue.name in given:
            raise UsageError(f"{issue.name}: two values are given; give one")
        given[issue.name] = read_value(issue, text[match.end() : end].strip(" ,;"), scenario)
    missing = [issue.name for issue in scenario.issues if issue.name not in given and issue.name not in (earlier or {})]
    if missing:
        raise UsageError(f"the offer has no value for {', '.join(missing)}; give a value for each issue")
    return {issue.name: given.get(issue.name, (earlier or {}).get(issue.name, "")) for issue in scenario.issues}


def issue_named(name: str, scenario: Scenario) -> Issue:
    """Return the issue of that name, or the only one that begins with it.

    Raises
    ------
    UsageError
        If there is none, or more than one.
    """
    names = [issue.name for issue in scenario.issues]
    near = [issue for issue in scenario.issues if issue.name.casefold().startswith(name.casefold())]
    exact = [issue for issue in near if issue.name.casefold() == name.casefold()]
    if exact or len(near) == 1:
        return (exact or near)[0]
    raise UsageError(f"there is no issue '{name}'; there are {', '.join(names)}{did_you_mean(name, names)}")
