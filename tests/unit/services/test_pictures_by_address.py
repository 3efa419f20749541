"""Pictures by address for the window: what is taken, what is refused, and that nothing takes for ever."""

from __future__ import annotations

import pytest
import pytest_asyncio

from chalkreel.domain.limits import IMAGE_MAX_BYTES, IMAGE_MAX_REDIRECTS
from chalkreel.services.errors import AnswerTimedOut, BadAnswer, ServiceError
from chalkreel.services.http import new_client
from chalkreel.services.pictures_by_address import fetch_picture
from tests.support.image_server import Answer, ImageServer

CONTENT = b"\x89PNG\r\n\x1a\n and so on"


def to(path: str) -> Answer:
    return Answer(status=302, headers={"Location": path})


@pytest.fixture
def server():
    hops = {f"hop{number}": to(f"/hop{number - 1}") for number in range(1, IMAGE_MAX_REDIRECTS + 2)}
    with ImageServer(
        png=Answer(CONTENT),
        hop0=Answer(CONTENT),
        big=Answer(b"\0" * (IMAGE_MAX_BYTES + 1)),
        hangs=Answer(hangs=True),
        file=to("file:///etc/passwd"),
        **hops,
    ) as made:
        yield made


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["png", f"hop{IMAGE_MAX_REDIRECTS}"])
async def test_what_lies_at_an_address_is_given(http, server, name):
    assert await fetch_picture(http, server.url(name)) == CONTENT


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["nothing", "big", "file", f"hop{IMAGE_MAX_REDIRECTS + 1}"])
async def test_what_the_recorder_would_not_take_is_refused(http, server, name):
    with pytest.raises(BadAnswer):
        await fetch_picture(http, server.url(name))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "a word", "ftp://x.example/a.png", "http://", "http://127.0.0.1:99999/a.png"]
)
async def test_only_http_addresses_are_asked(http, address):
    with pytest.raises(ServiceError):
        await fetch_picture(http, address)


@pytest.mark.asyncio
async def test_a_silent_server_is_given_up(http, server):
    with pytest.raises(AnswerTimedOut):
        await fetch_picture(http, server.url("hangs"), within_s=0.1)
