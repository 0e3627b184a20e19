"""A program as a process: lines to its standard input and from its standard output, with a time limit."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from negosim.errors import UsageError

__all__ = ["LONGEST_LINE", "Process"]

LONGEST_LINE = 1_000_000  # bytes
MOST_UNREAD = 100  # lines; reading stops if a program writes more without being asked
LINES_OF_STDERR = 40
SECONDS_TO_END = 5.0


class Process:
    """A running program.

    Each of its streams has a thread, so that a program that does not read, does not write, or writes without end cannot
    block negosim.

    Parameters
    ----------
    command : str or sequence of str
        The program and its arguments; no shell is involved.

    Raises
    ------
    UsageError
        If it cannot be started.
    """

    def __init__(self, command: str | Sequence[str]) -> None:
        arguments = _arguments(command)
        try:
            self._process = subprocess.Popen(
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # so that its child processes end with it
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(f"the program '{arguments[0]}' cannot be started: {reason}") from None
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._inbox: SimpleQueue[bytes] = SimpleQueue()
        self._complaints: deque[bytes] = deque(maxlen=LINES_OF_STDERR)
        self._threads = [
            Thread(target=work, args=(stream,), daemon=True)
            for work, stream in (
                (self._write, self._process.stdin),
                (self._read, self._process.stdout),
                (self._listen, self._process.stderr),
            )
        ]
        self._closed = False
        for thread in self._threads:
            thread.start()

    @property
    def stderr(self) -> str:
        """The last lines that it has written to its standard error."""
        return b"".join(tuple(self._complaints)).decode("utf-8", "replace")

    def send(self, line: bytes) -> None:
        """Queue a line for its standard input, without waiting until it is read."""
        self._outbox.put(line)

    def receive(self, seconds: float) -> bytes | None:
        """Return the next line of its standard output, empty at the end of it; ``None`` if there is none in time."""
        try:
            return self._inbox.get(timeout=max(0.0, seconds))
        except Empty:
            return None

    def unread(self) -> bytes | None:
        """Return a line that it has already written, empty at the end of its output; ``None`` if there is none."""
        return None if self._inbox.empty() else self._inbox.get()

    def finish(self) -> bytes:
        """Close its standard input, and return the first line that it writes before it ends; empty if there is none."""
        self._outbox.put(None)
        return self.receive(SECONDS_TO_END) or b""

    def exit_code(self) -> int | None:
        """Return its exit code, negative for a signal; ``None`` if it is still running after a second."""
        try:
            return self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            return None

    def close(self, *, seconds: float = SECONDS_TO_END) -> None:
        """Close its standard input, and kill it if it has not ended within some seconds."""
        if self._closed:
            return
        self._closed = True
        self._outbox.put(None)
        try:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=seconds)
        finally:
            self._kill()
        for thread, stream in zip(self._threads, (None, self._process.stdout, self._process.stderr), strict=True):
            thread.join(timeout=1.0)
            if stream is not None and not thread.is_alive():
                stream.close()

    def _kill(self) -> None:
        """Kill the process and its child processes, which may outlive it."""
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()

    # ---- one thread each -------------------------------------------------------------------------------------

    def _write(self, stream: IO[bytes]) -> None:
        with suppress(OSError):  # it has closed its standard input, or ended
            while (line := self._outbox.get()) is not None:
                stream.write(line)
                stream.flush()
        with suppress(OSError):
            stream.close()

    def _read(self, stream: IO[bytes]) -> None:
        line = b"\n"
        while line and self._inbox.qsize() < MOST_UNREAD:
            line = stream.readline(LONGEST_LINE + 1)
            self._inbox.put(line)

    def _listen(self, stream: IO[bytes]) -> None:
        while line := stream.readline(LONGEST_LINE):
            self._complaints.append(line)


def _arguments(command: str | Sequence[str]) -> list[str]:
    if not isinstance(command, str):
        arguments = [str(word) for word in command]
    else:
        try:
            arguments = shlex.split(command, posix=os.name == "posix")
        except ValueError as error:
            raise UsageError(f"the command {command!r} cannot be parsed: {error}") from None
    if not arguments:
        raise UsageError("the command is empty; give a program, such as 'python my_agent.py'")
    return arguments
