"""The tables of what a delegation wants under one administration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import ConfigDict, Discriminator, Field, Strict, Tag, model_validator

from negosim.files.acceptances import check_acceptance
from negosim.files.distributions import is_whole
from negosim.files.tactics import check_tactic, find_tactic
from negosim.files.wire.quantities import (
    DRAWN,
    FIXED,
    LARGEST,
    LARGEST_COUNT,
    Day,
    DrawnNumber,
    Flag,
    NotNegative,
    Number,
    Real,
    Text,
    drawn_findings,
    number_tag,
)
from negosim.files.wire.table import Finding, Table, report
from negosim.rules.acceptance import ACCEPTANCES
from negosim.rules.parameters import Parameter

WORD = "<word>"


def _word_tag(value: object) -> str:
    return WORD if isinstance(value, str) else number_tag(value)


Word = Annotated[str, Strict(), Tag(WORD)]
NumberOrWord = Annotated[
    Annotated[Real, Tag(FIXED)] | Annotated[DrawnNumber, Tag(DRAWN)] | Word, Discriminator(_word_tag)
]
Term = Annotated[Annotated[Real, Tag(FIXED)] | Word, Discriminator(_word_tag)]


class OfferTable(Table):
    """An offer of a script: a value for each issue, and the date from which it is made."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Term] = Field(init=False)

    date: Day | None = Field(
        default=None, description="Day from which it is made; either all offers of a script have one, or none."
    )

    @property
    def terms(self) -> dict[str, float | str]:
        """The value of each issue as written, with options by name."""
        return dict(self.__pydantic_extra__ or {})


def _offer_tag(value: object) -> str:
    return "<terms>" if isinstance(value, dict | OfferTable) else FIXED


Offer = Annotated[Annotated[Real, Tag(FIXED)] | Annotated[OfferTable, Tag("<terms>")], Discriminator(_offer_tag)]


class TacticTable(Table):
    """A concession tactic and its parameters, which depend on its kind."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Number] = Field(init=False)

    kind: Text = Field(description="Name of the tactic.")
    offers: tuple[Offer, ...] | None = Field(
        default=None, description="The offers of a scripted tactic: values of the only issue, or tables of terms."
    )

    @model_validator(mode="after")
    def _kind_takes_them(self) -> TacticTable:
        report(self._findings())
        return self

    @property
    def parameters(self) -> dict[str, float | DrawnNumber]:
        """The parameters as they are written."""
        return dict(self.__pydantic_extra__ or {})

    def _findings(self) -> Iterator[Finding]:
        left = self.parameters
        for key, problem, fix in check_tactic(self.kind, self.parameters, self.offers):
            left.pop(key, None)
            yield Finding((key,), problem, fix)
        kind = find_tactic(self.kind)
        yield from _out_of_range(kind.parameters if kind else (), left)


class AcceptanceTable(Table):
    """An acceptance condition and its parameters, which depend on its kind."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, NumberOrWord] = Field(init=False)

    kind: Text = Field(default="next", description="Name of the acceptance condition.")

    @model_validator(mode="after")
    def _kind_takes_them(self) -> AcceptanceTable:
        report(self._findings())
        return self

    @property
    def parameters(self) -> dict[str, float | str | DrawnNumber]:
        """The parameters as they are written."""
        return dict(self.__pydantic_extra__ or {})

    def _findings(self) -> Iterator[Finding]:
        for key, problem, fix in check_acceptance(self.kind, self.parameters):
            yield Finding((key,), problem, fix)
        kind = ACCEPTANCES.get(self.kind)
        yield from _out_of_range(kind.parameters if kind else (), self.parameters)


def _out_of_range(parameters: Iterable[Parameter], given: Mapping[str, float | str | DrawnNumber]) -> Iterator[Finding]:
    """Yield findings for drawn parameters that may be outside the bounds of fixed ones, and for counts too large."""
    for parameter in parameters:
        value = given.get(parameter.name)
        low, high = bounds_of(parameter)
        if isinstance(value, DrawnNumber):
            if parameter.whole and not is_whole(value.dist, value.loc):
                problem = f"'{value.dist}' draws fractions, and this is {parameter.allowed}"
                yield Finding((parameter.name,), problem, "take a discrete distribution, such as randint or poisson")
            for finding in drawn_findings(value, low, high):
                yield finding._replace(path=(parameter.name,))
        elif isinstance(value, float) and parameter.admits(value) and not low <= value <= high:
            yield Finding((parameter.name,), f"{value:g} lies outside what is allowed: {low:g} to {high:g}")


def bounds_of(parameter: Parameter) -> tuple[float, float]:
    """Return the lowest and the highest value of a parameter, as far as the rules can hold it."""
    low = max(parameter.low, 1 / LARGEST if parameter.above and parameter.low == 0 else -LARGEST)
    return low, min(parameter.high, LARGEST_COUNT if parameter.whole else LARGEST)


class StanceTable(Table):
    """What a delegation wants under one administration, and how it negotiates."""

    inherits: Text | None = Field(
        default=None, description="A stance of the same delegation to start from; write only what differs."
    )
    aspiration: Number = Field(description="Level of the first demand.")
    reservation: Number = Field(description="The worst outcome that the party prefers to no agreement.")
    mandate: Number | None = Field(
        default=None,
        description="The worst outcome that may be signed at the table, if it differs from the reservation value.",
    )
    tactic: TacticTable = Field(description="How it concedes.")
    acceptance: AcceptanceTable = Field(default_factory=AcceptanceTable, description="When it accepts.")
    deadline: Day | None = Field(default=None, description="Its deadline. Default: the horizon.")
    pressure: Number = Field(
        default=0.0, description="Concession of the reservation value per month of lapse, in its unit."
    )
    discount: NotNegative = Field(
        default=0.0,
        description="Discount rate in % a year, compounded continuously, for tactics that discount time: a year counts "
        "exp(-rate/100).",
    )
    retreat: Flag = Field(default=False, description="Whether it may demand more than in its last offer.")
    after_rejection: Text | None = Field(
        default=None, description="The stance to take when a ratifier of its own side rejects a tentative deal."
    )
    learns: Flag = Field(
        default=True,
        description="Whether it neither offers nor accepts what a ratifier of its own side has rejected, or what that "
        "ratifier would reject, until its administration, its stance or its levels change.",
    )
