"""Every chapter of the textbook has its parts, stands in the contents, and names works that the bibliography has."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
CHAPTERS = sorted(page for page in (DOCS / "textbook").glob("*.md") if page.stem != "index")
PARTS = ("## Definition", "## The case", "## Exercises", "<details>", "<summary>Answers</summary>", "## References")
# a first author, the others, one or more years: "Kalai (1977a), (1977b)", "Baarslag et al. (2013)"
AUTHOR = r"(?:(?:van |de |Maynard )?[A-Z][\w’'-]+)"
WORK = re.compile(rf"({AUTHOR})((?:,? and|,) {AUTHOR})*(?: et al\.)?((?:,? \(\d{{4}}[a-z]?\))+)")
ENTRY = re.compile(r"^- ([^,]+),(?:(?!^- ).)*?\((\d{4}[a-z]?)\)", re.MULTILINE | re.DOTALL)


def works_named_in(text):
    """Return (first author, year) for each work that a text names."""
    for first, _, years in WORK.findall(" ".join(text.split())):
        yield from ((first, year) for year in re.findall(r"\d{4}[a-z]?", years))


def test_works_are_read_from_a_sentence():
    text = "Kalai (1977a), (1977b); Luce and\nRaiffa (1957), chapter 6; Baarslag et al. (2013)."
    result = [("Kalai", "1977a"), ("Kalai", "1977b"), ("Luce", "1957"), ("Baarslag", "2013")]
    assert list(works_named_in(text)) == result


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda page: page.stem)
def test_a_chapter_has_definition_case_exercises_with_folded_answers_and_references(chapter):
    text = chapter.read_text(encoding="utf-8")
    places = [text.find(part) for part in PARTS]
    assert -1 not in places
    assert places == sorted(places)
    assert ">>> " in text[places[1] : places[2]], "the case computes nothing"
    assert ">>> " in text[places[4] : places[5]], "the answers compute nothing"


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda page: page.stem)
def test_the_works_that_a_chapter_names_are_in_the_bibliography(chapter):
    known = set(ENTRY.findall((DOCS / "reference" / "bibliography.md").read_text(encoding="utf-8")))
    named = set(works_named_in(chapter.read_text(encoding="utf-8").partition("## References")[2]))
    assert named
    assert named <= known, "add to docs/reference/bibliography.md, or correct the chapter"


def test_every_chapter_is_in_the_contents_once():
    listed = re.findall(r"^[a-z-]+$", (DOCS / "textbook" / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == [chapter.stem for chapter in CHAPTERS]
