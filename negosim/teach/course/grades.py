"""The grades of a class: every started folder, marked, as a table that a learning platform takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from negosim.errors import NegosimError, UsageError
from negosim.teach.course.catalogue import number_of
from negosim.teach.course.folder import ABOUT, open_folder
from negosim.teach.course.marking import Marked

__all__ = ["COLUMNS", "Grades", "grade", "grades_csv"]

COLUMNS = ("id", "name", "score", "exercise", "marks", "out_of", "empty", "hints", "folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """What was found in a class's folders.

    Parameters
    ----------
    rows : tuple of tuple
        A row for each folder, as `COLUMNS` has it; the score is in percent.
    faults : tuple of str
        A message for each folder that could not be marked.
    """

    rows: tuple[tuple[str | int | float, ...], ...]
    faults: tuple[str, ...]


def grade(paths: Iterable[Path]) -> Grades:
    """Mark every started folder among the paths and below them.

    Raises
    ------
    UsageError
        If there is none.
    """
    folders = sorted({folder for path in paths for folder in _folders(path)})
    if not folders:
        raise UsageError(
            f"no started exercise was found; name folders that hold an {ABOUT}, or folders of such folders"
        )
    rows, faults = [], []
    for path in folders:
        try:
            folder = open_folder(path)
            rows.append(_row(path, folder.check(), folder.hints))
        except NegosimError as error:
            faults.append(str(error))
    return Grades(rows=tuple(rows), faults=tuple(faults))


def grades_csv(grades: Grades) -> str:
    """Return the table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(grades.rows)
    return text.getvalue()


def _folders(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            raise UsageError(f"{path}: there is no such folder")
        return [file.parent for file in path.rglob(ABOUT)]
    except OSError as error:
        raise UsageError(f"{path}: this folder cannot be read: {error.strerror}") from None


def _row(path: Path, marked: Marked, hints: int) -> tuple[str | int | float, ...]:
    name = f"{number_of(marked.exercise):02d} {marked.exercise.name}"
    score = round(100 * marked.score, 1)
    shown_path = path.as_posix()
    safe = f"'{shown_path}" if shown_path[:1] in "=+-@\t" else shown_path  # or a spreadsheet would compute it
    return (marked.student, marked.student, score, name, marked.marks, marked.out_of, len(marked.faults), hints, safe)
