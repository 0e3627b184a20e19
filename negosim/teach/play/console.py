"""Input and output in plain lines, which also works over ssh, in a pipe and with a screen reader.

A line that has been written is never overwritten. Colour is used only on a terminal, and conveys nothing that the words
do not say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TextIO

from negosim.report.document import Tone, plain, say
from negosim.report.wording import NO_BREAK
from negosim.report.wrapping import wrap

__all__ = ["Adjourned", "Console"]

WIDEST = 80
NARROWEST = 24
YES, NO = ("y", "yes", "예", "네"), ("n", "no", "", "아니요", "아니오")
COLOURS: dict[Tone, str] = {
    "": "",
    "strong": "1",
    "quiet": "2",
    "good": "1;32",
    "bad": "1;31",
    "first": "1;34",
    "second": "1;33",
}


class Adjourned(Exception):  # noqa: N818 - nothing went wrong
    """The player has left the game, which keeps the decisions made so far.

    Parameters
    ----------
    interrupted : bool
        Whether the input was cut off (Ctrl-C, end of input, a closed terminal), rather than that the player quit.
    """

    def __init__(self, interrupted: bool = False) -> None:
        self.interrupted = interrupted
        super().__init__(interrupted)


class Console:
    """The terminal of a player.

    Parameters
    ----------
    source : text stream
        The stream from which answers are read.
    sink : text stream
        The stream to which everything is written.
    """

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self._source = source
        self._sink = sink
        self._echo = not source.isatty()
        self._colour = sink.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = max(NARROWEST, min(WIDEST, get_terminal_size().columns))

    def ask(self, question: str) -> str:
        """Return what the player types, without surrounding blanks.

        Raises
        ------
        Adjourned
            If the input ends or is interrupted.
        """
        try:
            self._write(f"{question} ")
            self._sink.flush()
            line = self._source.readline()
        except (KeyboardInterrupt, OSError, ValueError):
            raise Adjourned(interrupted=True) from None
        if not line:
            raise Adjourned(interrupted=True)
        answer = line.strip()
        if self._echo:
            self.say(answer)
        return answer

    def agrees(self, question: str) -> bool:
        """Return whether the player answers a question with yes; the question is repeated until the answer is clear."""
        while True:
            answer = self.ask(question).lower()
            if answer in YES:
                return True
            if answer in NO:
                return False

    def say(self, text: str = "", tone: Tone = "", *, hang: int = 0) -> None:
        """Write a text, wrapped to the width; lines after the first are indented by ``hang`` columns."""
        for line in list(wrap(say(text), self.width, hang=hang)) or [()]:
            self._write(f"{self._painted(plain(line).rstrip(), tone)}\n")

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines as they are."""
        for line in lines:
            self._write(line.replace(NO_BREAK, " ").rstrip() + "\n")

    def _painted(self, text: str, tone: Tone) -> str:
        text = text.replace(NO_BREAK, " ")
        code = COLOURS[tone] if self._colour else ""
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text

    def _write(self, text: str) -> None:
        try:
            self._sink.write(text)
            self._sink.flush()
        except (OSError, ValueError):
            raise Adjourned(interrupted=True) from None
