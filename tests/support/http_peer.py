"""A small real HTTP server on this computer that answers as a test wants, however badly."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from tests.support.serving import begin_serving, end_serving


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Says:
    """An answer: bytes that go out as they are."""

    raw: bytes

    @classmethod
    def json(cls, value: object, status: int = 200) -> Says:
        return cls.text(json.dumps(value), status, "application/json")

    @classmethod
    def text(cls, text: str | bytes, status: int = 200, kind: str = "text/html") -> Says:
        body = text.encode() if isinstance(text, str) else text
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        return cls(head.encode() + body)


Behaviour = Callable[[Asked], Awaitable[Says | None] | Says | None]


@dataclass
class HttpPeer:
    """Answers each request with ``behaviour``; ``None`` closes the connection without an answer."""

    behaviour: Behaviour
    asked: list[Asked] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    url: str = ""
    port: int = 0
    _served: dict[asyncio.Task, asyncio.StreamWriter] = field(default_factory=dict)

    async def __aenter__(self) -> HttpPeer:
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await end_serving(self._server, self._served)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begin_serving(self._served, self._serve(reader, writer), writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (asked := await _read(reader)) is not None:
                self.asked.append(asked)
                answer = self.behaviour(asked)
                if not isinstance(answer, Says | None):
                    answer = await answer
                if answer is None:
                    break
                writer.write(answer.raw)
                await writer.drain()
        except (ConnectionError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    """Read one request; ``None`` where the client went away before it was whole."""
    try:
        return await _read_whole(reader)
    except asyncio.IncompleteReadError:
        return None


async def _read_whole(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _version = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    parts = urlsplit(target)
    return Asked(method, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), headers, body)
