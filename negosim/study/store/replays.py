"""Replay a row of a sweep with the simpy engine, which records its full trace."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from negosim.engine import Result, run
from negosim.errors import StoreError, UsageError
from negosim.study.store.folder import Progress, read_sweep
from negosim.study.store.manifest import Manifest
from negosim.study.store.queries import connect
from negosim.study.store.rows import columns_of_issues
from negosim.study.store.version import rules_of

__all__ = ["differences_of", "replay"]


def replay(folder: str | os.PathLike[str], *, point: int = 0, replicate: int = 0) -> Result:
    """Run a replicate of a sweep again, and check that the result matches the stored row.

    Parameters
    ----------
    folder : path
        The folder of the sweep.
    point, replicate : int
        Numbers of the row in the table ``replicates``.

    Returns
    -------
    Result
        The result with its trace. If the sweep stores only aggregates, it is not compared with anything.

    Raises
    ------
    UsageError
        If the sweep has no such row.
    StoreError
        If the folder is not that of a sweep, was run with other rules, or the stored row differs.
    """
    path = Path(folder)
    manifest, progress = read_sweep(path)
    _check_row(path, manifest, progress, point, replicate)
    result = run(manifest.source.scenario(manifest.points[point].sets), seed=manifest.seed, replicate=replicate)
    if not manifest.aggregate:
        row = _stored(path, point, replicate)
        different = differences_of(result, row)
        if different:
            raise StoreError(
                f"{path}: point {point}, replicate {replicate} differs from the stored row: {'; '.join(different)}"
            )
    return result


def differences_of(result: Result, row: dict[str, Any]) -> list[str]:
    """Return how a result differs from a row of the table ``replicates``, in words; empty if it does not."""
    scenario = result.scenario
    names = [issue.name for issue in scenario.issues]
    columns = columns_of_issues(names)
    last = result.tentative[-1].date if result.tentative else None
    expected: dict[str, Any] = {
        "agreed": result.agreed,
        "ending": result.ending,
        "rounds": result.rounds,
        "lapse_days": result.lapse_days,
        "tentatives": len(result.tentative),
        "rejections": sum(deal.ratified is False for deal in result.tentative),
        **dict(zip(columns, (result.terms[name] if result.terms else None for name in names), strict=True)),
    }
    stored = {name: row[name] for name in expected}
    for name, day in (("tentative", last), ("concluded", result.concluded), ("in_force", result.in_force)):
        expected[name], stored[name] = day, _date(scenario.calendar.start, row[name])
    return [
        f"{name} is {expected[name]}, but {stored[name]} is stored"
        for name in expected
        if expected[name] != stored[name]
    ]


def _date(start: date, days: float | None) -> date | None:
    return None if days is None else start + timedelta(days=int(days))


def _check_row(path: Path, manifest: Manifest, progress: Progress, point: int, replicate: int) -> None:
    if manifest.rules != rules_of(manifest.source.scenario()):
        raise StoreError(f"{path}: this sweep was run by another version of the rules; run it again to replay it")
    if not 0 <= point < len(manifest.points):
        raise UsageError(f"--point {point}: this sweep has points 0 to {len(manifest.points) - 1}")
    if point not in progress.tallies:
        raise UsageError(f"--point {point}: no replicate of this point is finished yet")
    if not 0 <= replicate < manifest.replicates:
        raise UsageError(f"--replicate {replicate}: this point has replicates 0 to {manifest.replicates - 1}")


def _stored(path: Path, point: int, replicate: int) -> dict[str, Any]:
    with connect(path) as connection:
        sql = "SELECT * FROM replicates WHERE point = ? AND replicate = ?"
        result = connection.execute(sql, [point, replicate])
        row = result.fetchone()
        if row is None:
            raise UsageError(
                f"--replicate {replicate}: point {point} has no such replicate; it may have stopped earlier"
            )
        return dict(zip([column[0] for column in result.description], row, strict=True))
