"""The web application of a class: pages, forms and exports."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from negosim.classroom.board import scenario_title
from negosim.classroom.drawing import Drawing
from negosim.classroom.export import EXPORTS, NEEDS_RESULTS, exported
from negosim.classroom.host import Host
from negosim.classroom.limits import Limit
from negosim.classroom.names import key_of
from negosim.classroom.pages import board_page, page, student_page, students_page
from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.pseudonyms import events_without_names, room_without_names
from negosim.classroom.requests import Form, Refused
from negosim.classroom.shield import Shield
from negosim.classroom.sockets import BOARD, STUDENT, Sockets
from negosim.classroom.student import weighed
from negosim.errors import UsageError
from negosim.teach.translating import LANGUAGES

__all__ = ["Web"]

COOKIE_AGE = 12 * 3600
REFRESH = 2  # seconds after which a page that waits for the debrief is loaded again
MIME = {".csv": "text/csv", ".jsonl": "application/jsonl", ".txt": "text/plain", ".html": "text/html"}
PACKAGE = Path(__file__).parents[1]
BAD_REQUEST, NOT_FOUND, TOO_MANY, UNAVAILABLE, SEE_OTHER = 400, 404, 429, 503, 303


class Web:
    """The pages of a class.

    Parameters
    ----------
    host : Host
        The class.
    address : str
        The address under which students reach it, as ``http://192.168.1.5:8000``.
    """

    def __init__(self, host: Host, address: str) -> None:
        self.host = host
        self.address = address
        self.drawing = Drawing(host)
        self.sockets = Sockets(host, self.drawing, address)
        self._guesses = Limit(burst=30, per_second=0.5)  # of codes and links, by device
        self._pins = Limit(burst=5, per_second=5 / 60)  # wrong PINs, by name
        self._actions = Limit(burst=40, per_second=5)  # forms, by student

    def app(self) -> Starlette:
        """Return the application for an ASGI server."""
        routes = [
            Route("/", self.welcome),
            Route("/join", self.find),
            Route("/j/{code}", self.join, methods=["GET", "POST"]),
            Route("/me", self.student, methods=["GET", "POST"]),
            WebSocketRoute("/me/live", self.sockets.student),
            Route("/board/open/{secret}", self.enter),
            Route("/board", self.board, methods=["GET", "POST"]),
            Route("/board/qr.svg", self.qr_code),
            Route("/board/students", self.students, methods=["GET", "POST"]),
            Route("/board/debrief", self.debrief, methods=["GET", "POST"]),
            Route("/board/export/{name}", self.export),
            WebSocketRoute("/board/live", self.sockets.board),
            Route("/static/page.css", _page_style),
            Route("/static/debrief.css", _debrief_style),
            Mount("/static", StaticFiles(directory=PACKAGE / "classroom" / "static")),
        ]
        return Starlette(routes=routes, middleware=[Middleware(Shield)], lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(self.sockets.tick())
        yield
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking
        self.drawing.close()

    # ---- joining -----------------------------------------------------------------------------------------------

    async def welcome(self, request: Request) -> Response:
        """Ask for the code of the class."""
        return HTMLResponse(page("welcome.html", self._language(request)))

    async def find(self, request: Request) -> Response:
        """Lead from the code to the page where one joins."""
        code = request.query_params.get("code", "").strip().upper()
        return self._unknown_code(request, code) or RedirectResponse(f"/j/{code}", SEE_OTHER)

    async def join(self, request: Request) -> Response:
        """Show a page to join, so that a preview of the link does not; then let the student in."""
        language = self._language(request)
        unknown = self._unknown_code(request, request.path_params["code"].upper())
        if unknown is not None:
            return unknown
        if request.method == "GET":
            return self._join_page(language, {})
        form = await _form(request)
        if form.get("language") in LANGUAGES:
            language = form["language"]
        words = words_of_classroom(language)
        try:
            student = self._let_in(form)
        except Refused as refusal:
            return self._join_page(language, form, words(refusal.key, **refusal.blanks), BAD_REQUEST)
        except UsageError as error:
            return self._join_page(language, form, words("not_kept", text=error), UNAVAILABLE)
        response = RedirectResponse("/me", SEE_OTHER)
        _give(request, response, STUDENT, self.host.token(student))
        return response

    def _unknown_code(self, request: Request, code: str) -> Response | None:
        """Return a page that asks again if there is no class with this code; too many guesses are not looked at."""
        words, device = words_of_classroom(self._language(request)), _device(request)
        key, status = "", 0
        if self._guesses.left(device) < 1.0:
            key, status = "too_many_attempts", TOO_MANY
        elif code != self.host.room.settings.code:
            self._guesses.take(device)
            key, status = "wrong_code", NOT_FOUND
        return HTMLResponse(page("welcome.html", words.language, error=words[key]), status) if key else None

    def _join_page(self, language: str, form: Form, error: str = "", status: int = 200) -> Response:
        room = self.host.room
        context = {"title": scenario_title(room), "roster": bool(room.settings.roster), "form": form, "error": error}
        return HTMLResponse(page("join.html", language, **context), status)

    def _let_in(self, form: Form) -> str:
        name = key_of(form.get("name", "")[:200])
        if self._pins.left(name) < 1.0:
            raise Refused("too_many_attempts")
        try:
            return self.host.join(form)
        except Refused as refusal:
            if refusal.key == "wrong_pin":
                self._pins.take(name)
            raise

    # ---- students ----------------------------------------------------------------------------------------------

    async def student(self, request: Request) -> Response:
        """Show a student's page; do what its forms ask for."""
        student = self.host.known(request.cookies.get(STUDENT, ""))
        if student is None:
            words = words_of_classroom(self._language(request))
            return _message(words.language, words["not_joined_heading"], words["not_joined"], "/", NOT_FOUND)
        if request.method == "GET":
            return HTMLResponse(student_page(self.host, student, self.drawing.results))
        form, words = await _form(request), words_of_classroom(self.host.room.students[student].language)
        answer = ""
        try:
            if not self._actions.take(student):
                raise Refused("too_fast")
            if form.get("do") == "weigh":
                answer = weighed(self.host, student, form)
            else:
                self.host.student(student, form)
                return RedirectResponse("/me", SEE_OTHER)
        except Refused as refusal:
            error = words(refusal.key, **refusal.blanks)
            shown = student_page(self.host, student, self.drawing.results, error=error)
            return HTMLResponse(shown, BAD_REQUEST)
        except UsageError as error:
            said = words("not_kept", text=error)
            return HTMLResponse(student_page(self.host, student, self.drawing.results, error=said), UNAVAILABLE)
        return HTMLResponse(student_page(self.host, student, self.drawing.results, answer=answer))

    # ---- the instructor ----------------------------------------------------------------------------------------

    async def enter(self, request: Request) -> Response:
        """Let the instructor in by the secret link, which then leaves the address bar."""
        secret, device = request.path_params["secret"], _device(request)
        if self._guesses.left(device) < 1.0 or not self.host.is_instructor(secret):
            self._guesses.take(device)
            return self._not_instructor()
        response = RedirectResponse("/board", SEE_OTHER)
        _give(request, response, BOARD, secret)
        return response

    def _is_instructor(self, request: Request) -> bool:
        return self.host.is_instructor(request.cookies.get(BOARD, ""))

    def _not_instructor(self) -> Response:
        words = words_of_classroom(self.host.room.settings.language)
        heading, text = words["not_instructor_heading"], words["not_instructor"]
        return _message(words.language, heading, text, "/", NOT_FOUND)

    async def board(self, request: Request) -> Response:
        """Show the board; do what its forms ask for."""
        if not self._is_instructor(request):
            return self._not_instructor()
        if request.method == "GET":
            return HTMLResponse(board_page(self.host, self.address))
        error = self._done_for_board(await _form(request))
        if error:
            return HTMLResponse(board_page(self.host, self.address, error=error), BAD_REQUEST)
        return RedirectResponse("/board", SEE_OTHER)

    def _done_for_board(self, form: Form) -> str:
        """Do what a form of the board asks for; return why not, if not."""
        words = words_of_classroom(self.host.room.settings.language)
        try:
            self.host.board(form)
        except Refused as refusal:
            return words(refusal.key, **refusal.blanks)
        except UsageError as error:
            return words("not_kept", text=error)
        return ""

    async def students(self, request: Request) -> Response:
        """Show who has joined; delete the name and the texts of a student."""
        if not self._is_instructor(request):
            return self._not_instructor()
        if request.method == "GET":
            return HTMLResponse(students_page(self.host.room))
        error = self._done_for_board(await _form(request))
        if error:
            return HTMLResponse(students_page(self.host.room, error=error), BAD_REQUEST)
        return RedirectResponse("/board/students", SEE_OTHER)

    async def qr_code(self, request: Request) -> Response:
        """Draw the address at which students join as a QR code."""
        import segno

        if not self._is_instructor(request):
            return self._not_instructor()
        drawn = io.BytesIO()
        code = segno.make(f"{self.address}/j/{self.host.room.settings.code}", micro=False)
        code.save(drawn, kind="svg", scale=6, border=2)
        return Response(drawn.getvalue(), media_type="image/svg+xml")

    async def debrief(self, request: Request) -> Response:
        """Show the debrief as far as it is revealed; reveal more of it."""
        room = self.host.room
        if not self._is_instructor(request):
            return self._not_instructor()
        if room.phase != "closed":
            return RedirectResponse("/board", SEE_OTHER)
        if request.method == "POST":
            error = self._done_for_board(await _form(request))
            if error:
                return HTMLResponse(board_page(self.host, self.address, error=error), BAD_REQUEST)
            return RedirectResponse("/board/debrief#latest", SEE_OTHER)
        self.drawing.begin()
        results, words = self.drawing.results, words_of_classroom(room.settings.language)
        if results is None:
            drawing = _message(words.language, words["drawing_heading"], words["drawing"], "/board/debrief")
            drawing.headers["refresh"] = f"{REFRESH}; url=/board/debrief"  # without the fragment, or browsers stay
            return drawing
        parts = [Markup(part) for part in results.parts]
        context = {"title": results.title, "parts": parts, "revealed": max(1, room.revealed)}
        return HTMLResponse(page("debrief.html", words.language, **context))

    async def export(self, request: Request) -> Response:
        """Send a file of the export."""
        name = request.path_params["name"]
        if not self._is_instructor(request):
            return self._not_instructor()
        if name not in EXPORTS:
            return PlainTextResponse("there is no such file\n", NOT_FOUND)
        room, results = self.host.room, None
        if name in NEEDS_RESULTS and room.phase != "closed":
            words = words_of_classroom(room.settings.language)
            return _message(words.language, name, words["not_closed"], "/board")
        if name in NEEDS_RESULTS:
            results = await self.drawing.latest()
        events, saved = list(self.host.log), f"{room.settings.scenario}.{name}"
        if request.query_params.get("names") == "no":
            room, events, saved = room_without_names(room), list(events_without_names(events)), f"no-names.{saved}"
        text = exported(name, room, events, results)
        headers = {"content-disposition": f'attachment; filename="{saved}"'}
        return Response(text.encode(), media_type=MIME[Path(name).suffix], headers=headers)

    # ---- what all pages need -----------------------------------------------------------------------------------

    def _language(self, request: Request) -> str:
        """Return the language that is asked for, or else that of the class."""
        wanted = request.query_params.get("language", "")
        return wanted if wanted in LANGUAGES else self.host.room.settings.language


async def _page_style(_: Request) -> Response:
    return FileResponse(PACKAGE / "report" / "page.css", media_type="text/css")


async def _debrief_style(_: Request) -> Response:
    from negosim.teach.cohort.document import STYLE

    return Response(STYLE, media_type="text/css")


async def _form(request: Request) -> dict[str, str]:
    """Return the texts of a form; nothing if it is none."""
    from starlette.exceptions import HTTPException

    try:
        data = await request.form(max_files=0, max_fields=80)
    except (HTTPException, ClientDisconnect):
        return {}
    return {key: value for key, value in data.items() if isinstance(value, str)}


def _message(language: str, heading: str, text: str, link: str, status: int = 200) -> Response:
    return HTMLResponse(page("message.html", language, heading=heading, text=text, link=link), status)


def _give(request: Request, response: Response, name: str, value: str) -> None:
    """Return the browser a cookie that no script reads and no other site sends."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=COOKIE_AGE, httponly=True, samesite="lax", secure=secure)


def _device(request: Request) -> str:
    return request.client.host if request.client is not None else ""
