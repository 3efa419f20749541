"""What every request passes first: the right host, a bounded body, the token; and it counts as use."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.base.told_phrase import told
from chalkreel.studio.idle import IdleWatch

OWN_PREFIX = "/studio/"
MAX_BODY_BYTES = 1024 * 1024
MAX_UPLOAD_BYTES = 256 * 1024 * 1024
"""Bound of a whiteboard's pictures together."""


class BodyTooLarge(Exception):  # noqa: N818 - read as a fact
    """The request's body is above its bound."""


def refusal(status: int, reason: Phrase) -> Response:
    """Answer one of Studio's own calls with why it was not done."""
    return JSONResponse({"reason": str(reason), "phrase": told(reason)}, status_code=status)


class Guard:
    """ASGI middleware around the whole application.

    A page in a browser may reach loopback through a host name of its own (DNS rebinding), so only loopback
    names with our port are served. The path keeps its percent escapes, since ids may hold slashes.
    """

    def __init__(self, app: ASGIApp, token: str, port: int, idle: IdleWatch) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self._idle = idle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        with self._idle.in_use():
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        scope["path"] = scope["raw_path"].decode("ascii", "replace")
        scope["chalkreel.host_ok"] = headers.get("host", "").lower() in self._hosts
        if scope["path"].startswith(OWN_PREFIX):
            if not scope["chalkreel.host_ok"]:
                await _refuse(scope, receive, send, 403, phrase("Studio answers on loopback only."))
                return
            if not self._knows(headers.get("authorization", "")):
                await _refuse(scope, receive, send, 401, phrase("The Bearer token is missing or wrong."))
                return
        most = MAX_UPLOAD_BYTES if "/whiteboards/" in scope["path"] else MAX_BODY_BYTES
        await self._app(scope, _bounded(receive, most), send)

    def _knows(self, authorization: str) -> bool:
        kind, _, token = authorization.partition(" ")
        given = token.strip().encode("utf-8", "replace")
        return hmac.compare_digest(given, self._token) and kind.lower() == "bearer"


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: Phrase) -> None:
    response = refusal(status, reason)
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).send_denial_response(response)
    else:
        await response(scope, receive, send)


def _bounded(receive: Receive, most_bytes: int) -> Receive:
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most_bytes:
                raise BodyTooLarge
        return message

    return bounded


def is_host_ok(request: Request) -> bool:
    return bool(request.scope["chalkreel.host_ok"])
