"""The format of the files in a sweep's folder; a file is checked against it before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError, model_validator

from negosim.errors import StoreError

__all__ = ["SCHEMA", "ManifestFile", "TallyFile", "VersionedFile", "read_json"]

SCHEMA = 2
LARGEST = (1 << 63) - 1

Count = Annotated[int, Field(ge=0, le=LARGEST)]
Positive = Annotated[int, Field(ge=1, le=LARGEST)]
Whole = Annotated[str, StringConstraints(pattern=r"^-?\d{1,80}$")]
Hexadecimal = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Ending = Annotated[str, StringConstraints(pattern=r"^[0-9]$")]
PointNumber = Annotated[str, StringConstraints(pattern=r"^\d{1,6}$")]
ChunkName = Annotated[str, StringConstraints(pattern=r"^\d{2,6}-\d{7,12}$")]
Layout = Literal["", "packed", "wide"]
Checksum = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]  # empty if only aggregates are stored
Float = Annotated[str, StringConstraints(pattern=r"^-?(0x[01]\.[0-9a-f]+p[+-]\d+|inf)$")]


class VersionedFile(BaseModel):
    """The part of a file that states the version of its format; every version has it."""

    schema_: Annotated[int, Field(alias="schema", strict=True)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ScenarioText(_File):
    """The scenario: its name, and its full text in TOML."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    text: Annotated[str, StringConstraints(max_length=10_000_000)]


class ManifestFile(_File):
    """The manifest in JSON."""

    schema_: int = Field(alias="schema")
    scenario: ScenarioText
    seed: Count
    replicates: Positive
    grown_from: tuple[Positive, ...] = ()
    points: Annotated[tuple[dict[str, JsonValue], ...], Field(min_length=1)]
    aggregate: bool
    precision: dict[str, Annotated[float, Field(gt=0.0)]] | None
    rules: Hexadecimal
    chunk_size: Positive
    versions: dict[str, str]


class MomentsFile(_File):
    """The moments of a measure."""

    count: Count
    total: Whole
    squares: Whole
    range: tuple[Float, Float]
    bins: tuple[tuple[int, ...], tuple[Positive, ...]]

    @model_validator(mode="after")
    def _bins_match(self) -> MomentsFile:
        steps, times = self.bins
        if len(steps) != len(times):
            raise ValueError("bins must have as many steps as counts")
        return self


class PointTally(_File):
    """The tally of a point."""

    rows: Positive
    endings: dict[Ending, Positive]
    digest: tuple[Whole, Whole]
    moments: dict[str, MomentsFile]


class TallyFile(_File):
    """The tally in JSON."""

    chunks: dict[ChunkName, tuple[Positive, Layout, Checksum]]
    points: dict[PointNumber, PointTally]
    open_points: tuple[tuple[Count, ...], ...]
    seconds: Annotated[float, Field(ge=0.0, allow_inf_nan=False)]


Model = TypeVar("Model", bound=BaseModel)


def read_json(model: type[Model], content: bytes, file: Path, fix: str) -> Model:
    """Return the content of a file as a model.

    Raises
    ------
    StoreError
        If the content is invalid; the message names the first invalid value.
    """
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(key) for key in first["loc"])
        problem = f"{place}: {first['msg']}" if place else str(first["msg"])
        raise StoreError(f"{file}: this is not a valid file of a sweep ({problem[:200]}); {fix}") from None
