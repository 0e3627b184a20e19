"""Fonts for letters that matplotlib's own font lacks, such as Hangul."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from matplotlib.artist import Artist

__all__ = ["east_asian_fonts", "use_fonts"]

# Fonts with Korean, Chinese and Japanese letters, as Linux, Windows and macOS have them.
EAST_ASIAN = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumGothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
)


def use_fonts(artist: Artist) -> None:
    """Return every text of a figure or of axes that has East Asian letters a font that can draw them."""
    from matplotlib.text import Text

    for text in artist.findobj(Text):
        if isinstance(text, Text) and any(map(_is_wide, text.get_text())) and east_asian_fonts():
            text.set_fontfamily(["DejaVu Sans", *east_asian_fonts()])


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


@lru_cache(maxsize=1)
def east_asian_fonts() -> tuple[str, ...]:
    """Return the fonts of the list that are installed, also those installed since matplotlib listed the fonts."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    files = {name.replace(" ", "").lower().removesuffix("kr") for name in EAST_ASIAN}
    for path in findSystemFonts():
        if any(Path(path).name.lower().startswith(file) for file in files):
            fontManager.addfont(path)
    names = set(fontManager.get_font_names())
    return tuple(name for name in EAST_ASIAN if name in names)
