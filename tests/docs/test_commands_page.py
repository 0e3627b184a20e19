"""The reference of commands says what the program takes, and all of it."""

import re
from pathlib import Path

import commands_page
import pytest
from typer.testing import CliRunner

from negosim.cli import COMMANDS, GROUPS, application
from negosim.errors import UsageError

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
COMMAND = "python docs/_generators/commands_page.py docs/reference/commands.md"
EVERY = [pytest.param(command, id=command.name) for command in commands_page.commands()]


def sections():
    """Return the text of each section of the committed page by its heading."""
    _, *parts = re.split(r"^## (.+)\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_committed_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == commands_page.page(), f"write it anew: {COMMAND}"


def test_every_command_that_is_registered_has_a_section():
    names = set(sections())
    for _, command in COMMANDS:
        assert f"negosim {command.__name__.strip('_').replace('_', '-')}" in names
    for _, group, _ in GROUPS:
        assert any(name.startswith(f"negosim {group} ") for name in names)


@pytest.mark.parametrize("command", EVERY)
def test_a_command_says_what_it_does_and_what_all_that_it_takes_means(command):
    assert command.does, f"{command.name} has no docstring"
    section = sections()[command.name]
    for parameter in command.parameters:
        assert parameter.meaning, f"{command.name}: {parameter.names or parameter.value} has no help="
        assert parameter.meaning.replace("|", "\\|") in section


@pytest.mark.parametrize("command", EVERY)
def test_the_page_names_the_options_that_the_program_has(command):
    reported = CliRunner().invoke(application(), [*command.name.split()[1:], "--help"], env={"COLUMNS": "200"})
    assert reported.exit_code == 0
    in_help = set(re.findall(r"^\s+(?:-\w, )?(--[\w-]+)", reported.stdout, re.MULTILINE)) - {"--help"}
    on_page = {name.split("/")[0] for parameter in command.parameters for name in parameter.names if "--" in name}
    assert in_help == on_page


def test_the_page_can_be_written_to_a_file(tmp_path):
    commands_page.main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == commands_page.page()


def test_two_files_are_a_fault(tmp_path):
    with pytest.raises(UsageError, match="one file"):
        commands_page.main([str(tmp_path / "a.md"), str(tmp_path / "b.md")])


def test_the_page_goes_to_the_standard_output_where_no_file_is_named(capsys):
    commands_page.main([])
    assert capsys.readouterr().out == commands_page.page()
