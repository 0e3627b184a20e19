"""What the pages of a class share: reading forms, and answering with a message."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from negosim.classroom.pages import page

__all__ = ["BAD_REQUEST", "NOT_FOUND", "SEE_OTHER", "TOO_MANY", "UNAVAILABLE", "form_of", "message"]

BAD_REQUEST, NOT_FOUND, TOO_MANY, UNAVAILABLE, SEE_OTHER = 400, 404, 429, 503, 303


async def form_of(request: Request) -> dict[str, str]:
    """Return the texts of a form; empty if the body is not a valid form."""
    from starlette.exceptions import HTTPException

    try:
        data = await request.form(max_files=0, max_fields=80)
    except (HTTPException, ClientDisconnect):
        return {}
    return {key: value for key, value in data.items() if isinstance(value, str)}


def message(language: str, heading: str, text: str, link: str, status: int = 200) -> Response:
    """Return a page with a message and a link."""
    return HTMLResponse(page("message.html", language, heading=heading, text=text, link=link), status)
