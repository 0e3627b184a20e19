"""Fonts for the text of figures in each language."""

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
    """Use fonts with the letters of a language for figures, and for Hangul in any language if a font is installed.

    Letters that no font has are drawn as boxes, without a warning.
    """
    from matplotlib import rc_context

    fonts = [name for name in ("DejaVu Sans", hangul_font()) if name]
    family = fonts[::-1] if language == "ko" else fonts
    getLogger("matplotlib.font_manager").setLevel(ERROR)  # no warnings about missing font weights
    with warnings.catch_warnings(), rc_context({"font.family": family}):
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
