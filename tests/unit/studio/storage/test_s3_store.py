"""What is sent to a bucket, and what becomes of answers a real server seldom gives."""

from __future__ import annotations

import hashlib
import re

import pytest

from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import Vendor
from chalkreel.studio.storage.keys import StorageKeys
from chalkreel.studio.storage.limits import MOST_PARTS, PART_BYTES, UploadLimits, part_bytes
from chalkreel.studio.storage.s3_store import S3Store
from chalkreel.studio.storage.store import StoreFailed
from tests.support.http_peer import Asked, HttpPeer, Says

SECRET = "a-secret-that-never-travels"
KEYS = StorageKeys("AKIDUNIT", SECRET)
CONTENT = b"film" * 100


def store(url: str, vendor: Vendor = Vendor.S3_COMPATIBLE, *, path_style: bool = True) -> S3Store:
    place = S3Place(vendor, "eu-west-1", "lessons", url, path_style, "physics")
    return S3Store(place, KEYS, UploadLimits(3))


def answer(status: int, length: int = 0, tag: str = '"t"') -> Says:
    return Says(f"HTTP/1.1 {status} X\r\nETag: {tag}\r\nContent-Length: {length}\r\n{_WHEN}\r\n".encode())


_WHEN = "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n"


@pytest.mark.asyncio
async def test_a_request_is_signed_with_what_it_carries_and_never_holds_the_secret() -> None:
    async with HttpPeer(lambda asked: answer(200, len(CONTENT) if asked.method == "HEAD" else 0)) as peer:
        await store(peer.url).put_bytes(CONTENT, "a%2Fb.mp4")

    put = peer.asked[0]
    assert (put.method, put.path, put.body) == ("PUT", "/lessons/physics/a%252Fb.mp4", CONTENT)
    assert put.headers["x-amz-content-sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert re.match(r"AWS4-HMAC-SHA256 Credential=AKIDUNIT/\d{8}/eu-west-1/s3/", put.headers["authorization"])
    assert not [asked for asked in peer.asked if SECRET in f"{asked.path}{asked.query}{asked.headers}"]


@pytest.mark.asyncio
async def test_a_key_that_may_only_write_is_enough() -> None:
    async with HttpPeer(lambda asked: answer(403 if asked.method == "HEAD" else 200)) as peer:
        stored = await store(peer.url).put_bytes(CONTENT, "a.mp4")

    assert stored.url == f"{peer.url}/lessons/physics/a.mp4"


@pytest.mark.asyncio
@pytest.mark.parametrize("held", [answer(200, 7), answer(200, len(CONTENT), '"another"'), answer(404)])
async def test_what_the_server_does_not_hold_as_it_was_sent_is_not_stored(held: Says) -> None:
    async with HttpPeer(lambda asked: held if asked.method == "HEAD" else answer(200)) as peer:
        with pytest.raises(StoreFailed, match="did not keep"):
            await store(peer.url).put_bytes(CONTENT, "a.mp4")

    assert [asked.method for asked in peer.asked] == ["PUT", "HEAD"] * 2


@pytest.mark.asyncio
async def test_a_server_in_trouble_is_asked_again() -> None:
    def in_trouble_at_first(asked: Asked) -> Says | None:
        if asked.method == "HEAD":
            return answer(200, len(CONTENT))
        attempts = len(peer.asked)
        return None if attempts == 1 else answer(503 if attempts == 2 else 200)

    async with HttpPeer(in_trouble_at_first) as peer:
        await store(peer.url).put_bytes(CONTENT, "a.mp4")

    assert [asked.method for asked in peer.asked] == ["PUT", "PUT", "PUT", "HEAD"]


@pytest.mark.asyncio
async def test_the_bucket_stands_in_the_hosts_name_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    async with HttpPeer(lambda asked: answer(200, len(CONTENT) if asked.method == "HEAD" else 0)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        stored = await store("http://s3.school.example:9000", path_style=False).put_bytes(CONTENT, "a.mp4")

    assert proxy.asked[0].headers["host"] == "lessons.s3.school.example:9000"
    assert proxy.asked[0].path == "/physics/a.mp4"
    assert stored.url == "http://lessons.s3.school.example:9000/physics/a.mp4"


@pytest.mark.parametrize("size", [0, 1, PART_BYTES * MOST_PARTS, 200 * 2**30])
def test_a_file_of_any_size_has_few_enough_parts_that_are_large_enough(size: int) -> None:
    assert part_bytes(size) >= PART_BYTES
    assert -(-size // part_bytes(size)) <= MOST_PARTS


def test_a_larger_file_gets_more_time_but_never_endless() -> None:
    limits = UploadLimits()

    assert limits.total_s(0) < limits.total_s(2**30) < 12 * 3600
    assert limits.request_s * 2 < limits.patience_s
