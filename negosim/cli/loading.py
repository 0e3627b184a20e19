"""Loading the scenario of a command, with overrides of the file's values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from negosim.cli.output import note
from negosim.domain.scenario import Scenario
from negosim.errors import ScenarioError, UsageError

if TYPE_CHECKING:
    from negosim.convert import Domain
    from negosim.files import Document

__all__ = [
    "domain_document",
    "is_genius",
    "load_scenario",
    "parse_date",
    "read_document",
    "read_domain",
    "scenario_of",
    "show_warnings",
    "split_setting",
    "with_settings",
]


def load_scenario(name: str, settings: Iterable[str] | None = None) -> Scenario:
    """Return the scenario of a file or a shipped name, with ``path=value`` settings applied in their order.

    Warnings about it go to stderr.

    Raises
    ------
    ScenarioError
        If the file, or the file with the settings, is not a valid scenario.
    UsageError
        If a setting is not ``path=value`` or its path does not exist.
    """
    return scenario_of(read_document(name, settings))


def show_warnings(*documents: Document) -> None:
    """Print the warnings about the scenarios of documents to stderr, each once."""
    from negosim import files

    for warning in dict.fromkeys(
        str(warning) for document in documents for warning in files.examine(document).warnings
    ):
        note(f"warning: {warning}")


def scenario_of(document: Document) -> Scenario:
    """Return the scenario of a document; warnings about it go to stderr.

    Raises
    ------
    ScenarioError
        If it is not valid.
    """
    from negosim import files

    examined = files.examine(document)
    for warning in examined.warnings:
        note(f"warning: {warning}")
    if examined.scenario is None:
        raise ScenarioError(examined.faults)
    return examined.scenario


def read_document(name: str, settings: Iterable[str] | None = None) -> Document:
    """Return the document of a file, a shipped name or a folder of Genius, with settings applied in their order.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    UsageError
        If a setting is not ``path=value`` or its path does not exist, or a folder does not have two profiles.
    """
    from negosim import files

    document = domain_document(read_domain(name), name) if is_genius(name) else files.read(name)
    return with_settings(document, settings)


def with_settings(document: Document, settings: Iterable[str] | None) -> Document:
    """Return a document with ``path=value`` settings applied in their order.

    Raises
    ------
    UsageError
        If a setting is not ``path=value`` or its path does not exist.
    """
    from negosim import files

    for setting in settings or ():
        path, value = split_setting(setting)
        document = files.override(document, path, files.parse_value(value))
    return document


def read_domain(folder: str, profiles: str | None = None, *, rescale: bool = False) -> Domain:
    """Return the domain in a Genius folder, with the profiles named in a comma-separated list, or all of them.

    Raises
    ------
    ScenarioError
        If a file is not valid.
    UsageError
        If the folder does not contain one domain and the two named profiles; or if it is not
        a folder, but an option for one is given.
    """
    if not Path(folder).is_dir():
        raise UsageError(f"--profiles and --rescale need a Genius folder, and {folder} is not one; leave them out")
    from negosim.convert import read_genius

    chosen = None if profiles is None else [name.strip() for name in profiles.split(",")]
    return read_genius(folder, profiles=chosen, rescale=rescale)


def domain_document(domain: Domain, folder: str) -> Document:
    """Return the document of the scenario that a domain with two profiles becomes."""
    from negosim import files
    from negosim.convert import scenario_tables

    return files.from_data(scenario_tables(domain), name=Path(folder).name)


def is_genius(name: str) -> bool:
    """Return whether a name is that of a folder with XML files."""
    return Path(name).is_dir() and any(path.suffix.lower() == ".xml" for path in Path(name).iterdir())


def split_setting(setting: str) -> tuple[str, str]:
    """Return the path and the value of a setting.

    Raises
    ------
    UsageError
        If it is not of the form ``path=value``.
    """
    path, equals, value = setting.partition("=")
    if not equals or not path.strip() or not value.strip():
        raise UsageError(f"--set {setting}: give a path and a value, as in --set calendar.horizon=2021-12-31")
    return path.strip(), value.strip()


def parse_date(text: str, option: str) -> date:
    """Return a date of the command line.

    Raises
    ------
    UsageError
        If it is not a date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text}: not a date; write it as 2021-01-31") from None
