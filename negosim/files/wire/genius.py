"""The table that keeps the data of a domain of Genius that a scenario does not have."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negosim.files.wire.quantities import Real, RealNotNegative, RealShare, Text, Whole
from negosim.files.wire.table import Table


class GeniusEvaluatorTable(Table):
    """An evaluator as in the profile."""

    kind: Literal["discrete", "linear", "constant", "triangular"] = Field(description="Its form.")
    numbers: tuple[Real, ...] = Field(
        min_length=1, description="Evaluations of the options; offset and slope; the constant; or start, end and top."
    )


class GeniusProfileTable(Table):
    """A profile's numbers as in its file."""

    name: Text = Field(description="The file's name, without .xml.")
    weights: tuple[RealNotNegative, ...] = Field(description="The weight of each issue, in order.")
    evaluators: tuple[GeniusEvaluatorTable, ...] = Field(description="The evaluator of each issue, in order.")
    reservation: RealShare | None = Field(default=None, description="The reservation value. Default: not in the file.")
    discount_factor: RealShare | None = Field(
        default=None, description="The discount factor, which negosim does not use. Default: not in the file."
    )


class GeniusTable(Table):
    """The domain from which `negosim convert` made the file; with this table, it can write the same domain again."""

    domain: Text = Field(description="Name of the domain's file, without .xml.")
    objective: Text = Field(default="", description="Name of its objective.")
    indices: tuple[Whole, ...] = Field(description="The number of each issue in the files.")
    profiles: dict[str, GeniusProfileTable] = Field(description="The profiles, by the delegation's key.")
