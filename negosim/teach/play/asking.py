"""Asking for an offer issue by issue, and showing what a player can type."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.issues import Categorical, Continuous, Issue, step_of
from negosim.domain.terms import Terms, Value
from negosim.engine import Offer, View
from negosim.errors import UsageError
from negosim.report.wording import number
from negosim.teach.amounts import distinguished
from negosim.teach.play.console import Console
from negosim.teach.play.levels import Level
from negosim.teach.play.margin import own_offers
from negosim.teach.play.values import numbered, read_value
from negosim.teach.words import Words

__all__ = ["ask_offer", "help_lines", "keys", "not_open"]


def ask_offer(console: Console, words: Words, view: View, earlier: Terms | None) -> Offer | None:
    """Ask for the value of each issue on the table in turn.

    An empty answer keeps the value of the last offer. If there is no last offer, no offer is made.

    Raises
    ------
    Adjourned
        If the player leaves.
    """
    offered: dict[str, Value] = view.status_quo
    for issue in view.scenario.issues:
        if issue.name in offered:
            continue
        before = None if earlier is None else earlier[issue.name]
        answer = _ask_value(console, words, view, issue, before)
        if answer is None:
            console.say(words("no_offer_made"))
            return None
        offered[issue.name] = answer
    return Offer(offered)


def _ask_value(console: Console, words: Words, view: View, issue: Issue, before: Value | None) -> Value | None:
    options = ""
    if isinstance(issue, Categorical):
        options = f" ({numbered(words, issue)})"
    empty = words("empty_none") if before is None else words("empty_keep", value=words.value(issue, before))
    while True:
        answer = console.ask(words("ask_issue", issue=words.short(issue), options=options, empty=empty))
        if not answer:
            return before
        try:
            return read_value(issue, answer, view.scenario, words)
        except UsageError as error:
            console.say(words("error", error=error), "bad")


def keys(words: Words, view: View, level: Level) -> str:
    """Return what the player can type at a turn, in one line."""
    offered = []
    if view.standing is not None and view.standing.terms is not None:
        offer = words("their_offer")
        if len(view.scenario.issues) == 1:
            offer = distinguished(words, view.scenario, view.standing.terms, own_offers(view))
        offered.append(words("key_accept", offer=offer))
    rest = ("wait", "walk", "value", *(("advice", "zone") if level.advice else ()), "state", "brief", "help", "quit")
    offered += [words(f"key_{key}") for key in rest]
    return words("keys_offer" if view.may_offer else "keys_only", keys="; ".join(offered))


def help_lines(words: Words, view: View, level: Level) -> Iterator[str]:
    """Yield what the player can type, in detail."""
    issues, unit = view.scenario.issues, view.scenario.money
    for issue in issues:
        if issue.name in view.status_quo:
            yield not_open(words, issue)
        elif isinstance(issue, Categorical):
            options = ", ".join(words.value(issue, option) for option in issue.options)
            yield words("help_options", issue=_named(words, issue), options=options)
        else:
            high = words.value(issue, issue.high)
            said = words("help_range", issue=_named(words, issue), low=number(issue.low, 4), high=high)
            step = step_of(issue) if isinstance(issue, Continuous) else 0.0
            yield words("help_step", range=said, step=words.value(issue, step)) if step > 0.0 else said
    names = [issue.name for issue in issues if issue.name not in view.status_quo]
    if len(names) == 1:
        yield words("help_one")
    else:
        yield words("help_several", names=" ".join(f"{name}=…" for name in names[:2]))
    if unit is not None:
        yield words("help_dollars" if unit.per_dollar > 0.0 else "help_money", unit=unit.unit)
    yield words("help_keys")
    yield words("help_value")
    if level.advice:
        yield words("help_advice")


def not_open(words: Words, issue: Issue) -> str:
    """Return the sentence on when an issue comes onto the table, and on its status quo."""
    kept = "" if issue.status_quo is None else words.value(issue, issue.status_quo)
    return words("not_open", issue=_named(words, issue), opens=issue.opens, kept=kept)


def _named(words: Words, issue: Issue) -> str:
    """Return the name of an issue that a player types, in other languages after its title."""
    short = words.short(issue)
    return issue.name if words.language == "en" or short == issue.name else f"{short}({issue.name})"
