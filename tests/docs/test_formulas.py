"""A formula holds symbols; a sentence between two amounts of money is no formula."""

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "_build" not in page.parts]
CODE = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
# as docs/conf.py has it: no digit outside and no space inside the dollar signs
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\\d$])\$(?![\s$])((?:(?!\n\n)[^$])+?)(?<![\s\\])\$(?![\d$])", re.DOTALL)


def words_in(formula):
    """Load the function by its place: it is no part of the package."""
    spec = importlib.util.spec_from_file_location("formulas", DOCS / "_extensions" / "formulas.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.words_in(formula)


def formulas_of(text):
    """Return what a page sets as formulas."""
    return [display or inline for display, inline in FORMULA.findall(CODE.sub("", text))]


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (r"\alpha = k + (1-k)\tau^{1/\beta}", []),
        (r"\max_x \text{what both gain}", []),
        ("4bn was reported (", ["was", "reported"]),
    ],
)
def test_words_are_distinguished_from_symbols(formula, words):
    assert words_in(formula) == words


def test_two_amounts_of_money_make_no_formula():
    assert formulas_of("Some $5bn a year, later $4bn; and $1.3bn (+50 %).") == []
    assert formulas_of("Half of $x$ and\n$$y$$") == ["x", "y"]
    assert formulas_of("It was $about half$ of it.") == ["about half"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_no_formula_of_a_page_holds_words(page):
    faults = {
        formula: words for formula in formulas_of(page.read_text(encoding="utf-8")) if (words := words_in(formula))
    }
    assert not faults
