import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.delivery import Delivered, Delivery
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.record import FileRecord, PlaceRecord, TaskRecord

pytestmark = pytest.mark.asyncio


class FaultyDelivery(Delivery):
    """Fails at once for one file, and is slow with the others."""

    async def deliver(self, file: Path, *others: Any) -> Delivered:
        if file.name == "faulty.mp4":
            raise RuntimeError("faulty")
        await asyncio.sleep(0.01)
        return await super().deliver(file, *others)


@pytest.fixture
def files(tmp_path: Path) -> list[FileRecord]:
    files = []
    for name in ("faulty.mp4", "one.mp4", "two.mp4"):
        (tmp_path / name).touch()
        files.append(FileRecord(file_id=name, path=str(tmp_path / name), begin_ms=0))
    return files


@asynccontextmanager
async def finishing(folder: Path, files: list[FileRecord]) -> AsyncIterator[tuple[Finisher, TaskBook]]:
    place = PlaceRecord(root=str(folder / "recordings"))
    record = TaskRecord(task_id="t", room_id="r", begin_ms=0, status=TaskStatus.ENDED, place=place, files=files)
    disk, callbacks = DiskWriter(), Callbacks(StudioSettings(folder, 1, "secret"))
    finisher = Finisher(FaultyDelivery(BackupFolder(folder / "backup")), callbacks)
    yield finisher, TaskBook(record, folder / "t", disk)
    await callbacks.close(1)
    disk.close()


async def test_a_fault_at_one_file_is_told_when_the_others_are_stored(tmp_path: Path, files: list[FileRecord]) -> None:
    async with finishing(tmp_path, files) as (finisher, book):
        with pytest.raises(RuntimeError, match="faulty"):
            await finisher.store_all(book, [(file, None) for file in files])
        assert [file.status for file in files] == [FileStatus.UPLOADING, FileStatus.UPLOADED, FileStatus.UPLOADED]


async def test_a_fault_at_a_retry_leaves_the_file_waiting_for_the_next(tmp_path: Path, files: list[FileRecord]) -> None:
    for file in files:
        file.status = FileStatus.IN_BACKUP
    async with finishing(tmp_path, files) as (finisher, book):
        with pytest.raises(RuntimeError, match="faulty"):
            await finisher.retry(book)
        assert [file.status for file in files] == [FileStatus.IN_BACKUP, FileStatus.UPLOADED, FileStatus.UPLOADED]
