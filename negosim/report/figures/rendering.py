"""Figures as bytes: equal figures give equal bytes on every machine."""

from __future__ import annotations

import os
import warnings
from typing import IO, TYPE_CHECKING, Any

from negosim.report.figures.fonts import use_fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["render"]


def render(figure: Figure, target: str | os.PathLike[str] | IO[str], **options: Any) -> None:
    """Save a figure with the options of matplotlib's `savefig`; equal figures give equal bytes.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    from matplotlib import rc_context

    use_fonts(figure)
    with rc_context({"svg.hashsalt": "negosim"}), warnings.catch_warnings():
        # Matplotlib warns if its search for a place is slow, which on a busy machine happens with little data too.
        warnings.filterwarnings("ignore", message="Creating legend with loc=")
        figure.savefig(target, **options)
