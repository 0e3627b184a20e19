"""The fields in which a student types terms, one for each issue."""

from __future__ import annotations

from typing import Any

from negosim.classroom.places import Place
from negosim.domain.issues import Categorical, Continuous, Issue, step_of
from negosim.domain.terms import Terms
from negosim.report.wording import number

__all__ = ["field_of"]


def field_of(place: Place, issue: Issue, latest: Terms | None) -> dict[str, Any]:
    """Return the context of the input field of an issue.

    Parameters
    ----------
    latest : mapping of str to value, optional
        Terms whose value is filled in.
    """
    field: dict[str, Any] = {"name": f"issue.{issue.name}", "label": issue.title or place.words.short(issue)}
    kept = place.table.status_quo.get(issue.name)
    if kept is not None:
        field["note"] = place.words("not_open", opens=issue.opens, kept=place.words.value(issue, kept))
        if place.table.done or not place.room.deal_only(place.table):
            return {**field, "fixed": True}
    if isinstance(issue, Categorical):
        chosen = None if latest is None else latest[issue.name]
        options = [(name, place.words.option(issue, name), name == chosen) for name in issue.options]
        return {**field, "options": options}
    value = "" if latest is None else f"{latest[issue.name]:.10g}"
    low, high = number(issue.low, 6), place.words.value(issue, issue.high)
    hint = place.words("from_to", low=low, high=high)
    if isinstance(issue, Continuous) and step_of(issue) > 0.0:
        hint = place.words("in_steps", range=hint, step=place.words.value(issue, step_of(issue)))
    return {**field, "value": value, "hint": hint}
