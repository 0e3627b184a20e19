"""``negosim exercise``: the exercises of the course."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.markdown import show_lines, show_markdown
from negosim.cli.options import AsJson
from negosim.cli.output import note, print_json
from negosim.errors import UsageError

if TYPE_CHECKING:
    from negosim.teach.course.folder import Folder
    from negosim.teach.course.marks import Marked
    from negosim.teach.words import Words

__all__ = ["exercise"]

exercise = typer.Typer(no_args_is_help=True, help="Read, start, check and grade the exercises.")

Which = Annotated[str, typer.Argument(metavar="N", help="Number or name of an exercise.")]
Student = Annotated[
    str,
    typer.Option(
        "--student", metavar="ID", help="Use the numbers of this student.", show_default="those of the textbook"
    ),
]
Dir = Annotated[
    Path | None, typer.Option("--dir", metavar="DIR", help="Folder of the exercise.", show_default="exercise-NN")
]
Lang = Annotated[str, typer.Option("--lang", metavar="en|ko", help="Language of the exercise.")]
Spoken = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="en|ko", help="Language of the text.", show_default="that in which the exercise was started"
    ),
]
SIGNS = {"right": "+", "received": "~", "mistake": "-", "wrong": "-", "empty": "?", "unreadable": "!"}


@exercise.command("list")
def list_(lang: Lang = "en", as_json: AsJson = False) -> None:
    """List the exercises in the order of the course."""
    from negosim.teach.course.catalogue import COURSE
    from negosim.teach.course.phrases import translated, words_of_course

    words, course = words_of_course(lang), [translated(each, lang) for each in COURSE]
    if as_json:
        rows = [
            {"number": number, "name": each.name, "title": each.title, "concept": each.concept, "minutes": each.minutes}
            for number, each in enumerate(course, start=1)
        ]
        print_json({"schema": 1, "exercises": rows})
        return
    width = max(len(each.name) for each in COURSE)
    for number, each in enumerate(course, start=1):
        minutes = words("minutes", n=f"{each.minutes:3}")
        typer.echo(f"{number:2}  {each.name:{width}}  {minutes}  {each.title}")


@exercise.command()
def show(
    which: Which,
    student: Student = "",
    teacher: Annotated[bool, typer.Option("--note", hidden=True)] = False,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Show the sheet of an exercise."""
    from negosim.teach.course.catalogue import find, number_of
    from negosim.teach.course.numbers import check_student, numbers_of
    from negosim.teach.course.phrases import translated
    from negosim.teach.course.sheet import sheet, teaching_note

    chosen = find(which)
    if teacher and student:
        raise UsageError(
            "--note: the teaching note has the numbers of the textbook; a student's own answers are marked by "
            "'negosim exercise check' and, for a class, 'negosim exercise export'"
        )
    if teacher and lang != "en":
        raise UsageError(f"--lang {lang}: the teaching notes are in English only; leave --lang out")
    numbers = numbers_of(chosen, check_student(student))
    if teacher:
        text = teaching_note(chosen, numbers, chosen.solve(numbers))
    else:
        text = sheet(chosen, numbers, student=student, language=lang)
    if as_json:
        title = translated(chosen, lang).title
        about = {"number": number_of(chosen), "name": chosen.name, "title": title, "student": student}
        print_json({"schema": 1, **about, "numbers": dict(numbers), "text": text})
    else:
        show_markdown(text)


@exercise.command()
def start(
    which: Which,
    student: Student = "",
    folder: Dir = None,
    notebook: Annotated[bool, typer.Option("--notebook", help="Also write a notebook.")] = False,
    lang: Lang = "en",
) -> None:
    """Write the folder of an exercise: sheet, scenario, and a form for the answers.

    Existing files are never overwritten. The same student id always gives the same numbers.
    """
    from negosim.teach.course.catalogue import find, number_of
    from negosim.teach.course.folder import default_folder
    from negosim.teach.course.folder import start as start_folder
    from negosim.teach.course.phrases import words_of_course

    chosen, words = find(which), words_of_course(lang)
    path = folder or default_folder(chosen)
    for file in start_folder(chosen, path, student=student, notebook=notebook, language=lang):
        typer.echo(str(file))
    there = "" if path == default_folder(chosen) else f" --dir {shlex.quote(str(path))}"
    command = f"negosim exercise check {number_of(chosen)}{there}"
    note(words("start", sheet=path / "README.md", answers=path / "answers.toml", command=command))


@exercise.command()
def assignment(
    which: Which,
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="COURSE/source/NAME of an nbgrader course.")],
    student: Student = "",
) -> None:
    """Write an exercise into the source folder of an nbgrader course.

    The notebook contains solutions and hidden tests, which 'nbgrader generate_assignment' removes; the scenario becomes
    part of the release.
    """
    from negosim.teach.course.catalogue import find
    from negosim.teach.course.folder import write_assignment

    for file in write_assignment(find(which), folder, student=student):
        typer.echo(str(file))


@exercise.command()
def check(which: Which, folder: Dir = None, lang: Spoken = None, as_json: AsJson = False) -> None:
    """Mark the answers in a folder, without changing it.

    The exit code is 0 even if answers are wrong. If an answer is empty or of the wrong type, the others are marked and
    the exit code is 2.
    """
    from negosim.teach.course.phrases import words_of_course

    started = _folder(which, folder)
    words = words_of_course(lang or started.language)
    marked = started.check(words.language)
    if as_json:
        print_json(marked.as_dict())
    else:
        _print_marks(marked, words)
    if marked.faults:
        names = ", ".join(fault.question.name for fault in marked.faults)
        key = "could_not" if len(marked.faults) > 1 else "could_not_one"
        raise UsageError(words(key, n=len(marked.faults), names=names))


@exercise.command()
def hint(
    which: Which,
    level: Annotated[
        int | None,
        typer.Option(
            "--level", metavar="N", min=1, max=3, help="Number of the hint.", show_default="the next one of the folder"
        ),
    ] = None,
    student: Student = "",
    folder: Dir = None,
    lang: Spoken = None,
) -> None:
    """Print the next of three hints in a started folder, each more explicit than the last."""
    from negosim.teach.course.catalogue import find
    from negosim.teach.course.folder import take_hint
    from negosim.teach.course.numbers import check_student, fill, numbers_of
    from negosim.teach.course.phrases import translated, words_of_course

    chosen = find(which)
    started = _started(which, folder)
    whose = check_student(student) or (started.student if started else "")
    words = words_of_course(lang or (started.language if started else "en"))
    place = level or (take_hint(started) if started else 1)
    text = fill(translated(chosen, words.language).hints[place - 1], numbers_of(chosen, whose))
    show_markdown(words("hint", n=place, text=text))
    if place < 3:
        how = words["ask_again"] if started and not level else f"--level {place + 1}"
        note(words("next_hint", how=how))


@exercise.command()
def export(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR", help="Folders of exercises, or folders that contain them.")
    ],
    grades: Annotated[
        Path,
        typer.Option(
            "--grades", metavar="FILE.csv", help="File for the grades: a row per student, a column per exercise."
        ),
    ],
    mistakes: Annotated[
        Path | None, typer.Option("--mistakes", metavar="FILE.csv", help="Also write how often each mistake was made.")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", metavar="FILE.csv", help="A CSV file of the class, with columns id and name."),
    ] = None,
) -> None:
    """Mark every folder of a class and write the grades for a learning platform.

    Folders that cannot be marked are reported and left out, as are two folders of the same exercise with the same id.
    The grades of the others are still written, and the exit code is 2.
    """
    from negosim.teach.course.grades import grade, grades_csv, mistakes_csv, read_roster

    marked = grade(folders, None if roster is None else read_roster(roster))
    _write_csv("--grades", grades, grades_csv(marked))
    if mistakes is not None:
        _write_csv("--mistakes", mistakes, mistakes_csv(marked))
    typer.echo(f"{len(marked.marked)} folders marked; grades written to {grades}")
    if marked.faults:
        raise UsageError("\n".join(marked.faults))


def _write_csv(option: str, path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{option} {path}: the file cannot be written: {error.strerror}") from None


def _folder(which: str, folder: Path | None) -> Folder:
    """Return the started folder: the one named, the current one, or the exercise's default one."""
    from negosim.teach.course.catalogue import find
    from negosim.teach.course.folder import ABOUT, default_folder, open_folder

    chosen = find(which)
    if folder is None:
        folder = Path() if Path(ABOUT).exists() else default_folder(chosen)
    return open_folder(folder, chosen)


def _started(which: str, folder: Path | None) -> Folder | None:
    """Return the started folder, or None if there is none and none was named."""
    from negosim.teach.course.catalogue import find
    from negosim.teach.course.folder import ABOUT, default_folder

    here = Path(ABOUT).exists() or (default_folder(find(which)) / ABOUT).exists()
    return _folder(which, folder) if folder is not None or here else None


def _print_marks(marked: Marked, words: Words) -> None:
    for each in marked.each:
        show_lines(f"{SIGNS[each.status]} {each.question.name}: {each.message}", hang=2)
    typer.echo(words("marks", marks=marked.marks, out_of=marked.out_of))
