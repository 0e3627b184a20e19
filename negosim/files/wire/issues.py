"""The tables of the issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from negosim.domain.issues import steps_fit
from negosim.files.wire.quantities import Day, Real, RealNotNegative, Text, Whole
from negosim.files.wire.table import Finding, Table, report

ISSUE_KINDS = ("continuous", "integer", "categorical")


def _range_findings(low: float, high: float) -> Iterator[Finding]:
    if low == high:
        yield Finding(("range",), f"the range from {low:g} to {high:g} leaves nothing to settle")
    elif low > high:
        yield Finding(
            ("range",),
            f"the range is the wrong way round: it runs from the lowest to the highest value, and {low:g} > {high:g}",
            f"did you mean [{high:g}, {low:g}]?",
        )


def _step_findings(low: float, high: float, step: float) -> Iterator[Finding]:
    if step > high - low:
        yield Finding(
            ("step",),
            f"a step of {step:g} is wider than the range from {low:g} to {high:g}",
            f"write at most {high - low:g}, or 0 to allow any value",
        )
    elif step > 0.0 and not steps_fit(low, high, step):
        yield Finding(
            ("step",),
            f"a step of {step:g} is too fine for the range from {low:g} to {high:g}",
            "write a larger one, or 0 to allow any value",
        )


def _opening_findings(opens: date | None, status_quo: float | str | None) -> Iterator[Finding]:
    if opens is not None and status_quo is None:
        problem = f"it comes onto the table on {opens}, and no status quo says what holds until then"
        yield Finding(("opens",), problem, "write status_quo = …, or remove opens")
    elif opens is None and status_quo is not None:
        problem = "it is on the table from the start, and a status quo is what holds until an issue opens"
        yield Finding(
            ("status_quo",), problem, "write opens = …, the day on which it comes onto the table, or remove it"
        )


OPENS = "The day on which it comes onto the table, with a status quo. Default: it is on the table from the start."
STATUS_QUO = "Its value in every offer and every deal until it opens."


class ContinuousIssue(Table):
    """An issue that takes any real value of its range."""

    kind: Literal["continuous"] = Field(description="Any real value of the range.")
    range: tuple[Real, Real] = Field(description="Lowest and highest value.")
    unit: Text = Field(default="", description="Unit of the values, shown after them.")
    title: Text = Field(default="", description="Its name in reports. Default: the key.")
    step: RealNotNegative | None = Field(
        default=None,
        description=(
            "Tactics offer multiples of it, and the ends of the range; 0 allows any value. "
            "Default: the largest power of ten that divides the range into at least 1,000 steps."
        ),
    )
    opens: Day | None = Field(default=None, description=OPENS)
    status_quo: Real | None = Field(default=None, description=STATUS_QUO)

    @model_validator(mode="after")
    def _runs_upwards(self) -> ContinuousIssue:
        report(_range_findings(*self.range) if self.range[0] >= self.range[1] else self._findings())
        return self

    def _findings(self) -> Iterator[Finding]:
        if self.step is not None:
            yield from _step_findings(*self.range, self.step)
        yield from _opening_findings(self.opens, self.status_quo)


class IntegerIssue(Table):
    """An issue that takes any whole value of its range, both ends included."""

    kind: Literal["integer"] = Field(description="Any whole number of the range.")
    range: tuple[Whole, Whole] = Field(description="Lowest and highest value, whole numbers.")
    unit: Text = Field(default="", description="Unit of the values, shown after them.")
    title: Text = Field(default="", description="Its name in reports. Default: the key.")
    opens: Day | None = Field(default=None, description=OPENS)
    status_quo: Whole | None = Field(default=None, description=STATUS_QUO)

    @model_validator(mode="after")
    def _runs_upwards(self) -> IntegerIssue:
        report([*_range_findings(*self.range), *_opening_findings(self.opens, self.status_quo)])
        return self


class CategoricalIssue(Table):
    """An issue that takes one of the named options."""

    kind: Literal["categorical"] = Field(description="One of the options.")
    options: tuple[Text, ...] = Field(description="Names of the options, at least two.")
    unit: Text = Field(default="", description="Unit of the values, shown after them.")
    title: Text = Field(default="", description="Its name in reports. Default: the key.")
    opens: Day | None = Field(default=None, description=OPENS)
    status_quo: Text | None = Field(default=None, description=f"{STATUS_QUO} An option.")

    @model_validator(mode="after")
    def _has_a_choice(self) -> CategoricalIssue:
        report(self._findings())
        return self

    def _findings(self) -> Iterator[Finding]:
        if len(self.options) < 2:
            yield Finding(("options",), f"{len(self.options)} option leaves nothing to settle; name two at least")
        for option in sorted({option for option in self.options if self.options.count(option) > 1}):
            yield Finding(("options",), f"the option '{option}' occurs twice", "name each once")
        yield from _opening_findings(self.opens, self.status_quo)


def _issue_tag(value: object) -> str | None:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return f"<{kind}>" if kind in ISSUE_KINDS else None


IssueTable = Annotated[
    Annotated[ContinuousIssue, Tag("<continuous>")]
    | Annotated[IntegerIssue, Tag("<integer>")]
    | Annotated[CategoricalIssue, Tag("<categorical>")],
    Discriminator(_issue_tag),
]
