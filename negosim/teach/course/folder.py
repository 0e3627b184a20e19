"""The folder of a student's exercise, which is written once, read by the checker, and never overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import negosim
from negosim.errors import NegosimError, UsageError
from negosim.teach.course import answers as form
from negosim.teach.course.catalogue import find, number_of
from negosim.teach.course.exercise import Exercise
from negosim.teach.course.handed_in import read_scenario, read_text
from negosim.teach.course.marking import mark
from negosim.teach.course.marks import Marked
from negosim.teach.course.notebook import notebook_text
from negosim.teach.course.numbers import check_student, fill, fingerprint, numbers_of
from negosim.teach.course.sheet import sheet
from negosim.teach.translating import LANGUAGES

__all__ = ["Folder", "default_folder", "open_folder", "start", "take_hint", "write_assignment"]

ABOUT = "exercise.json"
SCENARIO = "scenario.toml"
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A started exercise.

    Parameters
    ----------
    path : Path
        The folder.
    exercise : Exercise
        The exercise.
    student : str
        The id of the student whose numbers it has; empty for those of the textbook.
    hints : int
        Number of hints that have been shown.
    language : {"en", "ko"}
        The language in which it was started.
    """

    path: Path
    exercise: Exercise
    student: str
    hints: int = 0
    language: str = "en"

    def check(self, language: str | None = None) -> Marked:
        """Mark the answers in the folder, without changing it.

        Parameters
        ----------
        language : {"en", "ko"}, optional
            Language of the messages; by default that of the folder.

        Raises
        ------
        UsageError
            If the file of answers cannot be read.
        """
        language = language or self.language
        answers = form.read_answers(self.path / form.FILE, self.exercise.questions)
        scenario = None
        if any(question.kind == "scenario" for question in self.exercise.questions):
            try:
                scenario = read_scenario(self.path / SCENARIO)
            except NegosimError as error:
                return mark(self.exercise, self.student, answers, error, language=language)
        return mark(self.exercise, self.student, answers, scenario, language=language)


def default_folder(exercise: Exercise) -> Path:
    """Return the folder in which an exercise is started by default."""
    return Path(f"exercise-{number_of(exercise):02d}")


def start(
    exercise: Exercise, path: Path, *, student: str = "", notebook: bool = False, language: str = "en"
) -> tuple[Path, ...]:
    """Write the folder of an exercise, and return its files.

    Raises
    ------
    UsageError
        If one of the files is there already, or the folder cannot be written.
    """
    numbers = numbers_of(exercise, check_student(student))
    texts = {
        "README.md": sheet(exercise, numbers, student=student, language=language),
        SCENARIO: fill(exercise.scenario, numbers).lstrip("\n"),
        form.FILE: form.blank(exercise, numbers, language=language),
    }
    if notebook:
        texts[f"{exercise.name}.ipynb"] = notebook_text(exercise, student, language=language)
    texts[ABOUT] = _about(exercise, student, hints=0, language=language)
    return _write(path, texts)


def write_assignment(exercise: Exercise, path: Path, *, student: str = "") -> tuple[Path, ...]:
    """Write the folder of an exercise in the source of an nbgrader course: the master notebook and the scenario.

    Raises
    ------
    UsageError
        If one of the files is there already, or the folder cannot be written.
    """
    numbers = numbers_of(exercise, check_student(student))
    texts = {
        f"{exercise.name}.ipynb": notebook_text(exercise, student, master=True),
        SCENARIO: fill(exercise.scenario, numbers).lstrip("\n"),
    }
    return _write(path, texts)


def _write(path: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none."""
    written = []
    try:
        for name in texts:
            if (path / name).exists():
                raise UsageError(f"{path / name} exists, and is not overwritten; give another folder with --dir")
        path.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            with (path / name).open("x", encoding="utf-8") as file:
                written.append(path / name)
                file.write(text)
    except OSError as error:
        for part in written:  # part of a folder would block the next start
            part.unlink(missing_ok=True)
        raise UsageError(f"{path}: the folder cannot be written: {error.strerror or error}") from None
    return tuple(path / name for name in texts)


def open_folder(path: Path, exercise: Exercise | None = None) -> Folder:
    """Return a started exercise.

    Parameters
    ----------
    exercise : Exercise, optional
        The exercise that is expected there.

    Raises
    ------
    UsageError
        If no exercise was started there, it is a different one, or it was started with a version of negosim in which
        the exercise differs.
    """
    about = _read_about(path)
    started = find(str(about.get("exercise", "")))
    if exercise is not None and started is not exercise:
        raise UsageError(
            f"{path}: this folder contains exercise {number_of(started)} ({started.name}), not {exercise.name}; "
            f"give its folder with --dir"
        )
    version = str(about.get("negosim", "unknown"))[:40]
    if about.get("schema") != SCHEMA or about.get("fingerprint") != fingerprint(started):
        raise UsageError(
            f"{path}: this folder was started with negosim {version}, in which exercise {started.name} was different; "
            f"this is negosim {negosim.__version__}. Start it again in a new folder with --dir and copy your answers, "
            f"or install negosim {version}"
        )
    hints = about.get("hints", 0)
    student = check_student(str(about.get("student", "")))
    language = about.get("language", "en")
    return Folder(
        path=path,
        exercise=started,
        student=student,
        hints=hints if isinstance(hints, int) else 0,
        language=language if language in LANGUAGES else "en",
    )


def take_hint(folder: Folder) -> int:
    """Count another hint, and return its number from 1 to 3; after the third, the third is repeated."""
    level = min(folder.hints + 1, 3)
    beside = folder.path / f"{ABOUT}.new"
    try:
        beside.write_text(
            _about(folder.exercise, folder.student, hints=level, language=folder.language), encoding="utf-8"
        )
        beside.replace(folder.path / ABOUT)
    except OSError:
        return level  # a hint is shown even if the folder cannot be written
    return level


def _about(exercise: Exercise, student: str, *, hints: int, language: str) -> str:
    about = {
        "schema": SCHEMA,
        "negosim": negosim.__version__,
        "exercise": exercise.name,
        "fingerprint": fingerprint(exercise),
        "student": student,
        "hints": hints,
        "language": language,
    }
    return json.dumps(about, indent=2) + "\n"


def _read_about(path: Path) -> dict[str, Any]:
    file = path / ABOUT
    if not file.exists() and not file.is_symlink():
        raise UsageError(
            f"{path}: no exercise was started here; run 'negosim exercise start N', or name its folder with --dir"
        )
    try:
        about = json.loads(read_text(file))
    except (ValueError, RecursionError):
        raise UsageError(
            f"{file}: this file is damaged; start the exercise in a new folder and copy your answers"
        ) from None
    if not isinstance(about, dict):
        raise UsageError(f"{file}: this file is damaged; start the exercise in a new folder and copy your answers")
    return about
