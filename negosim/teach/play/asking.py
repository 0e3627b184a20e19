"""An offer asked for issue by issue, and what a player can type."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.issues import Categorical, Issue
from negosim.domain.terms import Terms, Value
from negosim.engine import Offer, View
from negosim.errors import UsageError
from negosim.report.wording import name_of, number, value
from negosim.teach.amounts import told_apart
from negosim.teach.play.console import Console
from negosim.teach.play.levels import Level
from negosim.teach.play.margin import own_offers
from negosim.teach.play.values import read_value

__all__ = ["ask_offer", "help_lines", "keys"]


def ask_offer(console: Console, view: View, earlier: Terms | None) -> Offer | None:
    """Ask for the value of each issue in turn.

    An empty answer keeps the value of the last offer; where there is none, no offer is made.

    Raises
    ------
    Adjourned
        If the player leaves.
    """
    offered: dict[str, Value] = {}
    for issue in view.scenario.issues:
        before = None if earlier is None else earlier[issue.name]
        answer = _ask_value(console, view, issue, before)
        if answer is None:
            console.say("No offer is made.")
            return None
        offered[issue.name] = answer
    return Offer(offered)


def _ask_value(console: Console, view: View, issue: Issue, before: Value | None) -> Value | None:
    options = ""
    if isinstance(issue, Categorical):
        options = f" ({', '.join(f'{place} {option}' for place, option in enumerate(issue.options, start=1))})"
    empty = "empty for no offer" if before is None else f"empty for {value(issue, before)}"
    while True:
        answer = console.ask(f"{name_of(issue)}{options}, {empty}:")
        if not answer:
            return before
        try:
            return read_value(issue, answer, view.scenario)
        except UsageError as error:
            console.say(f"{error}.", "bad")


def keys(view: View, level: Level) -> str:
    """Return what the player can type at a turn, in one line."""
    offered = []
    if view.standing is not None and view.standing.terms is not None:
        said = "their offer"
        if len(view.scenario.issues) == 1:
            said = told_apart(view.scenario, view.standing.terms, own_offers(view))
        offered.append(f"a accept {said}")
    offered += [
        "w wait",
        "x walk away",
        "v with an offer: its value",
        *(["t advice", "z zone"] if level.advice else []),
    ]
    offered += ["s state", "b brief", "? help", "q save and quit"]
    return f"{'Type an offer, or a key' if view.may_offer else 'Type a key'}: {'; '.join(offered)}."


def help_lines(view: View, level: Level) -> Iterator[str]:
    """Yield what the player can type, at more length."""
    issues = view.scenario.issues
    for issue in issues:
        if isinstance(issue, Categorical):
            yield f"{issue.name}: {', '.join(issue.options)}"
        else:
            yield f"{issue.name}: {number(issue.low, 4)} to {value(issue, issue.high)}"
    if len(issues) == 1:
        yield "An offer is a value, with its unit or without."
    else:
        names = " ".join(f"{issue.name}=…" for issue in issues[:2])
        yield (
            f"An offer is a value for each issue in this order, or {names}; what you leave out stays as in your last "
            "offer. o asks issue by issue."
        )
    if view.scenario.money is not None:
        yield f"Money is understood too, in {view.scenario.money.unit}{_dollars(view.scenario.money.per_dollar)}."
    yield (
        "a accepts their offer, w says nothing at this turn, x breaks the talks off, s shows how things "
        "stand, b shows your brief; q saves and quits, and so do Ctrl-C and Ctrl-D."
    )
    yield "v and an offer shows its value to you, without making it."
    if level.advice:
        yield "t shows what your side's own tactic would do, z whether a zone of agreement is open."


def _dollars(per_dollar: float) -> str:
    return " or as $1.2bn" if per_dollar > 0.0 else ""
