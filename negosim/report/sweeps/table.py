"""A sweep over a table of parameters in words: how its results differ over the rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from negosim.report.document import Document, Row, Section, Table
from negosim.report.sweeps.digits import NOTHING, plain, scale_of
from negosim.report.sweeps.labels import measure_label, short_labels

if TYPE_CHECKING:
    from negosim.study.tables import TableSweep

__all__ = ["describe_table"]

COLUMNS = ("", "rows", "5 % below", "median", "5 % above")


def describe_table(sweep: TableSweep) -> Document:
    """Describe a sweep over a table: quantiles over its rows."""
    data = sweep.as_dict()
    numbers = "the same random numbers for each row" if sweep.common else "fresh random numbers for each row"
    results = [_result(sweep, name, spread) for name, spread in data["summary"].items()]
    labels = short_labels(list(data["table"]))
    parameters = [_cells(label, spread) for label, spread in zip(labels, data["table"].values(), strict=True)]
    return Document(
        title=sweep.scenario.title or sweep.scenario.name,
        subtitle=f"rows: {len(sweep):,}, replicates of each: {sweep.replicates:,}, seed {sweep.seed}, {numbers}",
        sections=tuple(
            Section(heading=heading, blocks=(Table(columns=COLUMNS, rows=tuple(rows), right=(False, *[True] * 4)),))
            for heading, rows in (("Means of the rows", results), ("Parameters", parameters))
            if rows
        ),
        colophon=_colophon(sweep),
    )


def _result(sweep: TableSweep, name: str, spread: dict[str, Any]) -> Row:
    label = measure_label(name, sweep.scenario)
    if name == "agreed":
        return _cells("agreed (%)", {key: value if key == "rows" else 100.0 * value for key, value in spread.items()})
    if name == "concluded" and spread["rows"]:
        start = sweep.scenario.calendar.start
        days = [(start + timedelta(days=spread[key])).isoformat() for key in ("q05", "median", "q95")]
        return Row(cells=("concluded", f"{spread['rows']:,}", *days))
    return _cells(label, spread)


def _cells(label: str, spread: dict[str, Any]) -> Row:
    values = [spread[key] for key in ("q05", "median", "q95")]
    unit, scale = scale_of(max((abs(value) for value in values if value is not None), default=0.0))
    cells = [NOTHING if value is None else plain(value / unit) for value in values]
    return Row(cells=(f"{label} ({scale})" if scale else label, f"{spread['rows']:,}", *cells))


def _colophon(sweep: TableSweep) -> str:
    total = len(sweep) * sweep.replicates
    stored = "" if sweep.folder is None else f"; stored in {sweep.folder}"
    return f"replicates in all: {total:,}, in {sweep.seconds:.1f} s{stored}"
