"""Every figure of the documentation is drawn by the library, says in words what it shows, and can be drawn now."""

import importlib.util
import re
from pathlib import Path

import pytest

from negosim.files import shipped

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```\{library-figure\}\n---\n(.*?)^---\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ALT = re.compile(r"^alt: (.*?)^caption: (.*)", re.MULTILINE | re.DOTALL)


def drawing():
    """Load what draws the figures of the pages by its place: it is no part of the package."""
    spec = importlib.util.spec_from_file_location("drawing", DOCS / "_extensions" / "drawing.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages():
    """Return the text of each page that is built."""
    result = {
        page: page.read_text(encoding="utf-8") for page in sorted(DOCS.rglob("*.md")) if "_build" not in page.parts
    }
    return {page.relative_to(DOCS).as_posix(): text for page, text in result.items()}


def blocks():
    """Return the head and the code of each figure."""
    for page, text in pages().items():
        for number, (head, code) in enumerate(BLOCK.findall(text), 1):
            yield pytest.param(head, code, id=f"{page}-{number}")


@pytest.mark.parametrize(("head", "code"), list(blocks()))
def test_a_figure_is_drawn_and_said_in_words(head, code):
    alt, caption = ALT.match(head).groups()
    assert len(alt.split()) >= 8, "say what there is to see"
    assert caption.strip()
    figure = drawing().figure_of(code)
    drawn = [axes for axes in figure.axes if axes.lines or axes.collections or axes.patches or axes.images]
    assert drawn, "there is nothing on the figure"
    assert all(axes.get_xlabel() or axes.get_ylabel() for axes in drawn), "name the axes"  # dates need no name


def test_every_figure_has_the_form_that_the_tests_read():
    for page, text in pages().items():
        assert len(re.findall(r"^```\{library-figure\}", text, re.MULTILINE)) == len(BLOCK.findall(text)), page


def test_the_same_figure_is_the_same_bytes():
    code = "from negosim.report.figures.theory import plot_rubinstein\nplot_rubinstein([0.5, 0.9])"
    module = drawing()
    assert module.svg_of(module.figure_of(code)) == module.svg_of(module.figure_of(code))


@pytest.mark.parametrize(
    ("code", "fault"),
    [("x = 1", "end with an expression"), ("1 + 1", "not with int"), ("", "end with an expression")],
)
def test_a_block_that_draws_nothing_is_a_fault(code, fault):
    with pytest.raises((ValueError, TypeError), match=fault):
        drawing().figure_of(code)


def test_the_gallery_shows_every_shipped_scenario():
    named = re.findall(r"^### `(\w+)`$", pages()["gallery.md"], re.MULTILINE)
    assert sorted(named) == sorted(shipped())
