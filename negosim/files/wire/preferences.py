"""The tables of a party's preferences."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated

from pydantic import Discriminator, Field, Tag, model_validator

from negosim.files.wire.quantities import (
    DRAWN,
    FIXED,
    WITHIN_RATES,
    DrawnNumber,
    Number,
    Positive,
    Rate,
    RealRate,
    Share,
    Text,
    Years,
    span_of,
)
from negosim.files.wire.table import Finding, Table, report

# The keys that distinguish the three forms of a value function; they exclude one another when files are merged.
VALUE_FORMS = (("worst", "best"), ("points", "values"), ("table",))


class LineTable(Table):
    """A linear value function: 0 at the worst value, 1 at the best."""

    worst: Number = Field(description="The value of the issue with utility 0.")
    best: Number = Field(description="The value of the issue with utility 1.")
    weight: Share | None = Field(default=None, description="Its weight. Default: 1, if it is the only one.")

    @model_validator(mode="after")
    def _has_a_slope(self) -> LineTable:
        if isinstance(self.worst, float) and self.worst == self.best:
            report([Finding(("best",), f"worst and best are both {self.worst:g}; one of them must be better")])
        elif not (ascend(self.worst, self.best) or ascend(self.best, self.worst)):
            problem = "draws of worst and best may meet or change places, so that the better end would be the worse one"
            report([Finding(("best",), problem, "take distributions that end before the other begins")])
        return self


class KnotsTable(Table):
    """A piecewise linear value function, constant before the first point and after the last."""

    points: tuple[Number, ...] = Field(description="Values of the issue, ascending, at least two.")
    values: tuple[Share, ...] = Field(description="The utility of each point, from 0 to 1.")
    weight: Share | None = Field(default=None, description="Its weight. Default: 1, if it is the only one.")

    @model_validator(mode="after")
    def _knots_match(self) -> KnotsTable:
        report(self._findings())
        return self

    def _findings(self) -> Iterator[Finding]:
        if len(self.points) != len(self.values):
            yield Finding(
                ("values",),
                f"{len(self.points)} points have {len(self.values)} values",
                "give each point one value",
            )
        if len(self.points) < 2:
            yield Finding(("points",), f"{len(self.points)} point draws no line; give two at least")
        for left, right in itertools.pairwise(self.points):
            if isinstance(left, float) and isinstance(right, float):
                if left >= right:
                    yield Finding(("points",), f"the points must ascend, and {right:g} follows {left:g}")
            elif not ascend(left, right):
                problem = "the points must ascend, and draws of two of them may meet or change places"
                yield Finding(("points",), problem, "take distributions that end before the next begins")


class OptionsTable(Table):
    """A value function of a categorical issue: the utility of each option."""

    table: dict[str, Share] = Field(description="The utility of each option, from 0 to 1.")
    weight: Share | None = Field(default=None, description="Its weight. Default: 1, if it is the only one.")


def ascend(left: float | DrawnNumber, right: float | DrawnNumber) -> bool:
    """Return whether the left number is always below the right one, whatever is drawn."""
    return span_of(left)[1] < span_of(right)[0]


def _value_tag(value: object) -> str:
    if isinstance(value, OptionsTable) or (isinstance(value, dict) and "table" in value):
        return "<options>"
    if isinstance(value, KnotsTable) or (isinstance(value, dict) and ("points" in value or "values" in value)):
        return "<knots>"
    return "<line>"


ValueTable = Annotated[
    Annotated[LineTable, Tag("<line>")]
    | Annotated[KnotsTable, Tag("<knots>")]
    | Annotated[OptionsTable, Tag("<options>")],
    Discriminator(_value_tag),
]


def _growth_tag(value: object) -> str:
    if isinstance(value, DrawnNumber) or (isinstance(value, dict) and "dist" in value):
        return DRAWN
    return "<rates>" if isinstance(value, dict) else FIXED


Growth = Annotated[
    Annotated[RealRate, Tag(FIXED)] | Annotated[DrawnNumber, Tag(DRAWN)] | Annotated[dict[str, Rate], Tag("<rates>")],
    Discriminator(_growth_tag),
    WITHIN_RATES,
]


class PaymentsTable(Table):
    """The stream of yearly payments that an outcome implies; value functions call it "payments"."""

    base: Positive = Field(description="Payment of the year before the agreement, in the unit of money.")
    unit: Text = Field(default="", description="Unit of money.")
    increase: Text = Field(description="The issue that settles the increase of the first year, in %.")
    index: Text | None = Field(default=None, description="The categorical issue that settles the index rule.")
    term: Text | None = Field(default=None, description="The integer issue that settles the term in years.")
    growth: Growth = Field(
        default=0.0,
        description="Growth in % a year: a number for each option of the index issue, or one number without it.",
    )
    years: Years = Field(default=5, description="Years over which the stream is valued.")
    beyond: Rate = Field(default=0.0, description="Growth in % a year after the term.")
