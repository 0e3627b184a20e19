"""From a document to a scenario, or to all the errors in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from negosim.domain import Scenario
from negosim.errors import Fault, ScenarioError, UsageError
from negosim.files.building import scenario_of
from negosim.files.checking import Context, check, check_effects
from negosim.files.document import Document, from_data, read
from negosim.files.dump import UnwritableError, tables_of
from negosim.files.faults import MOST_SHOWN
from negosim.files.key_paths import Labels, Path, step, write_path
from negosim.files.made import is_built, losses, remember, with_known_tactics
from negosim.files.merging import expand_stances, origin
from negosim.files.overriding import ORIGIN, override
from negosim.files.quantities import expand_quantities
from negosim.files.recovery import read_table
from negosim.files.wire.table import Finding
from negosim.rules.lower import lower

Source = Scenario | Document | Mapping[str, Any] | str | os.PathLike[str]


def load(source: Source, *, overrides: Mapping[str, object] | None = None) -> Scenario:
    """Load a scenario by name, from a file, or from tables.

    Parameters
    ----------
    source : str, path, mapping or Scenario
        The name of a shipped scenario; the path of a TOML file; the tables of such a file as a dictionary; or a
        scenario. A scenario that was loaded before is returned unchanged; one made or changed in Python is checked like
        a file, and returned as a file would give it.
    overrides : mapping of str to object, optional
        Values to put in place of the source's, by path, as in ``{"calendar.expiry": date(2020, 12, 31)}``.

    Raises
    ------
    ScenarioError
        If the source is not a valid scenario; the exception lists every error in it.
    UsageError
        If a path of the overrides does not exist, the source is of another type, or a scenario made in Python contains
        something that a file cannot express.

    Notes
    -----
    Checking a scenario takes some milliseconds. If a scenario made in Python is used many times, load it once.
    """
    if isinstance(source, Scenario) and not overrides:
        return source if is_built(source) else _checked(source)
    document = document_of(source)
    for path, value in (overrides or {}).items():
        document = override(document, path, value)
    return build(document)


def document_of(source: object) -> Document:
    """Return the document of a source: read from its file, or made from tables or a scenario.

    Raises
    ------
    ScenarioError
        If a file cannot be read.
    UsageError
        If the source is of another type, or a scenario holds what a file cannot say.
    """
    if isinstance(source, Document):
        return source
    if isinstance(source, Scenario):
        return from_data(_tables_of(source), name=source.name)
    if isinstance(source, Mapping):
        return from_data(source, name="scenario")
    if isinstance(source, str | os.PathLike):
        return read(source)
    known = "the name of a shipped scenario, a path, a dictionary of tables or a Scenario"
    raise UsageError(f"a scenario is given as {known}, not as {type(source).__name__}")


def _tables_of(scenario: Scenario) -> Mapping[str, Any]:
    try:
        return tables_of(scenario)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        problem = f"the scenario {scenario.name!r} contains a value of the wrong type: {error}"
        raise UsageError(f"{problem}; see negosim.domain for the types of a scenario's fields") from error


def _checked(scenario: Scenario) -> Scenario:
    """Return a scenario made in Python as if it came from a file, or unchanged if a tactic is the user's own."""
    try:
        document = document_of(scenario)
    except UnwritableError:
        with suppress(UnwritableError):
            build(document_of(with_known_tactics(scenario)))
        return scenario
    built = build(document)
    lost = next(losses(scenario, built), None)
    if lost is not None:
        problem = f"the scenario '{scenario.name}' was made in Python, and a scenario file would not keep its {lost}"
        raise UsageError(f"{problem}; leave it out, or give it as a file would")
    return built


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """The result of examining a scenario.

    Parameters
    ----------
    scenario : Scenario or None
        The scenario; ``None`` if there are faults.
    faults : tuple of Fault
        The errors in it.
    warnings : tuple of Fault
        Values of a valid scenario that have no effect, or a different one from what is written, except those inherited
        by ``extends``.
    """

    scenario: Scenario | None = None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def examine(source: Source) -> Examination:
    """Return the scenario of a source with the warnings about it, or the errors in it."""
    try:
        document = document_of(source)
        context, findings = _read(document)
        if findings or context is None:
            return Examination(faults=_faults(document, findings))
        scenario = remember(replace(scenario_of(context, document.name), tables=document.data))
        lower(scenario)  # raises an error if there are too many outcomes to compare at every offer
    except ScenarioError as error:
        return Examination(faults=error.faults)
    warnings = _faults(document, check_effects(context))
    own = tuple(fault for fault in warnings if fault.file in (document.shown, ORIGIN))  # not those of inherited values
    return Examination(scenario=scenario, warnings=own)


def build(document: Document) -> Scenario:
    """Return the scenario that a document describes.

    Raises
    ------
    ScenarioError
        If it is not valid; the exception lists every error.
    """
    context, findings = _read(document)
    if findings or context is None:
        raise ScenarioError(_faults(document, findings))
    return remember(replace(scenario_of(context, document.name), tables=document.data))


def validate(source: Source) -> list[Fault]:
    """Return the errors in a scenario; empty if it is valid."""
    return list(examine(source).faults)


def _read(document: Document) -> tuple[Context | None, list[Finding]]:
    """Read the document's tables, and find the errors in them."""
    try:
        whole, findings = expand_stances(document.data)
        expanded = expand_quantities(whole)
        reading = read_table(expanded.data)
        referred = frozenset(expanded.places.values())
        context = None if reading.table is None else Context(reading.table, expanded.data, referred)
        unread = expanded.unread(reading.broken)
        own = [finding for finding in reading.findings if not _within(finding.path, unread)]
        return context, [*findings, *expanded.findings, *own, *_crossed(context, reading.broken | unread)]
    except RecursionError:
        return None, [Finding((), "its tables are nested too deeply to be a scenario")]


def _crossed(context: Context | None, broken: set[Path]) -> Iterator[Finding]:
    """Yield the findings of the checks across tables, without those that only repeat another error."""
    if context is not None:
        around = {place[:length] for place in broken for length in range(len(place))}
        yield from islice((finding for finding in check(context) if not _rests_on(finding, broken, around)), MOST_SHOWN)


def _faults(document: Document, findings: Iterable[Finding]) -> tuple[Fault, ...]:
    """Return findings as faults with their files and paths, without duplicates."""
    expanded, _ = expand_stances(document.data)
    labels: Labels = {}
    own = (finding for finding in findings if not _inherited(finding.path, document.data))
    return tuple(dict.fromkeys(_fault(document, expanded, finding, labels) for finding in own))


def _fault(document: Document, data: Mapping[str, object], finding: Finding, labels: Labels) -> Fault:
    return Fault(
        file=origin(document.origins, finding.path, document.shown),
        path=write_path(data, finding.path, labels),
        problem=finding.problem,
        fix=finding.fix,
    )


def _rests_on(finding: Finding, broken: set[Path], around: set[Path]) -> bool:
    """Return whether a finding would only repeat an error: its path, or another that it is about, is invalid."""
    if _within(finding.path, broken):
        return True
    return any(path in around or _within(path, broken) for path in finding.about)


def _within(path: Path, places: set[Path]) -> bool:
    """Return whether a path is one of the places or inside one of them."""
    return any(path[:length] in places for length in range(1, len(path) + 1))


def _inherited(path: Path, data: Mapping[str, object]) -> bool:
    """Return whether an error in a stance comes from the stance that it inherits from, where it is reported."""
    if len(path) <= 4 or path[0] != "delegations" or path[2] != "stances" or path[4] == "inherits":
        return False
    stance: object = data
    for key in path[:4]:
        stance = step(stance, key)
    return step(stance, "inherits") is not None and step(stance, path[4]) is None
