"""Markdown on a terminal: rendered to its width and paged if it is long; in a pipe, as Markdown."""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.theme import Theme

__all__ = ["show_lines", "show_markdown"]

WIDEST = 100
NARROWEST = 24


def show_markdown(text: str) -> None:
    """Print a text in Markdown."""
    from negosim.teach.course.reflow import reflow

    if not _is_terminal():
        typer.echo(reflow(text, _width()).rstrip("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(width=_width(), theme=_theme())
    rendered = Markdown(text)
    if len(console.render_lines(rendered)) < get_terminal_size().lines:
        console.print(rendered)
        return
    os.environ.setdefault("LESS", "-R")  # the usual pager shows colours only with this option
    with console.pager(styles=True):
        console.print(rendered)


def show_lines(text: str, *, hang: int = 0) -> None:
    """Print running text, broken at the terminal's width; lines after the first are indented by ``hang``."""
    from negosim.report.document import plain, say
    from negosim.report.wrapping import wrap

    for line in wrap(say(text), _width(), hang=hang):
        typer.echo(plain(line).rstrip())


def _theme() -> Theme:
    """Return rich's theme for Markdown without its colours, which are too pale on white."""
    from rich.theme import Theme

    bold = ("h1", "h2", "h3", "code", "item.bullet", "item.number")
    return Theme({f"markdown.{name}": "bold" for name in bold})


def _is_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width() -> int:
    return max(NARROWEST, min(WIDEST, get_terminal_size().columns))
