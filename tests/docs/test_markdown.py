"""No sentence is lost because a line of it begins with a mark of Markdown."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if "_build" not in page.parts]
CODE = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"^ *%.*", re.MULTILINE)
DEFINITION = re.compile(r"^.{60,}\n *: .*", re.MULTILINE)  # no term is that long


def marks_in(text):
    """Return the lines that Markdown takes for a comment or for a definition."""
    prose = CODE.sub("", text)
    return COMMENT.findall(prose) + DEFINITION.findall(prose)


def test_a_line_that_begins_with_a_mark_is_seen():
    assert marks_in("They agreed on +10.4\n% on the same day.") == ["% on the same day."]
    assert marks_in(f"{'With the proportions of' * 3} 2\n: 1 it holds.") != []
    assert marks_in("issue\n: A matter to be settled.\n\n```\n% code\n```") == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_line_of_a_page_begins_with_a_mark(page):
    assert marks_in(page.read_text(encoding="utf-8")) == []
