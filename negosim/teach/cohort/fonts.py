"""Fonts that have the letters of a language, for the text of figures."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

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
    """Return the name of an installed font with Hangul; empty where there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in HANGUL if name in installed), "")


def lettering(language: str) -> AbstractContextManager[None]:
    """Return the context in which a figure is drawn and written, so that its text has the letters of a language."""
    from matplotlib import rc_context

    font = hangul_font() if language == "ko" else ""
    if not font:
        return nullcontext()
    return rc_context({"font.family": ["sans-serif"], "font.sans-serif": [font, "DejaVu Sans"]})
