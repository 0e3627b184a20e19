"""WebSockets: they receive requests and send the parts of a page that have changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from negosim.classroom.apply import Event
from negosim.classroom.drawing import Drawing
from negosim.classroom.host import Host
from negosim.classroom.limits import Limit
from negosim.classroom.pages import Block, board_blocks, board_layout, row_block, student_blocks
from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.requests import Form, Refused
from negosim.classroom.site import Site
from negosim.classroom.student import layout_of, weighed
from negosim.errors import UsageError

__all__ = ["BOARD", "STUDENT", "Sockets"]

STUDENT, BOARD = "negosim_student", "negosim_board"  # cookies
BOARD_PAUSE = 0.25  # seconds between two pushes to a board
TICK = 0.5
CALENDAR = 5.0  # seconds between updates of the date for pairs that talk in person
NOT_FOUND, TRY_LATER = 4404, 1013
MOST_SOCKETS = 5  # per student, over all tabs and phones


class _Line:
    """A connection to one page, with what is waiting to be sent and what has been sent."""

    __slots__ = ("changed", "dirty", "outbox", "shapes", "socket", "versions")

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.outbox: list[dict[str, Any]] = []
        self.changed = asyncio.Event()
        self.dirty = True
        self.shapes: dict[str, int] = {}
        self.versions: dict[int, tuple[object, ...]] = {}

    def push(self, message: dict[str, Any] | None = None) -> None:
        """Send a message, or without one, the changes of the page."""
        if message is None:
            self.dirty = True
        else:
            self.outbox.append(message)
        self.changed.set()

    def news(self, blocks: Iterable[Block]) -> list[list[Any]]:
        """Return the blocks that differ from what has been sent."""
        fresh = []
        for block in blocks:
            if self.shapes.get(block.id) != block.shape:
                self.shapes[block.id] = block.shape
                fresh.append(block.as_list())
        return fresh


class Sockets:
    """All connections of a room.

    Parameters
    ----------
    host : Host
        The class.
    drawing : Drawing
        Its results.
    site : Site
        Where the pages of the class are.
    """

    def __init__(self, host: Host, drawing: Drawing, site: Site) -> None:
        self._host, self._drawing, self._site = host, drawing, site
        self._students: dict[str, set[_Line]] = {}
        self._boards: set[_Line] = set()
        self._actions = Limit(burst=40, per_second=5)
        self._weighings = Limit(burst=20, per_second=5)
        host.watchers.add(self._notice)
        drawing.watchers.add(lambda: self._push(list(self._students)))

    # ---- students ----------------------------------------------------------------------------------------------

    async def student(self, socket: WebSocket) -> None:
        """Serve a student's page."""
        student = self._host.known(socket.cookies.get(STUDENT, ""))
        await socket.accept()
        if student is None:
            await socket.close(NOT_FOUND)
            return
        lines = self._students.setdefault(student, set())
        if len(lines) >= MOST_SOCKETS:
            await socket.close(TRY_LATER)
            return
        line = _Line(socket)
        lines.add(line)
        self._host.arrive(student)
        self._push_boards()
        try:
            await self._converse(
                line, lambda form: self._student_says(line, student, form), lambda: self._view(line, student)
            )
        finally:
            lines.discard(line)
            if not lines:
                self._students.pop(student, None)
            self._host.leave(student)
            self._push_boards()

    def _student_says(self, line: _Line, student: str, form: Form) -> None:
        words = words_of_classroom(self._host.room.students[student].language)
        if form.get("do") == "weigh":
            if self._weighings.take(student):
                with suppress(Refused):
                    line.push({"weighed": weighed(self._host, student, form)})
            return
        if not self._actions.take(student):
            line.push({"done": form.get("key", ""), "text": words["too_fast"]})
            return
        self._answer(line, form, words, lambda: self._host.student(student, form))

    def _view(self, line: _Line, student: str) -> dict[str, Any]:
        blocks = line.news(student_blocks(self._host, student, self._drawing.results))
        return {**self._clock(), "page": layout_of(self._host.room, student), "blocks": blocks}

    # ---- the board ---------------------------------------------------------------------------------------------

    async def board(self, socket: WebSocket) -> None:
        """Serve a board."""
        await socket.accept()
        if not self._host.is_instructor(socket.cookies.get(BOARD, "")):
            await socket.close(NOT_FOUND)
            return
        line = _Line(socket)
        self._boards.add(line)
        try:
            await self._converse(
                line, lambda form: self._board_says(line, form), lambda: self._overview(line), BOARD_PAUSE
            )
        finally:
            self._boards.discard(line)

    def _board_says(self, line: _Line, form: Form) -> None:
        words = words_of_classroom(self._host.room.settings.language)
        self._answer(line, form, words, lambda: self._host.board(form))

    def _overview(self, line: _Line) -> dict[str, Any]:
        host, blocks = self._host, board_blocks(self._host, self._site)
        for table in host.room.current:
            online = (host.is_online(student) for student in table.people)
            version = (table.version, host.room.phase, *online)
            if line.versions.get(table.number) != version:
                line.versions[table.number] = version
                blocks.append(row_block(host, table, self._site))
        return {**self._clock(), "page": board_layout(host.room), "blocks": line.news(blocks)}

    # ---- both --------------------------------------------------------------------------------------------------

    def _clock(self) -> dict[str, Any]:
        room = self._host.room
        left = room.left(self._host.now)
        return {"left": None if left is None else round(left, 1), "frozen": room.frozen is not None}

    def _answer(self, line: _Line, form: Form, words: Any, do: Callable[[], None]) -> None:
        """Carry out a request; an acknowledgement without a text means that the event is in the log."""
        try:
            do()
            text = ""
        except Refused as refusal:
            text = words(refusal.key, **refusal.blanks)
        except UsageError as error:
            text = words("not_kept", text=error)
        line.push({"done": form.get("key", ""), "text": text})

    async def _converse(
        self, line: _Line, says: Callable[[Form], None], view: Callable[[], dict[str, Any]], pause: float = 0.0
    ) -> None:
        tasks = [asyncio.create_task(self._read(line, says)), asyncio.create_task(self._write(line, view, pause))]
        try:  # if either ends, so does the connection; the page then reconnects and is updated
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception) and not isinstance(error, WebSocketDisconnect):
                raise error

    async def _read(self, line: _Line, says: Callable[[Form], None]) -> None:
        while True:
            message = await line.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            form = _form_of(message.get("text") or "")
            if form is not None:
                says(form)

    async def _write(self, line: _Line, view: Callable[[], dict[str, Any]], pause: float) -> None:
        line.changed.set()
        while True:
            await line.changed.wait()
            line.changed.clear()
            messages, line.outbox = line.outbox, []
            if line.dirty:
                line.dirty = False
                messages.append(view())
            for message in messages:
                await line.socket.send_text(json.dumps(message, ensure_ascii=False))
            if pause:
                await asyncio.sleep(pause)

    # ---- what happens ------------------------------------------------------------------------------------------

    def _notice(self, event: Event) -> None:
        """Update the pages that an event concerns."""
        self._push_boards()
        number, student = event.data.get("table"), event.data.get("student") or event.data.get("id")
        if number is not None:
            self._push(self._host.room.tables[number - 1].people)
        elif event.kind in ("joined", "deleted"):
            self._push([str(student)])
            self._push_table_of(str(student))
        elif student is not None:
            self._push([student])
        else:
            self._push(list(self._students))

    def _push_table_of(self, student: str) -> None:
        """Update the pages of everybody at a student's table."""
        table = self._host.room.table_at(student)
        if table is not None:
            self._push(table.people)

    def _push(self, students: Iterable[str]) -> None:
        for student in students:
            for line in self._students.get(student, ()):
                line.push()

    def _push_boards(self) -> None:
        for line in self._boards:
            line.push()

    async def tick(self) -> None:
        """Watch the clock: close the talks when time is up, and update the date for pairs that talk in person."""
        since = 0.0
        while True:
            await asyncio.sleep(TICK)
            if self._host.room.phase == "closed" and self._drawing.results is None:
                self._drawing.begin()
            with suppress(UsageError):  # the disk is full: tried again at the next tick
                self._host.tick()
            since += TICK
            if since >= CALENDAR and self._host.room.settings.deal_only and self._host.room.phase == "talking":
                since = 0.0
                self._push(list(self._students))


def _form_of(text: str) -> dict[str, str] | None:
    """Return the form in a message; ``None`` if the message is not valid."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or len(data) > 80:
        return None
    return {key: value for key, value in data.items() if isinstance(value, str)}
