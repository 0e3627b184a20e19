"""The scenario of a sweep as a text, from which every worker builds it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.errors import UsageError
from negosim.files import Document, build, dumps, from_text, override, read
from negosim.files.dump import text_of

__all__ = ["Source", "source_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario as it travels to workers and into manifests: a name and a text in TOML."""

    name: str
    text: str

    def document(self) -> Document:
        """Return the text as a document, whose paths can be overridden; it is parsed once."""
        return _document(self)

    def scenario(self, sets: Mapping[str, Any] | None = None) -> Scenario:
        """Return the scenario with some of its values set.

        Raises
        ------
        UsageError
            If a path leads nowhere.
        ScenarioError
            If what comes out is no scenario.
        """
        document = self.document()
        for path, value in (sets or {}).items():
            document = override(document, path, value)
        return build(document)


def source_of(scenario: Scenario | Document | str | os.PathLike[str] | Source) -> Source:
    """Return the source of a scenario, a document, a file or the name of a shipped scenario.

    A scenario made or changed in Python is written as a file would have it, and read again to see that it is the same.

    Raises
    ------
    UsageError
        If no text says what the scenario is, as with a tactic that no installed package brings.
    ScenarioError
        If it is not a valid scenario.
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
    source = Source(scenario.name, text_of(scenario))
    if source.scenario() != scenario:
        raise UsageError(
            f"the scenario '{scenario.name}' was made in Python and contains something that a scenario file, which "
            "a sweep needs, cannot express; load it from a file, or remove that part"
        )
    return source


@lru_cache(maxsize=8)
def _document(source: Source) -> Document:
    return from_text(source.text, name=source.name)
