"""The scalar values of a scenario file: strict, so that "3" is no number and "2020-01-01" no date, and bounded.

The bounds are what the rules can hold: products of numbers stay finite, times stay exact, and what counts as a whole
number fits one. A drawn number must lie within the bounds of a fixed one whatever is drawn.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, AllowInfNan, ConfigDict, Discriminator, Field, Strict, Tag, model_validator

from negosim.files.distributions import check_distribution, reach, share_below
from negosim.files.wire.table import Finding, Table, report

# Tags name the branches of unions in pydantic's error locations; `negosim.files.faults` takes them out again.
FIXED = "<fixed>"
DRAWN = "<drawn>"
LARGEST = 1e50  # of any number, and of the reciprocal of one that must be positive
LARGEST_WHOLE = 2**53
LARGEST_COUNT = 10_000  # of exchanges in a round, or of offers that a tactic looks back on
RARELY = 1e-6
LONGEST_DAYS = 100_000.0
DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIGHEST_COST = 1000.0  # utility a month, so that 200 years of it can be summed over the rows of a sweep
LOWEST_RATE, HIGHEST_RATE = -50.0, 1000.0  # % a year, so that 200 years of them stay finite


def _printable(text: str) -> str:
    """Refuse characters that affect a terminal: control characters, and those that change the direction of text."""
    for character in text:
        if (unicodedata.category(character) == "Cc" and character not in "\n\t") or character in DIRECTIONS:
            problem = f"the text holds the control character U+{ord(character):04X}"
            report([Finding((), problem, "remove it")])
    return text


Text = Annotated[str, Strict(), AfterValidator(_printable)]
Name = Annotated[str, Strict(), Field(pattern=r"^[^\W\d][\w-]*$")]
Flag = Annotated[bool, Strict()]
Day = Annotated[dt.date, Strict()]
Whole = Annotated[int, Strict(), Field(ge=-LARGEST_WHOLE, le=LARGEST_WHOLE)]
Exchanges = Annotated[int, Strict(), Field(ge=1, le=LARGEST_COUNT)]
Rounds = Annotated[int, Strict(), Field(ge=1, le=LARGEST_COUNT)]
Years = Annotated[int, Strict(), Field(ge=1, le=200)]
Real = Annotated[float, Strict(), AllowInfNan(False), Field(ge=-LARGEST, le=LARGEST)]
RealNotNegative = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0, le=LARGEST)]
RealPositive = Annotated[float, Strict(), AllowInfNan(False), Field(ge=1 / LARGEST, le=LARGEST)]
RealShare = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0, le=1)]
RealCorrelation = Annotated[float, Strict(), AllowInfNan(False), Field(ge=-1, le=1)]
RealRate = Annotated[float, Strict(), AllowInfNan(False), Field(ge=LOWEST_RATE, le=HIGHEST_RATE)]
RealCost = Annotated[float, Strict(), AllowInfNan(False), Field(ge=-HIGHEST_COST, le=HIGHEST_COST)]
Days = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0, le=LONGEST_DAYS)]
SomeDays = Annotated[float, Strict(), AllowInfNan(False), Field(gt=0, le=LONGEST_DAYS)]


class DrawnNumber(Table):
    """A number that is drawn in every replicate, from a distribution of scipy.stats."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Real] = Field(init=False)

    quantity: Text | None = Field(
        default=None, description="Instead of all other keys: the name of a quantity, whose number is used here."
    )
    dist: Text = Field(description="Name of the distribution in scipy.stats, such as norm, uniform, triang.")
    loc: Real = Field(default=0.0, description="Location, as scipy defines it for the distribution.")
    scale: RealPositive | None = Field(
        default=None, description="Scale, as scipy defines it. Default: 1. Discrete distributions have none."
    )

    @model_validator(mode="after")
    def _names_a_distribution(self) -> DrawnNumber:
        report(self._findings())
        return self

    @property
    def shapes(self) -> dict[str, float]:
        """The parameters other than ``loc`` and ``scale``, by their names in scipy."""
        return dict(self.__pydantic_extra__ or {})

    def _findings(self) -> Iterator[Finding]:
        for key, problem, fix in check_distribution(self.dist, self.shapes, self.loc, self.scale):
            yield Finding((key,) if key else (), problem, fix)


def number_tag(value: object) -> str:
    """Return the branch of a number for pydantic: a table is a distribution."""
    return DRAWN if isinstance(value, dict | DrawnNumber) else FIXED


def _hardly_negative(value: float | DrawnNumber) -> float | DrawnNumber:
    """Allow a drawn gap to be below 0 once in a million: the rules use one day for any gap below a day."""
    if isinstance(value, DrawnNumber):
        if value.quantity is not None:
            problem = "a gap is drawn anew for every round, and a quantity once"
            report([Finding((), problem, "write the distribution here")])
        below = share_below(value.dist, value.shapes, value.loc, value.scale, 0.0)
        if below > RARELY:
            problem = f"{100 * below:.2g} % of the draws lie below 0"
            report([Finding((), problem, "take a distribution above 0, such as lognorm, gamma, triang or uniform")])
    return value


def span_of(number: float | DrawnNumber) -> tuple[float, float]:
    """Return the lowest and the highest value that a number can have."""
    if isinstance(number, DrawnNumber):
        return reach(number.dist, number.shapes, number.loc, number.scale)
    return number, number


def drawn_findings(number: DrawnNumber, low: float, high: float) -> Iterator[Finding]:
    """Yield a finding if a drawn number may be outside the bounds of a fixed one."""
    lowest, highest = span_of(number)
    if lowest < low or highest > high:
        problem = f"draws may lie from {lowest:.4g} to {highest:.4g}, and {_allowed(low, high)} is allowed here"
        yield Finding((), problem, "take a distribution that ends there, such as uniform, triang, truncnorm or beta")


def _allowed(low: float, high: float) -> str:
    if high < LARGEST:
        return f"{low:g} to {high:g}"
    if low < 0:
        return "a number up to 1e+50 either way"
    return "0 or more" if low == 0 else "a number above 0" if low == 1 / LARGEST else f"{low:g} or more"


def _within(low: float, high: float) -> AfterValidator:
    def check(value: float | DrawnNumber) -> float | DrawnNumber:
        if isinstance(value, DrawnNumber):
            report(drawn_findings(value, low, high))
        return value

    return AfterValidator(check)


_Drawn = Annotated[DrawnNumber, Tag(DRAWN)]
_EITHER = Discriminator(number_tag)
Number = Annotated[Annotated[Real, Tag(FIXED)] | _Drawn, _EITHER, _within(-LARGEST, LARGEST)]
NotNegative = Annotated[Annotated[RealNotNegative, Tag(FIXED)] | _Drawn, _EITHER, _within(0.0, LARGEST)]
GapDays = Annotated[Annotated[RealNotNegative, Tag(FIXED)] | _Drawn, _EITHER, AfterValidator(_hardly_negative)]
Positive = Annotated[Annotated[RealPositive, Tag(FIXED)] | _Drawn, _EITHER, _within(1 / LARGEST, LARGEST)]
Share = Annotated[Annotated[RealShare, Tag(FIXED)] | _Drawn, _EITHER, _within(0.0, 1.0)]
Cost = Annotated[Annotated[RealCost, Tag(FIXED)] | _Drawn, _EITHER, _within(-HIGHEST_COST, HIGHEST_COST)]
WITHIN_RATES = _within(LOWEST_RATE, HIGHEST_RATE)
Rate = Annotated[Annotated[RealRate, Tag(FIXED)] | _Drawn, _EITHER, WITHIN_RATES]
