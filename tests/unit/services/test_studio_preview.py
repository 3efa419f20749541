from contextlib import aclosing

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.services.errors import BadAnswer, ConnectionFailed, StudioRefused
from chalkreel.services.http import new_client
from chalkreel.services.studio_preview import LARGEST_PICTURE_BYTES, MultipartPictures, preview_pictures
from tests.support.http_peer import HttpPeer, Says


def part(picture):
    return b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(picture), picture)


@given(st.lists(st.binary(max_size=200), max_size=5), st.integers(1, 50))
def test_pictures_come_whole_however_the_stream_is_cut(pictures, step):
    stream = b"".join(part(picture) for picture in pictures) + b"--b--\r\n"
    parts = MultipartPictures()
    found = [picture for at in range(0, len(stream), step) for picture in parts.feed(stream[at : at + step])]
    assert found == pictures
    assert parts.problem == ""


@pytest.mark.parametrize(
    "stream",
    [b"x" * 5000, b"--b\r\n\r\n", b"Content-Length: x\r\n\r\n", b"Content-Length: %d\r\n\r\n" % 10**12],
    ids=["no headers", "no length", "a length that is none", "a huge one"],
)
def test_a_stream_that_makes_no_sense_is_not_followed(stream):
    parts = MultipartPictures()
    assert list(parts.feed(stream)) == []
    assert parts.problem
    assert list(parts.feed(part(b"late"))) == []
    assert LARGEST_PICTURE_BYTES < 10**12


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


def preview(http, peer):
    return preview_pictures(http, http.build_request("GET", peer.url), "Studio")


ENDLESS = Says(b"HTTP/1.1 200 X\r\nContent-Length: 99999\r\n\r\n" + part(b"one"))


@pytest.mark.asyncio
async def test_pictures_are_yielded_until_the_stream_ends(http):
    async with HttpPeer(lambda _: Says.text(part(b"one"))) as peer, aclosing(preview(http, peer)) as pictures:
        assert [picture async for picture in pictures] == [b"one"]


@pytest.mark.asyncio
async def test_closing_it_half_way_leaves_nothing(http):
    async with HttpPeer(lambda _: ENDLESS) as peer, aclosing(preview(http, peer)) as pictures:
        assert await anext(pictures) == b"one"


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_closing_it_half_way_leaves_nothing_on_qts_event_loop(http):
    async with HttpPeer(lambda _: ENDLESS) as peer, aclosing(preview(http, peer)) as pictures:
        assert await anext(pictures) == b"one"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (Says.json({"reason": "ended"}, 409), StudioRefused),
        (Says.text("x" * 5000), BadAnswer),
        (None, ConnectionFailed),
    ],
)
async def test_failures_are_our_own_errors(http, behaviour, error):
    async with HttpPeer(lambda _: behaviour) as peer, aclosing(preview(http, peer)) as pictures:
        with pytest.raises(error):
            await anext(pictures)
