"""Values of options that are lists."""

from __future__ import annotations

import re

__all__ = ["listed"]

BETWEEN = re.compile(r",(?![^(]*\))")  # a comma outside of parentheses


def listed(text: str) -> list[str]:
    """Return the parts between commas, except commas within parentheses."""
    return [part.strip() for part in BETWEEN.split(text)]
