"""The handbook's pages: written from the exercises, and so the guard of their answers."""

import re
import shlex
from pathlib import Path

import pytest
from exercise_pages import main, pages
from typer.testing import CliRunner

from negosim.cli import application
from negosim.teach.course.catalogue import COURSE

PAGES = pages()
FOLDER = Path(__file__).parents[2] / "docs" / "teaching" / "exercises"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_an_exercise_says_what_the_library_computes(name):
    """An engine that moves an answer fails here; if the new answer is right, write the pages anew and say why."""
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == PAGES[name], "python docs/_generators/exercise_pages.py docs/teaching/exercises"


def test_there_is_a_page_per_exercise_and_no_other():
    assert {path.name for path in FOLDER.glob("*.md")} == {*PAGES, "index.md"}
    assert len(PAGES) == len(COURSE) == 12


def test_the_pages_are_written_into_a_folder_or_to_the_screen(tmp_path, capsys):
    main([str(tmp_path)])
    assert {path.name for path in tmp_path.iterdir()} == set(PAGES)
    main([])
    assert capsys.readouterr().out == "".join(PAGES.values())


@pytest.mark.parametrize("exercise", [each for each in COURSE if each.note.in_pairs], ids=lambda each: each.name)
def test_the_commands_of_a_note_print_slips_and_draw_the_deals(exercise, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    number = COURSE.index(exercise) + 1
    text = pages()[f"{number:02d}-{exercise.name.replace('_', '-')}.md"]
    block = re.search(r"```text\n(negosim exercise start .*?)```", text, re.DOTALL)[1].replace("\\\n", "")
    for command in block.splitlines():
        words = shlex.split(command)[1:]
        result = CliRunner().invoke(application(), words)
        assert result.exit_code == 0, (command, result.output)
    assert "<svg" in (tmp_path / "debrief.html").read_text(encoding="utf-8")
