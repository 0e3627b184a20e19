"""Protection of every page: limits on sizes, a check of the origin, and security headers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LARGEST_BODY", "Shield"]

LARGEST_BODY = 32 * 1024
HOST = re.compile(r"[\w.:\[\]-]{1,255}")
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Shield:
    """Refuses requests from other sites and bodies that are too large, and sets the headers of every response.

    Parameters
    ----------
    app : ASGI application
        The application that it protects.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if (scope["type"] == "websocket" or scope["method"] != "GET") and not _same_origin(headers):
            await _refuse(scope, send, 403)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        elif _length(headers) > LARGEST_BODY:
            await _refuse(scope, send, 413)
        else:
            await self._app(scope, _limited(receive), _with_headers(send, headers.get("host", ""), scope["path"]))


def _same_origin(headers: Headers) -> bool:
    """Return whether a request comes from our own pages.

    Browsers send the origin; other clients have no cookies that another site could abuse.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return urlsplit(origin).netloc == headers.get("host")


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() and len(length) < 12 else LARGEST_BODY + 1


def _limited(receive: Receive) -> Receive:
    """Return a receiver that disconnects if the body is larger than allowed, whatever its declared length."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        return {"type": "http.disconnect"} if size > LARGEST_BODY else message

    return limited


def _with_headers(send: Send, host: str, path: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = _policy(host, path)
            headers.setdefault("cache-control", "no-store")
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


def _policy(host: str, path: str) -> str:
    """Return the content security policy: nothing from other sites and no inline scripts.

    Inline styles are allowed only on the debrief, whose figures need them.
    """
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    style = "'self' 'unsafe-inline'" if path.startswith("/board/") and path.endswith("/debrief") else "'self'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data:; "
        f"connect-src 'self'{sockets}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    start = {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]}
    await send(start)
    await send({"type": "http.response.body", "body": b"refused\n"})
