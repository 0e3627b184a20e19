"""The scenario of a sweep as a text, from which every worker builds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.files import Document, build, dumps, from_text, load, override
from negosim.files.build import Source as AnySource
from negosim.files.build import document_of
from negosim.files.dump import text_of
from negosim.files.made import is_built

__all__ = ["AnySource", "Source", "source_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario as it is sent to workers and stored in manifests: a name and a text in TOML."""

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
            If a path does not exist.
        ScenarioError
            If the result is not a valid scenario.
        """
        document = self.document()
        for path, value in (sets or {}).items():
            document = override(document, path, value)
        return build(document)


def source_of(scenario: AnySource | Source) -> Source:
    """Return the source of a scenario, a document, tables, a file or the name of a shipped scenario.

    A scenario built or changed in Python is written as TOML, and read again to check that it is the same.

    Raises
    ------
    UsageError
        If the scenario cannot be written as text, for example because no installed package provides its tactic.
    ScenarioError
        If it is not a valid scenario.
    """
    if isinstance(scenario, Source):
        return scenario
    if isinstance(scenario, Document):
        return Source(scenario.name, scenario.text)
    if isinstance(scenario, Mapping):
        return source_of(load(scenario))
    if not isinstance(scenario, Scenario):
        return source_of(document_of(scenario))
    loaded = load(scenario)
    text = dumps(loaded.tables) if is_built(loaded) and loaded.tables is not None else text_of(loaded)
    return Source(loaded.name, text)


@lru_cache(maxsize=8)
def _document(source: Source) -> Document:
    return from_text(source.text, name=source.name)
