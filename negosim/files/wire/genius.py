"""The table that keeps what a domain of Genius says in other words than a scenario."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negosim.files.wire.quantities import Real, RealNotNegative, RealShare, Text, Whole
from negosim.files.wire.table import Table


class GeniusEvaluatorTable(Table):
    """An evaluator as the profile gives it."""

    kind: Literal["discrete", "linear", "constant", "triangular"] = Field(description="Its form.")
    numbers: tuple[Real, ...] = Field(
        min_length=1, description="Evaluations of the options; offset and slope; the constant; or start, end and top."
    )


class GeniusProfileTable(Table):
    """A profile's numbers as its file gives them."""

    name: Text = Field(description="The file's name, without .xml.")
    weights: tuple[RealNotNegative, ...] = Field(description="The weight of each issue, in order.")
    evaluators: tuple[GeniusEvaluatorTable, ...] = Field(description="The evaluator of each issue, in order.")
    reservation: RealShare | None = Field(default=None, description="The reservation value. Default: not in the file.")
    discount_factor: RealShare | None = Field(
        default=None, description="The discount factor, which negosim does not use. Default: not in the file."
    )


class GeniusTable(Table):
    """The domain that `negosim convert` made the file from; it writes the same one again from this table."""

    domain: Text = Field(description="Name of the domain's file, without .xml.")
    objective: Text = Field(default="", description="Name of its objective.")
    indices: tuple[Whole, ...] = Field(description="The number of each issue in the files.")
    profiles: dict[str, GeniusProfileTable] = Field(description="The profiles, by the delegation's key.")
