"""The mix as it is being recorded: pictures out of a multipart stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator

import httpx

from chalkreel.base.gentle_cancel import gently_cancelled
from chalkreel.services.errors import BadAnswer, StudioRefused
from chalkreel.services.http import translated

LARGEST_HEADERS_BYTES = 4 * 1024
LARGEST_PICTURE_BYTES = 8 * 1024 * 1024
FIRST_ERROR_STATUS = 400
_HEADERS_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


async def preview_pictures(http: httpx.AsyncClient, request: httpx.Request, host: str) -> AsyncGenerator[bytes, None]:
    """Yield pictures until the stream ends or the caller closes the iteration; a slow caller misses some.

    A task of its own reads the stream, because it can be ended from inside: httpx's generators must not be left
    half-way, which Qt's event loop cannot end properly.
    """
    newest = _Newest()
    reading = asyncio.create_task(gently_cancelled(_read(http, request, host, newest)), name="preview")
    reading.add_done_callback(lambda _: newest.end())
    try:
        while (picture := await newest.take()) is not None:
            yield picture
        await reading
    finally:
        reading.cancel()
        await asyncio.wait([reading])


async def _read(http: httpx.AsyncClient, request: httpx.Request, host: str, newest: _Newest) -> None:
    parts = MultipartPictures()
    async with translated(host):
        response = await http.send(request, stream=True)
        try:
            async for chunk in response.aiter_bytes():
                if response.status_code < FIRST_ERROR_STATUS:
                    for picture in parts.feed(chunk):
                        newest.put(picture)
        finally:
            await response.aclose()
    if response.status_code >= FIRST_ERROR_STATUS:
        raise StudioRefused(response.status_code, None)
    if parts.problem:
        raise BadAnswer(host, parts.problem)


class _Newest:
    """Holds the newest picture until it is taken."""

    def __init__(self) -> None:
        self._picture: bytes | None = None
        self._is_ended = False
        self._changed = asyncio.Event()

    def put(self, picture: bytes) -> None:
        self._picture = picture
        self._changed.set()

    def end(self) -> None:
        self._is_ended = True
        self._changed.set()

    async def take(self) -> bytes | None:
        """Wait for the next picture; ``None`` after the last."""
        await self._changed.wait()
        picture, self._picture = self._picture, None
        if not self._is_ended:
            self._changed.clear()
        return picture


class MultipartPictures:
    """Cuts a ``multipart/x-mixed-replace`` stream into its pictures; each part must tell its length.

    ``problem`` says what makes no sense in the stream; nothing is taken from it any more after that.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._wanted_bytes: int | None = None
        self.problem = ""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Take in the next bytes and give the pictures that are complete by now."""
        if self.problem:
            return
        self._buffer += chunk
        while not self.problem:
            if self._wanted_bytes is None:
                self._take_headers()
            if self._wanted_bytes is None or len(self._buffer) < self._wanted_bytes:
                return
            picture = bytes(self._buffer[: self._wanted_bytes])
            del self._buffer[: self._wanted_bytes]
            self._wanted_bytes = None
            yield picture

    def _take_headers(self) -> None:
        """Take boundary and headers off the buffer, as soon as they are whole."""
        end = self._buffer.find(_HEADERS_END)
        if end < 0:
            if len(self._buffer) > LARGEST_HEADERS_BYTES:
                self.problem = "a preview without pictures"
            return
        lines = bytes(self._buffer[:end]).lower().split(b"\r\n")
        del self._buffer[: end + len(_HEADERS_END)]
        length = next((line[len(_LENGTH) :].strip() for line in lines if line.startswith(_LENGTH)), b"")
        if length.isdigit() and int(length) <= LARGEST_PICTURE_BYTES:
            self._wanted_bytes = int(length)
        else:
            self.problem = "a preview picture without a sensible length"
