"""Pictures by address: what is taken, what is refused, and that nothing takes for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import numpy as np
import pytest
import pytest_asyncio

from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import IMAGE_MAX_BYTES, IMAGE_MAX_REDIRECTS
from chalkreel.studio.images import ImageFetcher, ImageRefused
from chalkreel.studio.sources.pictures import Picture
from tests.support.image_server import Answer, ImageServer
from tests.support.recordings import RED, gif_bytes, picture_bytes, plain

CANVAS = Size(640, 360)
PNG = picture_bytes(plain(Size(100, 50), RED))
ROUNDS_TO_END = 10
"""Of the loop: a body that was not read to its end is let go of in several steps."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def to(path: str) -> Answer:
    return Answer(status=302, headers={"Location": path})


@pytest.fixture
def server() -> Iterator[ImageServer]:
    hops = {f"hop{number}": to(f"/hop{number - 1}") for number in range(1, IMAGE_MAX_REDIRECTS + 2)}
    see_through = np.zeros((20, 20, 4), np.uint8)
    see_through[:, :10] = (200, 30, 30, 255)
    with ImageServer(
        png=Answer(PNG),
        jpg=Answer(picture_bytes(plain(Size(64, 64), RED), "mjpeg", "yuvj420p")),
        gif=Answer(gif_bytes(Size(60, 40), RED)),
        svg=Answer(SVG, headers={"Content-Type": "image/svg+xml"}),
        half=Answer(PNG[: len(PNG) // 2]),
        big=Answer(PNG + b"\0" * IMAGE_MAX_BYTES),
        wide=Answer(picture_bytes(plain(Size(3000, 50), RED))),
        alpha=Answer(picture_bytes(see_through, "png", "rgba")),
        hangs=Answer(hangs=True),
        loop=to("/loop"),
        file=to("file:///etc/passwd"),
        hop0=Answer(PNG),
        **hops,
    ) as made:
        yield made


@pytest_asyncio.fixture
async def fetcher() -> AsyncIterator[ImageFetcher]:
    made = ImageFetcher(limit_s=0.5)
    yield made
    await made.close()
    for _ in range(ROUNDS_TO_END):
        await asyncio.sleep(0)


async def fetched(fetcher: ImageFetcher, url: str, **how: object) -> Picture:
    return await fetcher.fetch(url, CANVAS, **{"paper_rgb": (0, 0, 0), "takes_gif": True, **how})


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["png", "jpg", "gif", "hop0", f"hop{IMAGE_MAX_REDIRECTS}"])
async def test_a_picture_is_taken_also_over_a_few_redirects(
    server: ImageServer, fetcher: ImageFetcher, name: str
) -> None:
    picture = await fetched(fetcher, server.url(name))
    pixels = picture.frame.to_ndarray(format="rgb24")
    assert np.abs(pixels.reshape(-1, 3).mean(axis=0) - RED).max() < 25


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing", "answers with 404"),
        ("half", "damaged"),
        ("svg", "cannot draw SVG"),
        ("big", "larger than 5 MB"),
        ("hangs", "did not come"),
        ("loop", "without end"),
        (f"hop{IMAGE_MAX_REDIRECTS + 1}", "without end"),
        ("file", "http and https only"),
    ],
)
async def test_anything_else_is_refused_with_a_sentence(
    server: ImageServer, fetcher: ImageFetcher, name: str, words: str
) -> None:
    with pytest.raises(ImageRefused, match=words):
        await fetched(fetcher, server.url(name))
    assert server.asked["/loop"] <= IMAGE_MAX_REDIRECTS + 1


NO_PORT = "http://127.0.0.1:99999/a.png"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/a.png", "http://", "ftp://127.0.0.1/a.png", "http://[::1", NO_PORT]
)
async def test_an_address_that_leads_nowhere_is_refused(fetcher: ImageFetcher, url: str) -> None:
    with pytest.raises(ImageRefused):
        await fetched(fetcher, url)


@pytest.mark.asyncio
async def test_a_picture_larger_than_the_canvas_is_kept_small(server: ImageServer, fetcher: ImageFetcher) -> None:
    picture = await fetched(fetcher, server.url("wide"))
    assert (picture.frame.width, picture.frame.height) == (640, 50)
    assert picture.size == Size(3000, 50)


@pytest.mark.asyncio
async def test_transparency_is_kept_or_put_on_paper(server: ImageServer, fetcher: ImageFetcher) -> None:
    on_paper = (await fetched(fetcher, server.url("alpha"), paper_rgb=(10, 20, 30))).frame.to_ndarray(format="rgb24")
    assert on_paper[5, 15].tolist() == [10, 20, 30]
    kept = (await fetched(fetcher, server.url("alpha"), paper_rgb=None)).frame
    assert kept.format.name == "rgba"
    assert kept.to_ndarray()[5, 15, 3] == 0


@pytest.mark.asyncio
async def test_a_gif_is_no_watermark(server: ImageServer, fetcher: ImageFetcher) -> None:
    with pytest.raises(ImageRefused):
        await fetched(fetcher, server.url("gif"), paper_rgb=None, takes_gif=False)
