"""What nests or parts too much is found before the text is parsed; what strings and comments hold does not count."""

import os

import pytest

from negosim import files
from negosim.errors import Fault, printable
from negosim.files.limits import DEEPEST, excess
from tests.files.sample import ONE_ISSUE, damaged, faults_of

KEY = ".".join(DEEPEST * "a")


@pytest.mark.parametrize("name", files.shipped())
def test_shipped_scenarios_are_within_the_limits(name):
    assert excess(files.shipped()[name].read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize(
    "text",
    [
        f"{KEY} = 1",
        f"[{KEY}]\n[{KEY}]",
        f"a = '{100 * '['}'",
        f'a = "{100 * "."}"',
        f'a = "\\"{100 * "["}"',
        f'a = """\n"" {100 * "{"}\n"""',
        f"a = '''{100 * '['}'''",
        f"# {100 * '['}{100 * '.'}",
        "a = [" + 1000 * "1.5, " + "]",
        1000 * "a = { b = [1.0, 2.0] }\n",
        'a = "unfinished\nb = 1.5',
    ],
)
def test_a_text_within_the_limits_is_let_through(text):
    assert excess(text) == ""


@pytest.mark.parametrize("text", [f"x = 1\n{KEY}.b = 1", f'x = 1\n"a".{KEY} = 1', f"x = 1\na = {{ {KEY} . b = 1 }}"])
def test_a_key_with_too_many_parts_is_found_in_its_line(text):
    assert excess(text) == "line 2: a key has more than 32 parts"


@pytest.mark.parametrize("nest", ["[", "{a=", "[{a=["])
def test_what_is_nested_too_deeply_is_found(nest):
    assert "nested more than 32 deep" in excess(f"a = {40 * nest}")


def test_a_pipe_is_reported_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    (fault,) = files.validate(tmp_path / "pipe.toml")
    assert fault.problem == "this is not a regular file"


@pytest.mark.parametrize("character", ["\\u001b", "\\u0007", "\\u009b", "\\u202e"])
@pytest.mark.parametrize("key", ["title", "unit"])
def test_words_that_a_terminal_would_obey_are_refused(character, key, tmp_path):
    old = {"title": 'title = "Cost sharing"', "unit": 'unit = "%"'}[key]
    (fault,) = faults_of(damaged(ONE_ISSUE, (old, f'{key} = "x{character}]0;y"')), tmp_path)
    assert fault.problem == f"the text holds the control character U+{character[2:].upper()}"


def test_words_in_any_language_over_several_lines_are_fine(tmp_path):
    text = damaged(ONE_ISSUE, ('title = "Cost sharing"', 'title = "방위비 분담금 – العربية 👩‍💻\\n\\tzwei"'))
    assert faults_of(text, tmp_path) == []


def test_what_a_message_quotes_is_written_out(tmp_path):
    (fault,) = faults_of(damaged(ONE_ISSUE, ("[lapse]", '"\\u001b]0;x" = 1\n[lapse]')), tmp_path)
    assert "\x1b" not in str(fault)
    assert "\\x1b]0;x" in str(fault)


def test_a_fault_never_holds_what_a_terminal_obeys():
    fault = Fault(file="a\x1b", path="b\x07", problem="c\u202e", fix="d\x9b")
    assert str(fault) == "a\\x1b: b\\x07: c\\u202e; d\\x9b"
    assert printable("5 % – 방위비") == "5 % – 방위비"
