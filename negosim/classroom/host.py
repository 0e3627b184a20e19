"""An open room of a class: its state, its log, and its watchers."""

from __future__ import annotations

import hmac
import time
from collections import Counter
from collections.abc import Callable

from negosim.classroom.apply import Event, apply, replayed
from negosim.classroom.board_requests import board_event
from negosim.classroom.log import Log
from negosim.classroom.names import hashed
from negosim.classroom.pseudonyms import without_student
from negosim.classroom.requests import Form, join_event, student_event
from negosim.classroom.settings import Settings
from negosim.classroom.state import Room
from negosim.errors import UsageError

__all__ = ["Host", "Watcher"]

Watcher = Callable[[Event], None]
LONGEST_KEY = 64


class Host:
    """Processes requests one at a time: checks each, writes it to the log, applies it, and calls the watchers.

    Parameters
    ----------
    log : Log
        The log, whose events are replayed.
    clock : callable
        Returns the seconds since the epoch.

    Raises
    ------
    UsageError
        If the log is empty or cannot be replayed.
    """

    def __init__(self, log: Log, clock: Callable[[], float] = time.time) -> None:
        self.log = log
        self._clock = clock
        self.room, self._latest = _replayed(log)
        self._keys = log.keys()
        self._online: Counter[str] = Counter()
        self.watchers: set[Watcher] = set()

    @classmethod
    def open(cls, log: Log, settings: Settings, clock: Callable[[], float] = time.time) -> Host:
        """Open a new class in an empty log."""
        log.append(Event(clock(), "opened", settings.as_dict()))
        return cls(log, clock)

    @property
    def now(self) -> float:
        """The server's clock, which never goes back."""
        return max(self._clock(), self._latest)

    # ---- requests ----------------------------------------------------------------------------------------------

    def join(self, form: Form) -> str:
        """Let a student join or come back, and return the student's id.

        Raises
        ------
        Refused
            If the name or the PIN is not valid, or the class is full or over.
        UsageError
            If the log cannot be written.
        """
        student, event = join_event(self.room, form, self.now)
        if event is not None:
            self._record(event)
        return student

    def student(self, student: str, form: Form) -> None:
        """Carry out a student's request; one whose key is already in the log is ignored.

        Raises
        ------
        Refused
            If it is not allowed now, or not valid.
        UsageError
            If the log cannot be written.
        """
        key = f"{student}:{form.get('key', '')[:LONGEST_KEY]}"
        if key not in self._keys:
            self._record(student_event(self.room, student, form, self.now), key if form.get("key") else None)

    def board(self, form: Form) -> None:
        """Carry out the instructor's request; one whose key is already in the log is ignored.

        Raises
        ------
        Refused
            If it is not allowed now, or not valid.
        UsageError
            If the log cannot be written.
        """
        key = f"board:{form.get('key', '')[:LONGEST_KEY]}"
        if key not in self._keys:
            self._record(board_event(self.room, form, self.now), key if form.get("key") else None)

    def tick(self) -> None:
        """Close the talks if their time is up."""
        if self.room.phase == "talking" and self.room.frozen is None and self.room.left(self.now) == 0.0:
            self._record(Event(self.now, "closed", {}))

    def _record(self, event: Event, key: str | None = None) -> None:
        if event.kind == "deleted":
            self.log.rewrite(without_student(self.room, event.data["student"]), event, key)
        else:
            self.log.append(event, key)
        apply(self.room, event)
        self._latest = event.at
        if key is not None:
            self._keys.add(key)
        for watcher in tuple(self.watchers):
            watcher(event)

    # ---- presence ---------------------------------------------------------------------------------------------

    def token(self, student: str) -> str:
        """Return the token by which a student's device is recognized."""
        return f"{student}.{hashed(student, self.room.settings.secret)}"

    def known(self, token: str) -> str | None:
        """Return the student with a token; ``None`` if it is not valid, or the student has been deleted."""
        student = token.partition(".")[0]
        valid = hmac.compare_digest(token.encode(), self.token(student).encode())
        known = valid and student in self.room.students and not self.room.students[student].deleted
        return student if known else None

    def is_instructor(self, secret: str) -> bool:
        """Return whether this is the secret of the instructor's link."""
        return hmac.compare_digest(secret.encode(), self.room.settings.board.encode())

    def is_online(self, student: str) -> bool:
        """Return whether a student has a page open."""
        return self._online[student] > 0

    def arrive(self, student: str) -> None:
        """Count a page that a student has opened."""
        self._online[student] += 1

    def leave(self, student: str) -> None:
        """Count a page that a student has closed."""
        self._online[student] -= 1


def _replayed(log: Log) -> tuple[Room, float]:
    events = list(log)
    if not events:
        raise UsageError(f"{log.path}: this log is empty; name a scenario to open a class in it")
    try:
        return replayed(events), events[-1].at
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UsageError(
            f"{log.path}: this log is damaged and cannot be replayed ({error!r}); name another file with --log"
        ) from None
