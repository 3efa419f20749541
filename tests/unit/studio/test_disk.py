"""Small files that cannot be written now are written later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from chalkreel.studio.disk import DiskWriter


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
