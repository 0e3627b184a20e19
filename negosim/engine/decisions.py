"""The decisions that a delegation can make at its turn, and their form in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negosim.domain.terms import Terms
from negosim.errors import UsageError, printable


@dataclass(frozen=True, slots=True)
class Offer:
    """Make an offer; ``text`` is what the party says with it."""

    terms: Terms
    text: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the standing offer."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """Make no move at this turn."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class WalkAway:
    """Break off the talks."""

    text: str = ""


Decision = Offer | Accept | Wait | WalkAway

LONGEST_TEXT = 4_000  # characters
WITHOUT_TERMS: Mapping[str, type[Accept | Wait | WalkAway]] = {"accept": Accept, "wait": Wait, "walk_away": WalkAway}


def dict_of(decision: Decision) -> dict[str, Any]:
    """Return a decision as a dict for JSON."""
    said = {"text": decision.text} if decision.text else {}
    if isinstance(decision, Offer):
        return {"act": "offer", "terms": dict(decision.terms), **said}
    return {"act": next(act for act, kind in WITHOUT_TERMS.items() if isinstance(decision, kind)), **said}


def decision_of(words: Any) -> Decision:
    """Return the decision in a JSON object; its text is put on one line and control characters are escaped.

    Raises
    ------
    UsageError
        If it is not a decision.
    """
    act, text = (words.get("act"), words.get("text", "")) if isinstance(words, Mapping) else (None, "")
    if not isinstance(text, str):
        raise UsageError(f"text: {text!r} is not a string")
    text = printable(" ".join(text.split()))[:LONGEST_TEXT]
    if act == "offer" and isinstance(words.get("terms"), Mapping):
        terms = dict(words["terms"])
        if all(isinstance(value, int | float | str) and not isinstance(value, bool) for value in terms.values()):
            return Offer(terms, text)
    if isinstance(act, str) and act in WITHOUT_TERMS:
        return WITHOUT_TERMS[act](text)
    raise UsageError(f"{words!r} is not a decision; use offer (with terms), {', '.join(WITHOUT_TERMS)}")
