"""A series of agreements between two sides, for forecasts: the outcomes, and what was public at which time.

The shipped record is a folder of CSV files; ``--record DIR`` names another folder with the same files.
"""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from negosim.errors import Fault, RecordError
from negosim.history.partial import PartialDate
from negosim.history.records import Inauguration, Known, Position, Renewal
from negosim.history.tables import Folder, read_rows
from negosim.history.upcoming import Upcoming, upcoming_of

FIGURES = ("opened", "consumer_prices", "defence_budget", "last_step")
RENEWAL_COLUMNS = {
    "previous_expiry": ("previous_expiry",),
    "concluded_date": ("concluded_date",),
    "growth_pct": ("growth_pct", "growth_contract_currency_pct", "growth_vs_previous_pct"),
}
LARGEST_POSITION = 10_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of the dyad: its name, and its abbreviation in ``positions.csv``."""

    name: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """A series of agreements on what one side pays to the other.

    Parameters
    ----------
    folder : str
        The folder of its files; empty for the shipped record.
    title, about : str
        Its title and a description.
    payer, payee : Side
        The side that pays and offers; the side that is paid and asks.
    renewals : tuple of Renewal
        The agreements that followed another one, in order.
    known : tuple of Known
        What was public when the talks opened.
    positions : tuple of Position
        The first asks and offers.
    inaugurations : tuple of Inauguration
        The days on which the payee's administration may change; may be empty.
    upcoming : Upcoming or None
        What is known about the next agreement.
    """

    folder: str
    title: str
    about: str
    payer: Side
    payee: Side
    renewals: tuple[Renewal, ...]
    known: tuple[Known, ...]
    positions: tuple[Position, ...]
    inaugurations: tuple[Inauguration, ...]
    upcoming: Upcoming | None = None


def load_dyad(folder: str | os.PathLike[str] | None = None) -> Dyad:
    """Read a record.

    Parameters
    ----------
    folder : path, optional
        A folder with ``record.toml``, ``agreements.csv`` and ``opening.csv``, and, optionally, ``positions.csv`` and
        ``inaugurations.csv``. Default: the shipped record.

    Raises
    ------
    RecordError
        If a file or a column is missing, a value cannot be read or is out of range, dates are out of order, an id
        occurs twice or is unknown, or a figure was not yet public when the talks opened.
    """
    place: Folder = files("negosim.history") / "data" if folder is None else Path(folder)
    faults: list[Fault] = []
    about = _about(place, faults)
    dyad = Dyad(
        folder="" if folder is None else os.fspath(folder),
        title=str(about.get("title", "")),
        about=str(about.get("about", "")),
        payer=_side(about, "payer", faults),
        payee=_side(about, "payee", faults),
        renewals=_renewals(place, faults),
        known=read_rows(place, "opening.csv", Known, faults),
        positions=read_rows(place, "positions.csv", Position, faults, optional=True),
        inaugurations=read_rows(place, "inaugurations.csv", Inauguration, faults, optional=True),
        upcoming=upcoming_of(about, faults),
    )
    faults += [*_wrong_renewals(dyad), *_wrong_openings(dyad), *_wrong_positions(dyad)] if not faults else []
    if faults:
        raise RecordError(faults)
    return dyad


def _about(folder: Folder, faults: list[Fault]) -> dict[str, object]:
    try:
        return tomllib.loads((folder / "record.toml").read_text(encoding="utf-8"))
    except OSError:
        problem = f"the folder {folder} has no such file"
        faults.append(Fault(file="record.toml", path="", problem=problem, fix="write the tables payer and payee in it"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(file="record.toml", path="", problem=f"this is not valid TOML: {error}"))
    return {}


def _side(about: dict[str, object], key: str, faults: list[Fault]) -> Side:
    table = about.get(key)
    if isinstance(table, dict) and all(isinstance(table.get(each), str) for each in ("name", "side")):
        return Side(name=table["name"], side=table["side"])
    if about:
        fix = 'write name = "Seoul" and side = "KR" under it'
        problem = "there is no such table with a name and a side"
        faults.append(Fault(file="record.toml", path=key, problem=problem, fix=fix))
    return Side(name="", side="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreement:
    """A row of ``agreements.csv``, with the columns that forecasts need."""

    id: str
    previous_expiry: dt.date | None
    concluded_date: dt.date | None
    growth_pct: float | None


def _renewals(folder: Folder, faults: list[Fault]) -> tuple[Renewal, ...]:
    """Return the agreements that followed another one; the first of a series has no previous expiry."""
    rows = read_rows(folder, "agreements.csv", _Agreement, faults, columns=RENEWAL_COLUMNS)
    if rows:
        faults += _doubled("agreements.csv", [row.id for row in rows])
    renewals = []
    for row in rows:
        if row.previous_expiry is None:
            continue
        if row.concluded_date is None or row.growth_pct is None:
            lacking = "concluded_date" if row.concluded_date is None else "growth"
            problem = f"{row.id} has a previous_expiry but no {lacking}"
            faults.append(Fault(file="agreements.csv", path=row.id, problem=problem, fix="add it, or remove the row"))
            continue
        renewals.append(
            Renewal(
                id=row.id,
                previous_expiry=row.previous_expiry,
                concluded_date=row.concluded_date,
                growth_pct=row.growth_pct,
            )
        )
    if rows and not renewals and not faults:
        problem = "no agreement has a previous_expiry, so none is a renewal"
        faults.append(Fault(file="agreements.csv", path="", problem=problem, fix="fill in the column"))
    return tuple(renewals)


def _doubled(file: str, ids: Sequence[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(each for each in ids if ids.count(each) > 1):
        yield Fault(
            file=file, path=name, problem=f"the id '{name}' occurs {ids.count(name)} times", fix="give each its own id"
        )


def _wrong_renewals(dyad: Dyad) -> Iterator[Fault]:
    for renewal in dyad.renewals:
        if renewal.growth_pct <= -100.0:
            problem = f"a growth of {renewal.growth_pct:g} % leaves nothing to pay"
            yield Fault(file="agreements.csv", path=renewal.id, problem=problem, fix="growth must be above -100 %")
    for before, after in pairwise(dyad.renewals):
        if not (before.previous_expiry < after.previous_expiry and before.concluded_date < after.concluded_date):
            problem = f"its dates do not follow those of {before.id}"
            yield Fault(file="agreements.csv", path=after.id, problem=problem, fix="list the agreements by date")


def _wrong_openings(dyad: Dyad) -> Iterator[Fault]:
    file, ids = "opening.csv", {renewal.id: renewal for renewal in dyad.renewals}
    yield from _doubled(file, [f"{row.agreement} {row.figure}" for row in dyad.known])
    for row in dyad.known:
        where = f"{row.agreement}, {row.figure}"
        if row.agreement not in ids:
            yield Fault(file=file, path=where, problem=f"agreements.csv has no renewal '{row.agreement}'")
        elif row.figure not in FIGURES:
            yield Fault(file=file, path=where, problem=f"there is no such figure; the figures are {', '.join(FIGURES)}")
        elif not _reads(row):
            wanted = "a date" if row.figure == "opened" else "a number"
            yield Fault(file=file, path=where, problem=f"{row.value!r} is not {wanted}")
        elif row.public_from > forecast_day(dyad, ids[row.agreement]):
            opened = forecast_day(dyad, ids[row.agreement])
            problem = f"it became public on {row.public_from}, after the talks opened ({opened})"
            yield Fault(file=file, path=where, problem=problem, fix="use the latest figure that was public then")
    have = {(row.agreement, row.figure) for row in dyad.known}
    for name in ids:
        for figure in FIGURES[1:]:
            if (name, figure) not in have:
                yield Fault(file=file, path=name, problem=f"the figure '{figure}' is missing", fix="add a row for it")
        if forecast_day(dyad, ids[name]) >= ids[name].concluded_date:
            problem = f"the talks open on {forecast_day(dyad, ids[name])}, which is not before they conclude"
            yield Fault(file=file, path=name, problem=problem, fix="correct 'opened' or concluded_date")


def _reads(row: Known) -> bool:
    try:
        PartialDate.parse(row.value) if row.figure == "opened" else float(row.value)
    except (ValueError, TypeError):
        return False
    return True


def _wrong_positions(dyad: Dyad) -> Iterator[Fault]:
    file, ids = "positions.csv", {renewal.id for renewal in dyad.renewals}
    yield from _doubled(file, [f"{row.agreement} {row.side}" for row in dyad.positions])
    for row in dyad.positions:
        where = f"{row.agreement}, {row.side}"
        if row.agreement not in ids:
            yield Fault(file=file, path=where, problem=f"agreements.csv has no renewal '{row.agreement}'")
        if row.side not in (dyad.payer.side, dyad.payee.side):
            sides = f"{dyad.payer.side} and {dyad.payee.side}"
            yield Fault(file=file, path=where, problem=f"there is no side '{row.side}'; record.toml has {sides}")
        if not -100.0 < row.pct <= LARGEST_POSITION:
            yield Fault(file=file, path=where, problem=f"{row.pct:g} % is not above -100 and at most 10,000")
        if row.public_from < row.made.first():
            yield Fault(
                file=file, path=where, problem=f"it became public on {row.public_from}, before it was made ({row.made})"
            )


def opening_of(dyad: Dyad, renewal: Renewal) -> PartialDate | None:
    """Return when the talks on an agreement opened, as precisely as known; ``None`` if unknown."""
    texts = (row.value for row in dyad.known if row.agreement == renewal.id and row.figure == "opened")
    return next((PartialDate.parse(text) for text in texts), None)


def forecast_day(dyad: Dyad, renewal: Renewal) -> dt.date:
    """Return the day of a forecast at the opening: the first day of the talks.

    If only the month of the opening is known, it is the 15th; if only the year is known, 1 July; if nothing is known,
    1 July of the year in which the previous agreement expires.

    Source: house rule.
    """
    opened = opening_of(dyad, renewal)
    if opened is None:
        return dt.date(renewal.previous_expiry.year, 7, 1)
    if opened.month is None:
        return dt.date(opened.year, 7, 1)
    return dt.date(opened.year, opened.month, opened.day or 15)
