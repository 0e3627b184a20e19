"""Every work that a ``Source:`` line names is in the bibliography."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIBLIOGRAPHY = ROOT / "docs" / "reference" / "bibliography.md"
SOURCE = re.compile(r"^\s*Source:(.+(?:\n(?!\s*\n).+)*)", re.MULTILINE)
# a first author, the others, a year: "Baron and Ferejohn (1989)", "Kalai 1977a", "van Damme et al. (1990)"
WORK = re.compile(r"((?:van |de |Maynard )?[A-Z][\w’'-]+)((?:,? and|,) [A-Z][\w’'-]+)*(?: et al\.)?,? \(?(\d{4}[a-z]?)")
ENTRY = re.compile(r"^- ([^,]+),(?:(?!^- ).)*?\((\d{4}[a-z]?)\)", re.MULTILINE | re.DOTALL)


def works_named_in(text):
    """Return (first author, year) for each work that the text's Source lines name."""
    for source in SOURCE.findall(text):
        author = None
        for first, _, year in WORK.findall(" ".join(source.split())):
            author = first or author
            yield author, year


def sources_in(path):
    """Return the docstrings of a module and of all that it holds, and what it passes as ``source=``."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, kinds):
            yield ast.get_docstring(node) or ""
        elif isinstance(node, ast.keyword) and node.arg == "source" and isinstance(node.value, ast.Constant):
            yield f"Source: {node.value.value}"


def test_works_are_read_from_a_source_line():
    text = "Solve.\n\nSource: van Damme, Selten and Winter (1990); Nash 1950;\nKalai 1977a, ch. 2.\n\nBut 1999."
    assert list(works_named_in(text)) == [("van Damme", "1990"), ("Nash", "1950"), ("Kalai", "1977a")]


def test_every_source_is_in_the_bibliography():
    entries = set(ENTRY.findall(BIBLIOGRAPHY.read_text(encoding="utf-8")))
    missing = {
        f"{path.relative_to(ROOT)}: {author} {year}"
        for path in (ROOT / "negosim").rglob("*.py")
        for text in sources_in(path)
        for author, year in works_named_in(text)
        if (author, year) not in entries
    }
    assert not missing, "add to docs/reference/bibliography.md: " + "; ".join(sorted(missing))


def test_each_work_of_the_bibliography_has_an_author_and_a_year_and_stands_once():
    text = BIBLIOGRAPHY.read_text(encoding="utf-8")
    works = [" ".join(work.split()) for work in text.split("\n- ")[1:]]
    assert len(works) == len(set(works)) > 0
    for work in works:
        assert ENTRY.match(f"- {work}"), work
