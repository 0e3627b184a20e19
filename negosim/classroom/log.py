"""The log of a class: an SQLite database with a table of events for each room.

An event is on disk before the request is answered. Events are only added, with one exception: the name and the texts
of a student can be deleted from them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path
from typing import Any, TypeVar

from negosim.classroom.apply import Event
from negosim.errors import UsageError

__all__ = ["Log"]

T = TypeVar("T")
APPLICATION = 0x6E67636C  # "ngcl": marks the file as ours
VERSION = 1
EVENTS = "events"  # the table of the first room
TABLE = """
CREATE TABLE IF NOT EXISTS {table} (
    number INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    key TEXT UNIQUE
)
"""


class Log:
    """The events of a room of a class, in order.

    Parameters
    ----------
    path : path
        The database. If it does not exist, it is created, readable by its owner only.

    Raises
    ------
    UsageError
        If the file is not the log of a class, is of another version, is in use, or cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._table = EVENTS
        self._connection = self._checked(self._open)

    @property
    def rooms(self) -> int:
        """The number of rooms that have a log in the file."""
        count = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
        return int(self._checked(lambda: self._connection.execute(count).fetchone()[0]))

    def room(self, number: int) -> Log:
        """Return the log of a room, numbered from 1, in the same file; this log is that of room 1.

        Raises
        ------
        UsageError
            If the file cannot be written.
        """
        log = copy(self)
        log._table = EVENTS if number == 1 else f"{EVENTS}_{number}"
        log._checked(lambda: log._connection.execute(TABLE.format(table=log._table)))
        return log

    def _open(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, timeout=0.5, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._check_file(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(TABLE.format(table=self._table))
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_file(self, connection: sqlite3.Connection) -> None:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != APPLICATION:
            raise UsageError(f"{self.path}: this database is not the log of a class; name another file with --log")
        if tables and version != VERSION:
            raise UsageError(
                f"{self.path}: this log has format {version}, but this version of negosim reads format {VERSION}; "
                "use the version of negosim that wrote it, or name another file with --log"
            )

    def __iter__(self) -> Iterator[Event]:
        for at, kind, data in self._checked(
            lambda: self._connection.execute(f"SELECT at, kind, data FROM {self._table} ORDER BY number").fetchall()
        ):
            yield Event(at, kind, json.loads(data))

    def keys(self) -> set[str]:
        """Return the keys of the actions that have been recorded."""
        query = f"SELECT key FROM {self._table} WHERE key NOT NULL"
        rows = self._checked(lambda: self._connection.execute(query).fetchall())
        return {key for (key,) in rows}

    def append(self, event: Event, key: str | None = None) -> None:
        """Write an event to disk.

        Parameters
        ----------
        key : str, optional
            The key of the action that caused it, which must be new.

        Raises
        ------
        UsageError
            If it cannot be written, for example because the disk is full.
        """
        self._checked(lambda: self._append(event, key))

    def _append(self, event: Event, key: str | None) -> None:
        row = (event.at, event.kind, _text(event.data), key)
        self._connection.execute(f"INSERT INTO {self._table} (at, kind, data, key) VALUES (?, ?, ?, ?)", row)

    def rewrite(self, change: Callable[[Event], Event], event: Event, key: str | None = None) -> None:
        """Change the data of events and append an event that records this, in one transaction.

        The previous data is erased from the file.

        Parameters
        ----------
        change : callable
            Returns the new event for an event.
        event : Event
            The event to append.
        key : str, optional
            The key of the action that caused it.

        Raises
        ------
        UsageError
            If it cannot be written, for example because the disk is full.
        """
        self._checked(lambda: self._rewrite(change, event, key))

    def _rewrite(self, change: Callable[[Event], Event], event: Event, key: str | None) -> None:
        with self._transaction():
            rows = self._connection.execute(f"SELECT number, at, kind, data FROM {self._table}").fetchall()
            for number, at, kind, data in rows:
                changed = _text(change(Event(at, kind, json.loads(data))).data)
                if changed != data:
                    self._connection.execute(f"UPDATE {self._table} SET data = ? WHERE number = ?", (changed, number))
            self._append(event, key)
        with suppress(sqlite3.Error):  # at the latest, closing the file clears the write-ahead log
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make everything that is written within the ``with`` block one transaction.

        Raises
        ------
        UsageError
            If it cannot be written, for example because the disk is full.
        """
        try:
            with self._transaction():
                yield
        except sqlite3.Error as error:
            raise UsageError(f"{self.path}: {_reason(error)}") from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _checked(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except (sqlite3.Error, OSError) as error:
            raise UsageError(f"{self.path}: {_reason(error)}") from None


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _reason(error: sqlite3.Error | OSError) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_BUSY"):
        return "another process has this log open; end it, or name another file with --log"
    if name.startswith("SQLITE_NOTADB"):
        return "this file is not a database; name another file with --log"
    if name.startswith("SQLITE_FULL"):
        return "the disk is full; free some space and try again"
    return f"cannot be used as a log: {getattr(error, 'strerror', None) or error}"
