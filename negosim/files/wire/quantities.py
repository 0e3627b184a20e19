"""The scalar values of a scenario file: strict, so that "3" is no number and "2020-01-01" no date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from pydantic import AllowInfNan, ConfigDict, Discriminator, Field, Strict, Tag, model_validator

from negosim.files.distributions import check_distribution
from negosim.files.wire.table import Finding, Table, report

# Tags name the branches of unions in pydantic's error locations; `negosim.files.faults` takes them out again.
FIXED = "<fixed>"
DRAWN = "<drawn>"
LARGEST_WHOLE = 2**53

Text = Annotated[str, Strict()]
Name = Annotated[str, Strict(), Field(pattern=r"^[^\W\d][\w-]*$")]
Flag = Annotated[bool, Strict()]
Day = Annotated[dt.date, Strict()]
Whole = Annotated[int, Strict(), Field(ge=-LARGEST_WHOLE, le=LARGEST_WHOLE)]
Count = Annotated[int, Strict(), Field(ge=1, le=LARGEST_WHOLE)]
Exchanges = Annotated[int, Strict(), Field(ge=1, le=10_000)]
Years = Annotated[int, Strict(), Field(ge=1, le=200)]
Real = Annotated[float, Strict(), AllowInfNan(False)]
RealNotNegative = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0)]
RealPositive = Annotated[float, Strict(), AllowInfNan(False), Field(gt=0)]
RealShare = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0, le=1)]


class DrawnNumber(Table):
    """A number that every replicate draws anew, from a distribution of scipy.stats."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Real] = Field(init=False)

    dist: Text = Field(description="Name of the distribution in scipy.stats, such as norm, uniform, triang.")
    loc: Real = Field(default=0.0, description="Location, as scipy defines it for the distribution.")
    scale: RealPositive | None = Field(
        default=None, description="Scale, as scipy defines it; 1 where absent. A discrete distribution has none."
    )

    @model_validator(mode="after")
    def _names_a_distribution(self) -> DrawnNumber:
        report(self._findings())
        return self

    @property
    def shapes(self) -> dict[str, float]:
        """The parameters besides ``loc`` and ``scale``, by their scipy names."""
        return dict(self.__pydantic_extra__ or {})

    def _findings(self) -> Iterator[Finding]:
        for key, problem, mend in check_distribution(self.dist, self.shapes, self.loc, self.scale):
            yield Finding((key,) if key else (), problem, mend)


def number_tag(value: object) -> str:
    """Tell pydantic which branch of a number to read: a table is a distribution."""
    return DRAWN if isinstance(value, dict | DrawnNumber) else FIXED


_Drawn = Annotated[DrawnNumber, Tag(DRAWN)]
Number = Annotated[Annotated[Real, Tag(FIXED)] | _Drawn, Discriminator(number_tag)]
NotNegative = Annotated[Annotated[RealNotNegative, Tag(FIXED)] | _Drawn, Discriminator(number_tag)]
Positive = Annotated[Annotated[RealPositive, Tag(FIXED)] | _Drawn, Discriminator(number_tag)]
Share = Annotated[Annotated[RealShare, Tag(FIXED)] | _Drawn, Discriminator(number_tag)]
