"""Uploads into a real bucket, over connections that break."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import Vendor
from chalkreel.studio.storage.keys import StorageKeys
from chalkreel.studio.storage.limits import PART_BYTES, UploadLimits
from chalkreel.studio.storage.s3_store import S3Store
from chalkreel.studio.storage.store import StoreFailed
from chalkreel.studio.storage.surroundings import forget_foreign_settings
from tests.support.s3_server import ACCESS_KEY_ID, ACCESS_KEY_SECRET, BUCKET, S3Server, free_ports
from tests.support.tcp_proxy import FINE, Fault, TcpProxy

KEYS = StorageKeys(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
LARGE_BYTES = 4 * PART_BYTES + 4321
PATIENCE_S = 6.0


def store(url: str, folder: str = "uploads/", keys: StorageKeys = KEYS, patience_s: float = PATIENCE_S) -> S3Store:
    place = S3Place(Vendor.S3_COMPATIBLE, "us-east-1", BUCKET, url, force_path_style=True, output_folder=folder)
    return S3Store(place, keys, UploadLimits(patience_s))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.mp4"
    path.write_bytes(os.urandom(LARGE_BYTES))
    return path


def every_other_early(connection: int) -> Fault:
    """Cut every second connection in the middle of its first part."""
    return Fault(cut_after_bytes=PART_BYTES // 3) if connection % 2 == 0 else FINE


def each_late(_: int) -> Fault:
    """Cut every connection in the middle of its second part."""
    return Fault(cut_after_bytes=PART_BYTES * 3 // 2)


@pytest.mark.parametrize("name", ["plain.mp4", "r%2Fä 中_a+b&c=d_VA.mp4"])
def test_what_is_stored_is_what_was_sent(s3: S3Server, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(os.urandom(70_000))

    stored = asyncio.run(store(s3.url, "uploads/names").put_file(file, name))

    assert s3.read(f"uploads/names/{name}") == file.read_bytes()
    assert stored.url.startswith(f"{s3.url}/{BUCKET}/uploads/names/")
    assert file.exists()


def test_bytes_are_stored_without_a_file(s3: S3Server) -> None:
    asyncio.run(store(s3.url).put_bytes(b"#EXTM3U", "list.m3u8"))

    assert s3.read("uploads/list.m3u8") == b"#EXTM3U"


@pytest.mark.parametrize("fault_of", [every_other_early, each_late])
def test_a_large_file_survives_connections_that_are_cut(
    s3: S3Server, large: Path, fault_of: Callable[[int], Fault]
) -> None:
    with TcpProxy(s3.port, fault_of) as proxy:
        asyncio.run(store(proxy.url).put_file(large, f"{fault_of.__name__}.mp4"))
        assert proxy.faults
        assert proxy.connections > 2

    assert s3.read(f"uploads/{fault_of.__name__}.mp4") == large.read_bytes()


def test_a_stalled_connection_is_given_up_and_tried_again(s3: S3Server) -> None:
    with TcpProxy(s3.port, lambda number: Fault(is_stalled=True) if number == 1 else FINE) as proxy:
        asyncio.run(store(proxy.url, patience_s=3).put_bytes(b"x" * 1000, "stalled"))
        assert proxy.connections > 1

    assert s3.read("uploads/stalled") == b"x" * 1000


def test_a_slow_connection_is_waited_for(s3: S3Server) -> None:
    with TcpProxy(s3.port, lambda _: Fault(delay_s=0.02)) as proxy:
        asyncio.run(store(proxy.url).put_bytes(b"y" * 500_000, "slow"))

    assert s3.read("uploads/slow") == b"y" * 500_000


@pytest.mark.parametrize("fault", [Fault(is_stalled=True), Fault(is_turned_away=True)], ids=["stalls", "turns away"])
def test_a_server_that_never_answers_costs_no_more_than_the_patience(s3: S3Server, fault: Fault) -> None:
    with (
        TcpProxy(s3.port, lambda _: fault) as proxy,
        pytest.raises(StoreFailed, match=r"cannot be reached|in time"),
    ):
        asyncio.run(store(proxy.url, patience_s=0.6).put_bytes(b"z", "never"))
    assert "uploads/never" not in s3.keys("uploads/")


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(StoreFailed, match="cannot be reached"):
        asyncio.run(store(f"http://127.0.0.1:{free_ports(1)[0]}", patience_s=0.5).put_bytes(b"z", "never"))


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (StorageKeys("AKIDUNKNOWN", ACCESS_KEY_SECRET), "does not know this access key"),
        (StorageKeys(ACCESS_KEY_ID, "another-secret"), "does not belong"),
    ],
)
def test_a_wrong_key_is_said_at_once(s3: S3Server, keys: StorageKeys, sentence: str) -> None:
    with TcpProxy(s3.port) as proxy, pytest.raises(StoreFailed, match=sentence):
        asyncio.run(store(proxy.url, keys=keys, patience_s=300).put_bytes(b"z", "never"))


def test_one_stalled_upload_holds_up_no_other(s3: S3Server) -> None:
    async def both(stalled: S3Store, fine: S3Store) -> None:
        waiting = asyncio.create_task(stalled.put_bytes(b"a", "waiting"))
        await asyncio.gather(*(fine.put_bytes(b"b", f"beside-{number}") for number in range(20)))
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    with TcpProxy(s3.port, lambda _: Fault(is_stalled=True)) as proxy:
        asyncio.run(both(store(proxy.url, patience_s=300), store(s3.url)))

    assert "uploads/beside-19" in s3.keys("uploads/")


def test_what_the_surroundings_say_about_buckets_is_forgotten(monkeypatch: pytest.MonkeyPatch, s3: S3Server) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "somebody-elses")
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")

    forget_foreign_settings()
    asyncio.run(store(s3.url).put_bytes(b"mine", "mine"))

    assert s3.read("uploads/mine") == b"mine"
    assert not [name for name in os.environ if name.startswith("AWS_")]
