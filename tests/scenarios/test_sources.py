"""Every number of the scenarios of real talks names its source, or is marked as an assumption."""

import re

import pytest

from negosim import history
from negosim.files import shipped

SMA = [name for name in shipped() if name.startswith("sma") or name.endswith("_era")]
CASES = ["us_japan_hns", "nhl_lockout", "iran_jcpoa"]
STRING = re.compile(r'"[^"]*"')
SOURCE = re.compile(r"\b[A-Z][A-Z0-9_]*\b")
BRACKETED = re.compile(r"\[([A-Z][\w ]*)\]")
NUMBER = re.compile(r"\d")


def known_sources() -> set[str]:
    return {source.id for source in history.sources()}


def split(line: str) -> tuple[str, str]:
    """Return what a line says and its comment; a # within quotation marks begins none."""
    blanked = STRING.sub(lambda result: " " * len(result.group()), line)
    place = blanked.find("#")
    return (blanked, "") if place < 0 else (blanked[:place], line[place:])


def lines_with_numbers(name: str) -> list[tuple[int, str, str]]:
    numbered = enumerate(shipped()[name].read_text(encoding="utf-8").splitlines(), 1)
    parts = [(number, *split(line)) for number, line in numbered]
    return [part for part in parts if NUMBER.search(part[1].partition("=")[2])]


@pytest.mark.parametrize("name", SMA)
def test_every_number_has_a_source_or_is_an_assumption(name):
    known = known_sources()
    bare = [
        f"{name}.toml:{number}: {said.strip()}"
        for number, said, note in lines_with_numbers(name)
        if "assumption" not in note and not known & set(SOURCE.findall(note))
    ]
    assert lines_with_numbers(name)
    assert bare == [], "say where these come from, or write “assumption: why”"


@pytest.mark.parametrize("name", SMA)
def test_every_source_that_is_named_exists(name):
    cited = re.compile(r"\b(?=[A-Z0-9_]*[A-Z]{2})(?=[A-Z0-9_]*\d)[A-Z][A-Z0-9_]{3,}\b")
    unknown = {
        f"{name}.toml:{number}: {source}"
        for number, _, note in lines_with_numbers(name)
        for source in cited.findall(note)
        if source not in known_sources()
    }
    assert unknown == set()


@pytest.mark.parametrize("name", CASES)
def test_every_number_of_a_case_cites_a_source_of_its_head_or_is_an_assumption(name):
    head = shipped()[name].read_text(encoding="utf-8").partition("\n\n")[0]
    listed = set(re.findall(rf"^#   {BRACKETED.pattern}", head, re.MULTILINE))
    cited = [(line, set(BRACKETED.findall(note)), note) for line, _, note in lines_with_numbers(name)]
    assert [line for line, sources, note in cited if not sources and "assumption" not in note] == []
    assert set().union(*(sources for _, sources, _ in cited)) <= listed


def test_a_line_without_source_would_be_found():
    assert split('gap = 3  # assumption: "#"') == ("gap = 3  ", '# assumption: "#"')
    assert split('note = "1 # 2"') == ("note =        ", "")
