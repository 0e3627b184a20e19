"""The scenario of a sweep: its text, which every worker can build it from, and the points laid over it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.errors import ScenarioError, UsageError
from negosim.files import Document, build, dumps, from_text, override, read
from negosim.rules.lower import Lowered, lower

__all__ = ["Source", "lowered_point", "source_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario as it travels to workers and into manifests: a name and a text in TOML."""

    name: str
    text: str

    def document(self) -> Document:
        """Return the text as a document, whose paths can be overridden."""
        return from_text(self.text, name=self.name)

    def scenario(self, sets: Mapping[str, Any] | None = None) -> Scenario:
        """Return the scenario with some of its values set.

        Raises
        ------
        UsageError
            Where a path leads nowhere.
        ScenarioError
            Where what comes out is no scenario.
        """
        document = self.document()
        for path, value in (sets or {}).items():
            document = override(document, path, value)
        return build(document)


def source_of(scenario: Scenario | Document | str | os.PathLike[str] | Source) -> Source:
    """Return the source of a scenario, a document, a file or the name of a shipped scenario.

    Raises
    ------
    UsageError
        Where the scenario was made or changed in Python, so that no text says what it is.
    """
    if isinstance(scenario, Source):
        return scenario
    if isinstance(scenario, Document):
        return Source(scenario.name, scenario.text)
    if not isinstance(scenario, Scenario):
        return source_of(read(scenario))
    if scenario.tables is not None:
        source = Source(scenario.name, dumps(scenario.tables))
        if source.scenario() == scenario:
            return source
    raise UsageError(
        f"the scenario '{scenario.name}' was made or changed in Python, so a sweep cannot send it to its workers; "
        "write it to a file, or vary its values by path"
    )


@lru_cache(maxsize=64)
def lowered_point(source: Source, sets: tuple[tuple[str, Any], ...]) -> Lowered:
    """Return the numbers of a point; ``sets`` are its values by path, as `frozen` makes them.

    Raises
    ------
    ScenarioError
        Where the point is no valid scenario; the message begins with what it sets.
    """
    try:
        return lower(source.scenario({path: thawed(value) for path, value in sets}))
    except ScenarioError as error:
        if not sets:
            raise
        shown = ", ".join(f"{path} = {thawed(value)}" for path, value in sets)
        raise UsageError(f"the point {shown} is no valid scenario:\n{error}") from None


def frozen(value: Any) -> Any:
    """Return a value of TOML that can be a key of a cache."""
    if isinstance(value, Mapping):
        return ("table", tuple((key, frozen(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return ("list", tuple(frozen(item) for item in value))
    return value


def thawed(value: Any) -> Any:
    """Return the value that was frozen."""
    if not isinstance(value, tuple):
        return value
    kind, items = value
    return {key: thawed(item) for key, item in items} if kind == "table" else [thawed(item) for item in items]
