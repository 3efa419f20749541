"""Pictures a request names by address: fetched over http or https, bounded in bytes, time, pixels and redirects.

A request may name any host the computer reaches, loopback included: whoever may sign calls may also read
this computer's files through sources. What comes back must be a picture, or nothing of it is used.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from av.video.reformatter import Interpolation

from chalkreel.base.gentle_cancel import gently_cancelled
from chalkreel.base.http_ports import is_port
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.backgrounds import Rgb
from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import IMAGE_FETCH_S, IMAGE_MAX_BYTES, IMAGE_MAX_REDIRECTS, IMAGE_SCHEMES
from chalkreel.studio.sources.pictures import Picture, PictureRefused, load_picture

if TYPE_CHECKING:
    import httpx


class ImageRefused(Exception):  # noqa: N818 - read as a fact
    """A picture cannot be had from its address; ``sentence`` says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class ImageFetcher:
    """Fetches pictures for all tasks; lives on the loop's thread. Nothing is made before the first is asked for."""

    def __init__(self, limit_s: float = IMAGE_FETCH_S) -> None:
        self._limit_s = limit_s
        self._client: httpx.AsyncClient | None = None

    async def fetch(self, url: str, fits: Size, *, paper_rgb: Rgb | None, takes_gif: bool) -> Picture:
        """Give the picture at an address, not much larger than it is needed; raises ``ImageRefused``.

        ``fits`` is the canvas; ``paper_rgb`` shows through transparent places, ``None`` keeps them.
        """
        await asyncio.to_thread(import_module, "httpx")  # a Studio that fetches nothing need not load it
        import httpx

        try:
            async with asyncio.timeout(self._limit_s):
                content = await gently_cancelled(self._content(url))
        except TimeoutError:
            raise ImageRefused(phrase("The picture did not come within {limit} s.", limit=self._limit_s)) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise ImageRefused(
                phrase("The picture could not be fetched ({reason}).", reason=type(error).__name__)
            ) from None
        try:
            return await asyncio.to_thread(_loaded, content, fits, paper_rgb, takes_gif)
        except PictureRefused as refusal:
            raise ImageRefused(refusal.sentence) from None

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def _content(self, url: str) -> bytes:
        import httpx

        content = bytearray()
        async with self._answer(httpx.URL(url)) as answer:
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > IMAGE_MAX_BYTES:
                    break
        if len(content) > IMAGE_MAX_BYTES:
            limit = IMAGE_MAX_BYTES // (1024 * 1024)
            raise ImageRefused(phrase("The picture is larger than {limit} MB.", limit=limit))
        return bytes(content)

    @asynccontextmanager
    async def _answer(self, url: httpx.URL) -> AsyncIterator[httpx.Response]:
        """Follow redirects one by one: each has to lead to http or https again."""
        client = await self._opened()
        for _ in range(IMAGE_MAX_REDIRECTS + 1):
            if url.scheme not in IMAGE_SCHEMES:
                raise ImageRefused(phrase("Pictures are fetched over http and https only."))
            if not is_port(url.port):
                raise ImageRefused(phrase("There is no port {port}.", port=url.port))
            async with client.stream("GET", url) as answer:
                if answer.next_request is not None:
                    url = answer.next_request.url
                    continue
                if not answer.is_success:
                    raise ImageRefused(phrase("The server answers with {code}.", code=answer.status_code))
                yield answer
                return
        raise ImageRefused(phrase("The address leads from one to the next without end."))

    async def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            import httpx

            context = await asyncio.to_thread(httpx.create_ssl_context, trust_env=False)
            if self._client is None:  # another call may have been faster
                self._client = httpx.AsyncClient(
                    verify=context, trust_env=False, follow_redirects=False, timeout=self._limit_s
                )
        return self._client


def _loaded(content: bytes, fits: Size, paper_rgb: Rgb | None, takes_gif: bool) -> Picture:
    picture = load_picture(content, paper_rgb=paper_rgb, takes_gif=takes_gif)
    frame = picture.frame
    width, height = min(frame.width, fits.width), min(frame.height, fits.height)
    if (width, height) == (frame.width, frame.height):
        return picture
    return Picture(picture.size, frame.reformat(width, height, interpolation=Interpolation.AREA, threads=1))
