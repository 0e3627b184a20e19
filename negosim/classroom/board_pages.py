"""The instructor's pages of a room: the board, the students, the debrief and the export."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from negosim.classroom.answers import BAD_REQUEST, NOT_FOUND, SEE_OTHER, form_of, message
from negosim.classroom.export import EXPORTS, NEEDS_RESULTS, OF_ALL_ROOMS, exported, together
from negosim.classroom.pages import board_page, page, students_page
from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.pseudonyms import events_without_names, room_without_names
from negosim.classroom.requests import Form, Refused
from negosim.classroom.served import Served
from negosim.classroom.sockets import BOARD
from negosim.errors import UsageError

__all__ = ["BoardPages", "not_instructor"]

REFRESH = 2  # seconds after which a page that waits for the debrief is reloaded
MIME = {".csv": "text/csv", ".jsonl": "application/jsonl", ".txt": "text/plain", ".html": "text/html"}


def not_instructor(room: Served) -> Response:
    """Return the page that is shown without the instructor's link."""
    words = words_of_classroom(room.host.room.settings.language)
    return message(words.language, words["not_instructor_heading"], words["not_instructor"], "/", NOT_FOUND)


class BoardPages:
    """The instructor's pages of a room.

    Parameters
    ----------
    served : Served
        The room.
    rooms : sequence of Served
        All rooms of the class, which are exported together.
    """

    def __init__(self, served: Served, rooms: Sequence[Served]) -> None:
        self.host, self.site, self.drawing, self.sockets = served.host, served.site, served.drawing, served.sockets
        self._served, self._rooms = served, rooms

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the pages."""
        board = self.site.board
        return [
            Route(board, self.board, methods=["GET", "POST"]),
            Route(f"{board}/qr.svg", self.qr_code),
            Route(f"{board}/students", self.students, methods=["GET", "POST"]),
            Route(f"{board}/debrief", self.debrief, methods=["GET", "POST"]),
            Route(f"{board}/export/{{name}}", self.export),
            WebSocketRoute(f"{board}/live", self.sockets.board),
        ]

    def _is_instructor(self, request: Request) -> bool:
        return self.host.is_instructor(request.cookies.get(BOARD, ""))

    async def board(self, request: Request) -> Response:
        """Show the board, and handle its forms."""
        if not self._is_instructor(request):
            return not_instructor(self._served)
        if request.method == "GET":
            return HTMLResponse(board_page(self.host, self.site))
        error = self._done_for_board(await form_of(request))
        if error:
            return HTMLResponse(board_page(self.host, self.site, error=error), BAD_REQUEST)
        return RedirectResponse(self.site.board, SEE_OTHER)

    def _done_for_board(self, form: Form) -> str:
        """Carry out a form of the board; return the reason if it is refused, or else an empty string."""
        words = words_of_classroom(self.host.room.settings.language)
        try:
            self.host.board(form)
        except Refused as refusal:
            return words(refusal.key, **refusal.blanks)
        except UsageError as error:
            return words("not_kept", text=error)
        return ""

    async def students(self, request: Request) -> Response:
        """Show who has joined, and delete the name and the texts of a student."""
        if not self._is_instructor(request):
            return not_instructor(self._served)
        if request.method == "GET":
            return HTMLResponse(students_page(self.host.room, self.site))
        error = self._done_for_board(await form_of(request))
        if error:
            return HTMLResponse(students_page(self.host.room, self.site, error=error), BAD_REQUEST)
        return RedirectResponse(f"{self.site.board}/students", SEE_OTHER)

    async def qr_code(self, request: Request) -> Response:
        """Return the address at which students join as a QR code."""
        import segno

        if not self._is_instructor(request):
            return not_instructor(self._served)
        drawn = io.BytesIO()
        code = segno.make(f"{self.site.address}/j/{self.host.room.settings.code}", micro=False)
        code.save(drawn, kind="svg", scale=6, border=2)
        return Response(drawn.getvalue(), media_type="image/svg+xml")

    async def debrief(self, request: Request) -> Response:
        """Show the parts of the debrief that are revealed, and reveal more."""
        room = self.host.room
        if not self._is_instructor(request):
            return not_instructor(self._served)
        if room.phase != "closed":
            return RedirectResponse(self.site.board, SEE_OTHER)
        if request.method == "POST":
            error = self._done_for_board(await form_of(request))
            if error:
                return HTMLResponse(board_page(self.host, self.site, error=error), BAD_REQUEST)
            return RedirectResponse(f"{self.site.board}/debrief#latest", SEE_OTHER)
        self.drawing.begin()
        results, words = self.drawing.results, words_of_classroom(room.settings.language)
        if results is None:
            link = f"{self.site.board}/debrief"
            drawing = message(words.language, words["drawing_heading"], words["drawing"], link)
            drawing.headers["refresh"] = f"{REFRESH}; url={link}"  # with the fragment, browsers would not reload
            return drawing
        parts = [Markup(part) for part in results.parts]
        context = {"title": results.title, "parts": parts, "revealed": max(1, room.revealed), "site": self.site}
        return HTMLResponse(page("debrief.html", words.language, **context))

    async def export(self, request: Request) -> Response:
        """Send an exported file; tables and events cover all rooms."""
        name, settings = request.path_params["name"], self.host.room.settings
        if not self._is_instructor(request):
            return not_instructor(self._served)
        if name not in EXPORTS:
            return PlainTextResponse("There is no such file.\n", NOT_FOUND)
        if name in NEEDS_RESULTS and self.host.room.phase != "closed":
            words = words_of_classroom(settings.language)
            return message(words.language, name, words["not_closed"], self.site.board)
        bare = request.query_params.get("names") == "no"
        rooms = self._rooms if name in OF_ALL_ROOMS else [self._served]
        texts = {room.site.number: await _file_of(room, name, bare=bare) for room in rooms}
        saved = f"{'no-names.' if bare else ''}{settings.scenario}.{name}"
        headers = {"content-disposition": f'attachment; filename="{saved}"'}
        return Response(together(name, texts).encode(), media_type=MIME[Path(name).suffix], headers=headers)


async def _file_of(served: Served, name: str, *, bare: bool) -> str:
    """Return an exported file of a room; it has results only if the talks are over."""
    room, events = served.host.room, list(served.host.log)
    results = await served.drawing.latest() if name in NEEDS_RESULTS and room.phase == "closed" else None
    if bare:
        room, events = room_without_names(room), list(events_without_names(events))
    return exported(name, room, events, results)
