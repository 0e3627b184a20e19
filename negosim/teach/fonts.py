"""Fonts that have the letters of a language, for the text of figures."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from logging import ERROR, getLogger

__all__ = ["HANGUL", "hangul_font", "lettering"]

HANGUL = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Noto Sans CJK JP",
    "NanumGothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "UnDotum",
)


def hangul_font() -> str:
    """Return the name of an installed font with Hangul; empty if there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in HANGUL if name in installed), "")


@contextmanager
def lettering(language: str) -> Iterator[None]:
    """Draw and write figures so that their text has the letters of a language, and Hangul in any where there is a font.

    What a teacher has typed may hold letters that no font has; boxes stand in their place, and no warning is printed.
    """
    from matplotlib import rc_context

    fonts = [name for name in ("DejaVu Sans", hangul_font()) if name]
    family = fonts[::-1] if language == "ko" else fonts
    getLogger("matplotlib.font_manager").setLevel(ERROR)  # a weight that a font lacks is no news to a teacher
    with warnings.catch_warnings(), rc_context({"font.family": family}):
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
