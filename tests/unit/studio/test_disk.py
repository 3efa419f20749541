"""Small files that cannot be written now are written later."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from chalkreel.studio import disk as disk_module
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.files import write_private


@pytest.mark.expects_log("cannot be written")
def test_what_failed_is_written_once_there_is_room_in_its_order(tmp_path: Path) -> None:
    async def write() -> None:
        disk = DiskWriter()
        blocked = tmp_path / "blocked"
        blocked.write_text("a file where a folder should be")
        disk.append(blocked / "events", "one")
        disk.replace(blocked / "record", "old")
        disk.replace(blocked / "record", "new")
        disk.replace(tmp_path / "other", "not held up")
        await disk.flushed()
        assert (tmp_path / "other").read_text() == "not held up"
        blocked.unlink()
        disk.append(blocked / "events", "two")
        await disk.flushed()
        disk.close()
        assert (blocked / "events").read_text() == "one\ntwo\n"
        assert (blocked / "record").read_text() == "new"

    asyncio.run(write())


@pytest.mark.expects_log("cannot be written")
@pytest.mark.parametrize("by_retry", [True, False], ids=["by retrying", "at the end"])
def test_what_failed_is_tried_again_without_another_write(tmp_path: Path, by_retry: bool) -> None:
    async def write() -> None:
        disk = DiskWriter()
        blocked = tmp_path / "blocked"
        blocked.write_text("a file where a folder should be")
        disk.replace(blocked / "record", "text")
        await disk.flushed()
        blocked.unlink()
        if by_retry:
            disk.retry()
            await disk.flushed()
            assert (blocked / "record").read_text() == "text"
        disk.close()
        assert (blocked / "record").read_text() == "text"

    asyncio.run(write())


def test_a_slow_disk_is_not_asked_for_what_was_replaced_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    is_slow, goes_on = threading.Event(), threading.Event()

    def write_slowly(path: Path, text: str) -> None:
        is_slow.set()
        goes_on.wait(5)
        written.append(text)
        write_private(path, text)

    async def write() -> None:
        monkeypatch.setattr(disk_module, "write_private", write_slowly)
        disk = DiskWriter()
        disk.replace(tmp_path / "record", "0")
        is_slow.wait(5)
        for number in range(1, 1000):
            disk.replace(tmp_path / "record", str(number))
        disk.append(tmp_path / "events", "one")
        goes_on.set()
        await disk.flushed()
        assert (tmp_path / "record").read_text() == "999"
        assert (tmp_path / "events").read_text() == "one\n"
        disk.replace(tmp_path / "record", "again")
        await disk.flushed()
        disk.close()
        assert written == ["0", "999", "again"]

    asyncio.run(write())
