"""The web application of a class: the students' pages of all rooms, and access to the boards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from negosim.classroom.answers import BAD_REQUEST, NOT_FOUND, SEE_OTHER, TOO_MANY, UNAVAILABLE, form_of, message
from negosim.classroom.board import scenario_title
from negosim.classroom.board_pages import BoardPages, not_instructor
from negosim.classroom.host import Host
from negosim.classroom.limits import Limit
from negosim.classroom.names import key_of
from negosim.classroom.pages import page, student_page
from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.requests import Form, Refused
from negosim.classroom.served import Served
from negosim.classroom.shield import Shield
from negosim.classroom.site import Site
from negosim.classroom.sockets import BOARD, STUDENT
from negosim.classroom.student import weighed
from negosim.errors import UsageError
from negosim.teach.translating import LANGUAGES

__all__ = ["Web"]

COOKIE_AGE = 12 * 3600
PACKAGE = Path(__file__).parents[1]


class Web:
    """The pages of a class.

    Parameters
    ----------
    hosts : sequence of Host
        The rooms, which share the instructor's link.
    address : str
        The address at which students reach the server, such as ``http://192.168.1.5:8000``.
    """

    def __init__(self, hosts: Sequence[Host], address: str) -> None:
        turn = asyncio.Lock()
        self.rooms = [
            Served(host, Site(address=address, number=number, rooms=len(hosts)), turn)
            for number, host in enumerate(hosts, start=1)
        ]
        self._guesses = Limit(burst=30, per_second=0.5)  # of codes and links, per device
        self._pins = Limit(burst=5, per_second=5 / 60)  # wrong PINs, per name
        self._actions = Limit(burst=40, per_second=5)  # forms, per student

    def app(self) -> Starlette:
        """Return the application for an ASGI server."""
        routes = [
            Route("/", self.welcome),
            Route("/join", self.find),
            Route("/j/{code}", self.join, methods=["GET", "POST"]),
            Route("/me", self.student, methods=["GET", "POST"]),
            WebSocketRoute("/me/live", self.live),
            Route("/board/open/{secret}", self.enter),
            *(route for room in self.rooms for route in BoardPages(room, self.rooms).routes()),
            Route("/static/page.css", _page_style),
            Route("/static/debrief.css", _debrief_style),
            Mount("/static", StaticFiles(directory=PACKAGE / "classroom" / "static")),
        ]
        return Starlette(routes=routes, middleware=[Middleware(Shield)], lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        ticking = [asyncio.create_task(room.sockets.tick()) for room in self.rooms]
        yield
        for task in ticking:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        for room in self.rooms:
            room.drawing.close()

    # ---- joining -----------------------------------------------------------------------------------------------

    async def welcome(self, request: Request) -> Response:
        """Ask for the code of the class."""
        return HTMLResponse(page("welcome.html", self._language(request)))

    async def find(self, request: Request) -> Response:
        """Redirect from the code of a room to the page on which students join it."""
        code = request.query_params.get("code", "").strip().upper()
        room = self._room_of(request, code)
        return room if isinstance(room, Response) else RedirectResponse(f"/j/{code}", SEE_OTHER)

    async def join(self, request: Request) -> Response:
        """Show the page on which a student joins; let the student in only when its form is posted.

        A preview of the link, which a messenger may load, therefore joins nobody.
        """
        room = self._room_of(request, request.path_params["code"].upper())
        if isinstance(room, Response):
            return room
        language = self._language(request)
        if request.method == "GET":
            return _join_page(room, language, {})
        form = await form_of(request)
        if form.get("language") in LANGUAGES:
            language = form["language"]
        words = words_of_classroom(language)
        try:
            student = self._let_in(room, form)
        except Refused as refusal:
            return _join_page(room, language, form, words(refusal.key, **refusal.blanks), BAD_REQUEST)
        except UsageError as error:
            return _join_page(room, language, form, words("not_kept", text=error), UNAVAILABLE)
        response = RedirectResponse("/me", SEE_OTHER)
        _give(request, response, STUDENT, room.host.token(student))
        return response

    def _room_of(self, request: Request, code: str) -> Served | Response:
        """Return the room with a code, or a page that asks for the code again; too many guesses are refused."""
        words, device = words_of_classroom(self._language(request)), _device(request)
        if self._guesses.left(device) < 1.0:
            return HTMLResponse(page("welcome.html", words.language, error=words["too_many_attempts"]), TOO_MANY)
        for room in self.rooms:
            if code == room.host.room.settings.code:
                return room
        self._guesses.take(device)
        return HTMLResponse(page("welcome.html", words.language, error=words["wrong_code"]), NOT_FOUND)

    def _let_in(self, room: Served, form: Form) -> str:
        name = key_of(form.get("name", "")[:200])
        if self._pins.left(name) < 1.0:
            raise Refused("too_many_attempts")
        try:
            return room.host.join(form)
        except Refused as refusal:
            if refusal.key == "wrong_pin":
                self._pins.take(name)
            raise

    # ---- students ----------------------------------------------------------------------------------------------

    def _known(self, token: str) -> tuple[Served, str] | None:
        """Return the room and the student whose token this is; ``None`` if it is nobody's."""
        for room in self.rooms:
            student = room.host.known(token)
            if student is not None:
                return room, student
        return None

    async def live(self, socket: WebSocket) -> None:
        """Keep a student's page up to date."""
        known = self._known(socket.cookies.get(STUDENT, ""))
        room = self.rooms[0] if known is None else known[0]
        await room.sockets.student(socket)

    async def student(self, request: Request) -> Response:
        """Show a student's page, and handle its forms."""
        known = self._known(request.cookies.get(STUDENT, ""))
        if known is None:
            words = words_of_classroom(self._language(request))
            return message(words.language, words["not_joined_heading"], words["not_joined"], "/", NOT_FOUND)
        room, student = known
        if request.method == "GET":
            return HTMLResponse(student_page(room.host, student, room.drawing.results))
        return self._answer(room, student, await form_of(request))

    def _answer(self, room: Served, student: str, form: Form) -> Response:
        words = words_of_classroom(room.host.room.students[student].language)
        try:
            if not self._actions.take(student):
                raise Refused("too_fast")
            if form.get("do") != "weigh":
                room.host.student(student, form)
                return RedirectResponse("/me", SEE_OTHER)
            shown, status = {"answer": weighed(room.host, student, form)}, 200
        except Refused as refusal:
            shown, status = {"error": words(refusal.key, **refusal.blanks)}, BAD_REQUEST
        except UsageError as error:
            shown, status = {"error": words("not_kept", text=error)}, UNAVAILABLE
        return HTMLResponse(student_page(room.host, student, room.drawing.results, **shown), status)

    # ---- the instructor ----------------------------------------------------------------------------------------

    async def enter(self, request: Request) -> Response:
        """Let the instructor in by the secret link, and redirect so that it leaves the address bar."""
        secret, device, room = request.path_params["secret"], _device(request), self.rooms[0]
        if self._guesses.left(device) < 1.0 or not room.host.is_instructor(secret):
            self._guesses.take(device)
            return not_instructor(room)
        response = RedirectResponse(room.site.board, SEE_OTHER)
        _give(request, response, BOARD, secret)
        return response

    def _language(self, request: Request) -> str:
        """Return the language that the request names, or by default that of the class."""
        wanted = request.query_params.get("language", "")
        return wanted if wanted in LANGUAGES else self.rooms[0].host.room.settings.language


def _join_page(room: Served, language: str, form: Form, error: str = "", status: int = 200) -> Response:
    settings, number = room.host.room.settings, room.site.number if room.site.rooms > 1 else None
    context = {"title": scenario_title(room.host.room), "roster": bool(settings.roster), "room": number, "form": form}
    return HTMLResponse(page("join.html", language, error=error, **context), status)


async def _page_style(_: Request) -> Response:
    return FileResponse(PACKAGE / "report" / "page.css", media_type="text/css")


async def _debrief_style(_: Request) -> Response:
    from negosim.teach.cohort.document import STYLE

    return Response(STYLE, media_type="text/css")


def _give(request: Request, response: Response, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and that other sites cannot make the browser send."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=COOKIE_AGE, httponly=True, samesite="lax", secure=secure)


def _device(request: Request) -> str:
    return request.client.host if request.client is not None else ""
