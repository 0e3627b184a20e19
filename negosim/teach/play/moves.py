"""What a player types at a turn: a decision, or a command that shows something first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from negosim.domain.issues import Issue
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms, Value
from negosim.engine import Accept, Decision, Offer, Wait, WalkAway
from negosim.errors import UsageError
from negosim.teach.play.phrases import IN_ENGLISH
from negosim.teach.play.values import read_value
from negosim.teach.words import Words

__all__ = ["ACTS", "WISHES", "Weigh", "Wish", "issue_named", "read_move", "read_offer"]


class Wish(Enum):
    """A command of the player that is not a move."""

    ADVICE = "advice"
    BRIEF = "brief"
    HELP = "help"
    OFFER = "offer"
    QUIT = "quit"
    STATE = "state"
    ZONE = "zone"


NOTHING: Terms = {}
ACTS: Mapping[str, Decision] = {
    **dict.fromkeys(("a", "accept", "수락"), Accept()),
    **dict.fromkeys(("w", "wait", "대기"), Wait()),
    **dict.fromkeys(("x", "walk", "walk away", "결렬"), WalkAway()),
}
WISHES: Mapping[str, Wish] = {
    **dict.fromkeys(("t", "advice", "tip", "조언"), Wish.ADVICE),
    **dict.fromkeys(("b", "brief", "지침서"), Wish.BRIEF),
    **dict.fromkeys(("?", "h", "help", "도움말"), Wish.HELP),
    **dict.fromkeys(("o", "offer"), Wish.OFFER),
    **dict.fromkeys(("q", "quit", "exit", "나가기"), Wish.QUIT),
    **dict.fromkeys(("s", "state", "상황"), Wish.STATE),
    **dict.fromkeys(("z", "zone", "영역"), Wish.ZONE),
}
NAMED = re.compile(r"(?:^|[\s,;])(?P<name>[^\W\d][\w-]*)\s*[=:]\s*")
OFFER = re.compile(r"o(?:ffer)?\s+(?P<terms>.+)", re.IGNORECASE)
WEIGH = re.compile(r"v(?:alue)?\s+(?P<terms>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weigh:
    """A command that shows what an outcome is worth, without offering it."""

    terms: Terms


def read_move(
    line: str,
    scenario: Scenario,
    earlier: Terms | None = None,
    words: Words = IN_ENGLISH,
    *,
    status_quo: Terms = NOTHING,
) -> Decision | Wish | Weigh:
    """Return the decision or the command that a player has typed.

    Parameters
    ----------
    line : str
        What was typed.
    earlier : mapping, optional
        The player's last offer, from which an offer takes the values of issues that it does not name.
    status_quo : mapping
        The status quo of the issues that are not on the table, which an offer need not name.

    Raises
    ------
    UsageError
        If the line is neither a command nor a valid offer.
    """
    said = " ".join(line.lower().split())
    if said in ACTS:
        return ACTS[said]
    if said in WISHES:
        return WISHES[said]
    weighed = WEIGH.fullmatch(line.strip())
    if weighed:
        return Weigh(read_offer(weighed["terms"], scenario, earlier, words, status_quo=status_quo))
    offered = OFFER.fullmatch(line.strip())
    return Offer(read_offer(offered["terms"] if offered else line, scenario, earlier, words, status_quo=status_quo))


def read_offer(
    text: str,
    scenario: Scenario,
    earlier: Terms | None = None,
    words: Words = IN_ENGLISH,
    *,
    status_quo: Terms = NOTHING,
) -> dict[str, Value]:
    """Return the terms that a person has typed: a value for each issue in order, or ``name=value`` pairs.

    Issues that are not on the table have the value in ``status_quo``; values given in order leave them out.

    Raises
    ------
    UsageError
        If an issue is unknown, missing or given twice, or a value is not a value of its issue.
    """
    if not text.strip():
        raise UsageError(words("nothing_typed"))
    if NAMED.search(text):
        return _named(words, text, scenario, {**(earlier or {}), **status_quo})
    issues = [issue for issue in scenario.issues if issue.name not in status_quo]
    values = [text] if len(issues) == 1 else re.split(r"[\s;]+", text.strip())
    if len(values) != len(issues):
        example = " ".join(f"{issue.name}=…" for issue in issues)
        raise UsageError(words("not_a_move", text=text.strip(), example=example))
    typed = {issue.name: read_value(issue, value, scenario, words) for issue, value in zip(issues, values, strict=True)}
    return {issue.name: {**typed, **status_quo}[issue.name] for issue in scenario.issues}


def _named(words: Words, text: str, scenario: Scenario, earlier: Terms) -> dict[str, Value]:
    named = list(NAMED.finditer(text))
    if text[: named[0].start()].strip():
        raise UsageError(words("no_issue_before", text=text[: named[0].start()].strip()))
    ends = [match.start() for match in named[1:]] + [len(text)]
    given: dict[str, Value] = {}
    for match, end in zip(named, ends, strict=True):
        issue = issue_named(match["name"], scenario, words)
        if issue.name in given:
            raise UsageError(words("two_values", issue=words.short(issue)))
        given[issue.name] = read_value(issue, text[match.end() : end].strip(" ,;"), scenario, words)
    missing = [issue.name for issue in scenario.issues if issue.name not in given and issue.name not in earlier]
    if missing:
        raise UsageError(words("issues_missing", issues=", ".join(missing)))
    return {issue.name: given.get(issue.name, earlier.get(issue.name, "")) for issue in scenario.issues}


def issue_named(name: str, scenario: Scenario, words: Words = IN_ENGLISH) -> Issue:
    """Return the issue with a name or a title, or the only issue whose name begins with the text.

    Raises
    ------
    UsageError
        If there is no such issue, or more than one.
    """
    names = [issue.name for issue in scenario.issues]
    titled = [issue for issue in scenario.issues if words.short(issue) == name]
    if titled:
        return titled[0]
    near = [issue for issue in scenario.issues if issue.name.casefold().startswith(name.casefold())]
    exact = [issue for issue in near if issue.name.casefold() == name.casefold()]
    if exact or len(near) == 1:
        return (exact or near)[0]
    raise UsageError(words("no_issue", name=name, names=", ".join(names), suggestion=words.suggestion(name, names)))
