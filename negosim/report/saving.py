"""Write figures and pages to files, after checking the path before anything is computed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from negosim.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from negosim.report.document import Document
    from negosim.report.html import Illustration, Origin

__all__ = ["FORMATS", "check_figure", "check_page", "write_figure", "write_page"]

FORMATS = (".png", ".svg", ".pdf")
PAGES = (".html", ".htm")
# Without a date or random ids, the same figure gives the same bytes.
NO_DATE = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}, ".png": {}}


def check_figure(path: str | os.PathLike[str]) -> None:
    """Check that a figure can be written to a file, before anything is computed.

    Raises
    ------
    UsageError
        If its extension is not in `FORMATS`, or its folder does not exist.
    """
    _check(path, FORMATS, "a figure")


def check_page(path: str | os.PathLike[str]) -> None:
    """Check that a page can be written to a file.

    Raises
    ------
    UsageError
        If it does not end in .html, or its folder does not exist.
    """
    _check(path, PAGES, "a report")


def _check(path: str | os.PathLike[str], endings: tuple[str, ...], what: str) -> None:
    target = Path(path)
    if target.suffix.lower() not in endings:
        raise UsageError(f"{target}: the name of {what} must end in {' or '.join(endings)}")
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder; give the name of a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist; create it first")


def write_figure(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a figure in the format given by the extension; equal figures give equal bytes.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    check_figure(path)
    from negosim.report.figures.rendering import render

    _guarded(lambda: render(figure, path, metadata=NO_DATE[Path(path).suffix.lower()]), path)


def write_page(
    document: Document,
    path: str | os.PathLike[str],
    *,
    figures: Iterable[Illustration] = (),
    origin: Origin | None = None,
) -> None:
    """Write a document as an HTML page with its figures embedded.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    check_page(path)
    from negosim.report.html import page

    text = page(document, figures, origin=origin)
    _guarded(lambda: Path(path).write_text(text, encoding="utf-8"), path)


def _guarded(write: Callable[[], object], path: str | os.PathLike[str]) -> None:
    try:
        write()
    except OSError as error:
        raise UsageError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}") from None
