"""The base class of every table of a scenario file, and how a table reports its errors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

FINDINGS = "findings"


class Finding(NamedTuple):
    """An error and its path: keys and positions, relative to the table that reports it.

    ``about`` lists the paths that the finding rests on besides its own: where one of them is broken, the finding
    would only repeat that fault.
    """

    path: tuple[str | int, ...]
    problem: str
    fix: str = ""
    about: tuple[tuple[str | int, ...], ...] = ()


class Table(BaseModel):
    """A table of a scenario file, which is immutable; unknown keys are errors."""

    # Models are built at first use: importing this package must stay cheap.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def report(findings: Iterable[Finding]) -> None:
    """Hand findings to pydantic as one error that `negosim.files.faults` takes apart again.

    Raises
    ------
    PydanticCustomError
        If there are any.
    """
    reported = tuple(findings)
    if reported:
        raise PydanticCustomError(FINDINGS, "not a valid table", {FINDINGS: reported})
