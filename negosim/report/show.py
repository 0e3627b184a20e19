"""A document on a terminal or in a pipe: the same words, with colours on a terminal."""

from __future__ import annotations

import os
import time
from datetime import date
from io import StringIO
from shutil import get_terminal_size
from typing import TextIO

from negosim.report.document import Block, Document, Entry
from negosim.report.layout import setting_of
from negosim.report.plain import PlainPainter
from negosim.report.styled import StyledPainter

__all__ = ["plain_text", "show"]

WIDEST = 100
NARROWEST = 24


def plain_text(document: Document, width: int = 80) -> str:
    """Return a document as text at most ``width`` columns wide, without control codes."""
    stream = StringIO()
    _paint(document, PlainPainter(stream, setting_of(_blocks(document), max(NARROWEST, width))), seconds_per_day=0.0)
    return stream.getvalue()


def show(document: Document, stream: TextIO, *, seconds_per_day: float = 0.0) -> None:
    """Write a document to a stream: with frames and colours to a terminal, as plain text elsewhere.

    Parameters
    ----------
    seconds_per_day : float
        Seconds to wait for each day between two entries; 0 writes everything at once.
    """
    width = max(NARROWEST, min(WIDEST, get_terminal_size().columns))
    setting = setting_of(_blocks(document), width)
    on_terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
    painter = StyledPainter(stream, setting) if on_terminal else PlainPainter(stream, setting)
    _paint(document, painter, seconds_per_day=seconds_per_day)


def _blocks(document: Document) -> tuple[Block, ...]:
    return (*document.lead, *(block for section in document.sections for block in section.blocks))


def _paint(document: Document, painter: PlainPainter | StyledPainter, *, seconds_per_day: float) -> None:
    clock = _Clock(seconds_per_day)
    painter.title(document)
    for block in document.lead:
        painter.space()
        painter.block(block)
    for section in document.sections:
        painter.heading(section.heading)
        for block in section.blocks:
            clock.await_day(block, painter)
            painter.block(block)
    if document.colophon:
        painter.space()
        painter.colophon(document.colophon)


class _Clock:
    """Waits for the days between two entries."""

    def __init__(self, seconds_per_day: float) -> None:
        self._seconds_per_day = seconds_per_day
        self._today: date | None = None

    def await_day(self, block: Block, painter: PlainPainter | StyledPainter) -> None:
        if self._seconds_per_day <= 0.0 or not isinstance(block, Entry):
            return
        painter.flush()
        if self._today is not None and block.day > self._today:
            time.sleep((block.day - self._today).days * self._seconds_per_day)
        self._today = block.day
