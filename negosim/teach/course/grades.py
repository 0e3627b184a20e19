"""The grades of a class: the marks of every started folder, by student and exercise."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from negosim.errors import NegosimError, UsageError
from negosim.teach.course.catalogue import number_of
from negosim.teach.course.exercise import Exercise
from negosim.teach.course.folder import ABOUT, open_folder
from negosim.teach.course.marks import Marked

__all__ = ["Grades", "grade", "grades_csv", "mistakes_csv", "read_roster"]

SPREADSHEET = ("=", "+", "-", "@", "\t")  # a cell that begins so is a formula to a spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """The marks of a class's folders.

    Parameters
    ----------
    marked : mapping of (str, str) to Marked
        The marks by student and exercise.
    names : mapping of str to str
        The students' names by id, the roster first; a student who is not on it has the id as the name.
    faults : tuple of str
        A message for each folder that could not be marked, for each student with several folders of one exercise (none
        of which counts), and for each id that is not on the roster.
    """

    marked: Mapping[tuple[str, str], Marked]
    names: Mapping[str, str]
    faults: tuple[str, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that were handed in, in the order of the course."""
        exercises = {each.exercise.name: each.exercise for each in self.marked.values()}
        return tuple(sorted(exercises.values(), key=number_of))


def grade(paths: Iterable[Path], roster: Mapping[str, str] | None = None) -> Grades:
    """Mark every folder of a started exercise.

    Parameters
    ----------
    paths : iterable of Path
        The folders, or folders that contain them at any depth.
    roster : mapping of str to str, optional
        The names of the class by id. Students on it have a row even without a folder; others are reported.

    Raises
    ------
    UsageError
        If there is no folder of a started exercise.
    """
    folders = sorted({folder for path in paths for folder in _folders(path)})
    if not folders:
        raise UsageError(f"there are no started exercises; name folders that contain {ABOUT}, or folders above them")
    by_key: dict[tuple[str, str], list[tuple[Path, Marked]]] = {}
    faults = []
    for path in folders:
        try:
            folder = open_folder(path)
            marked = folder.check()
            by_key.setdefault((folder.student, folder.exercise.name), []).append((path, marked))
        except NegosimError as error:
            faults.append(str(error))
    faults += [_twice(key, handed_in) for key, handed_in in by_key.items() if len(handed_in) > 1]
    students = dict.fromkeys(student for student, _ in by_key)
    if roster is not None:
        faults += [f"the id '{student}' is not on the roster" for student in students if student not in roster]
    return Grades(
        marked={key: handed_in[0][1] for key, handed_in in by_key.items() if len(handed_in) == 1},
        names={**(roster or {}), **{student: (roster or {}).get(student, student) for student in students}},
        faults=tuple(faults),
    )


def _twice(key: tuple[str, str], handed_in: list[tuple[Path, Marked]]) -> str:
    student, exercise = key
    places = ", ".join(str(path) for path, _ in handed_in)
    return f"the id '{student}' is in {len(handed_in)} folders of {exercise}: {places}; keep one (none is counted now)"


def grades_csv(grades: Grades) -> str:
    """Return the grades as CSV: id, name, total score, and the score in each exercise, in percent."""
    exercises = grades.exercises
    rows: list[list[str | float]] = [["id", "name", "score", *(f"{number_of(e):02d} {e.name}" for e in exercises)]]
    whole = sum(each.out_of for each in {each.exercise.name: each for each in grades.marked.values()}.values())
    for student, name in grades.names.items():
        each = [grades.marked.get((student, exercise.name)) for exercise in exercises]
        score = 100.0 * sum(marked.marks for marked in each if marked) / whole if whole else 0.0
        rows.append([_safe(student), _safe(name), round(score, 1), *(_score(marked) for marked in each)])
    return _csv(rows)


def mistakes_csv(grades: Grades) -> str:
    """Return as CSV how often each mistake was made in each question, the most frequent first."""
    counts: Counter[tuple[int, str, str, str]] = Counter()
    asked: Counter[tuple[int, str]] = Counter()
    for marked in grades.marked.values():
        number = number_of(marked.exercise)
        for mark in marked.each:
            asked[number, mark.question.name] += 1
            if not mark.marks:
                key = (number, marked.exercise.name, mark.question.name, mark.mistake or f"({mark.status})")
                counts[key] += 1
    rows: list[list[str | float]] = [["exercise", "question", "mistake", "count", "of"]]
    for (number, exercise, question, mistake), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        rows.append([f"{number:02d} {exercise}", question, mistake, count, asked[number, question]])
    return _csv(rows)


def read_roster(path: Path) -> dict[str, str]:
    """Return the names of a class by id, from a CSV file with the columns ``id`` and ``name``.

    Raises
    ------
    UsageError
        If the file cannot be read, has no column ``id``, or contains an id twice.
    """
    from negosim.teach.tables import read_csv

    names: dict[str, str] = {}
    for line, row in read_csv(path, needed=("id",)):
        if row["id"] in names:
            raise UsageError(f"{path}, line {line}: the id '{row['id']}' occurs twice; keep one")
        names[row["id"]] = row.get("name") or row["id"]
    return names


def _score(marked: Marked | None) -> str | float:
    return "" if marked is None else round(100.0 * marked.score, 1)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(SPREADSHEET) else text


def _csv(rows: list[list[str | float]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _folders(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            raise UsageError(f"{path}: there is no such folder")
        return [file.parent for file in path.rglob(ABOUT)]
    except OSError as error:
        raise UsageError(f"{path}: this folder cannot be read: {error.strerror}") from None
