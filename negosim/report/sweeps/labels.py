"""Readable names of measures and of varied values, in place of keys and paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from negosim.domain.scenario import Scenario
from negosim.report.wording import name_of, party_title, person, within

__all__ = ["capitalised", "measure_label", "path_label", "short_labels"]

LONGEST_TITLE = 24
OF_TALKS = {
    "agreed": ("agreed", ""),
    "tentative": ("tentative deal", "day"),
    "concluded": ("concluded", "day"),
    "in_force": ("in force", "day"),
    "lapse_days": ("lapse", "days"),
    "rounds": ("rounds", ""),
    "rejections": ("rejections", ""),
}
SECTIONS = ("delegations", "stances", "calendar", "protocol")


def measure_label(measure: str, scenario: Scenario | None = None, *, scale: str = "", unit: bool = True) -> str:
    """Return the name of a measure, as ``price (€)`` or ``utility of the seller``.

    Parameters
    ----------
    scenario : Scenario, optional
        The scenario with the titles and units.
    scale : str
        The multiple of its unit that is shown, as "million".
    unit : bool
        Whether the unit is named.
    """
    name, its_unit = _named(measure, scenario)
    units = " ".join(filter(None, (scale, its_unit if unit else "")))
    return f"{name} ({units})" if units else name


def _named(measure: str, scenario: Scenario | None) -> tuple[str, str]:
    if measure in OF_TALKS:
        return OF_TALKS[measure]
    for issue in scenario.issues if scenario is not None else ():
        if issue.name == measure:
            title = issue.title if len(issue.title) <= LONGEST_TITLE else ""
            return title or name_of(issue), getattr(issue, "unit", "")
    kind, _, party = measure.partition(".")
    if not party:
        return measure.replace("_", " ").replace("=", ": "), ""
    return (
        f"{kind.replace('_', ' ')} of {person(party) if scenario is None else within(party_title(scenario, party))}",
        "",
    )


def capitalised(label: str) -> str:
    """Return a label as a heading."""
    return label[:1].upper() + label[1:]


def path_label(path: str) -> str:
    """Return a path of a scenario as words.

    Examples
    --------
    >>> path_label("delegations.seller.stances.seller.reservation")
    'seller reservation'
    """
    parts = [part for part in path.split(".") if part not in SECTIONS]
    return " ".join(part for part, _ in groupby(parts)).replace("_", " ") or path


def short_labels(paths: Sequence[str]) -> list[str]:
    """Return the last parts of paths as words, with as many parts as are needed to make them unique."""
    for parts in range(1, max((path.count(".") for path in paths), default=0) + 2):
        labels = [path_label(".".join(path.split(".")[-parts:])) for path in paths]
        if len(set(labels)) == len(labels):
            return labels
    return list(paths)
