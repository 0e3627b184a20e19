"""The reference of the messages of a seat is that of the models."""

from pathlib import Path

import seat_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "seat.md"


def test_the_committed_page_is_current():
    command = "python docs/_generators/seat_page.py docs/reference/seat.md"
    assert PAGE.read_text(encoding="utf-8") == seat_page.page(), f"write it anew: {command}"
