"""Receives the recorder's callbacks on loopback: verified, bounded, each handed on once."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from chalkreel.base.guest_server import GuestServer
from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.callbacks import CallbackBody
from chalkreel.contract.signing import is_callback_signed

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOPBACK = "127.0.0.1"
LARGEST_BODY_BYTES = 1024 * 1024
REMEMBERED = 10_000
KEEP_ALIVE_S = 75
SHUTDOWN_S = 2
LISTEN_BACKLOG = 64
PATH_BYTES = 12

_log = log_of(Topic.CALLBACKS)


@dataclass(slots=True)
class CallbackCounts:
    """What came in so far."""

    accepted: int = 0
    repeated: int = 0
    wrongly_signed: int = 0
    unreadable: int = 0
    too_large: int = 0


class CallbackReceiver:
    """Owns a small HTTP server on the running loop, from ``start()`` to ``stop()``.

    ``secrets_in_use`` gives the callback secrets that are valid now; a callback that none of them signed is
    counted and dropped. Callbacks are hints: they may be late, out of order, or missing.
    """

    def __init__(
        self, secrets_in_use: Callable[[], Iterable[str]], on_callback: Callable[[CallbackBody], None]
    ) -> None:
        self._secrets_in_use = secrets_in_use
        self._on_callback = on_callback
        self._seen: OrderedDict[tuple[str, int], None] = OrderedDict()
        self._server: GuestServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self._path = f"/callbacks/{secrets.token_urlsafe(PATH_BYTES)}"
        self._port = 0
        self.counts = CallbackCounts()

    @property
    def url(self) -> str:
        """The ``CallbackUrl`` to give to a Studio; empty while not started."""
        return f"http://{LOOPBACK}:{self._port}{self._path}" if self._port else ""

    async def start(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.bind((LOOPBACK, 0))
            listener.listen(LISTEN_BACKLOG)
            listener.setblocking(False)
        except OSError:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        self._server = GuestServer(_config(Starlette(routes=[Route(self._path, self._receive, methods=["POST"])])))
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]), name="callback receiver")
        await self._server.until_listening(self._serving)

    async def stop(self) -> None:
        if self._server is not None and self._serving is not None:
            self._server.end()
            await self._serving
        self._server = self._serving = None
        self._port = 0

    async def _receive(self, request: Request) -> Response:
        try:
            content = await _bounded(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if content is None:
            self.counts.too_large += 1
            return Response(status_code=413, headers={"Connection": "close"})
        try:
            body = CallbackBody.read_tolerant(json.loads(content))
        except (ValueError, RecursionError, ValidationError) as error:
            self.counts.unreadable += 1
            _log.info("a callback is not readable: %s", type(error).__name__)
            return Response(status_code=400)
        return Response(status_code=self._judge(body))

    def _judge(self, body: CallbackBody) -> int:
        """Count one callback, hand it on where it is genuine and new; give the HTTP status."""
        if not self._is_genuine(body):
            self.counts.wrongly_signed += 1
            _log.warning("a callback with a wrong signature was dropped (%d so far)", self.counts.wrongly_signed)
            return 403
        key = (body.task_id, body.sequence)
        if key in self._seen:
            self.counts.repeated += 1
            return 200
        self._seen[key] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        self.counts.accepted += 1
        try:
            self._on_callback(body)
        except Exception:
            _log.exception("a callback could not be used")
        return 200

    def _is_genuine(self, body: CallbackBody) -> bool:
        return any(
            is_callback_signed(body.signature, secret, body.timestamp, body.nonce)
            for secret in self._secrets_in_use()
            if secret
        )


async def _bounded(request: Request) -> bytes | None:
    """Read the body; ``None`` when it is too large."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_BODY_BYTES:
            return None
    return bytes(content)


def _config(application: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        lifespan="off",
        http="h11",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )
