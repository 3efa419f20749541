"""What of earlier processes is still known after a start, and what is let go."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.domain.limits import BACKUP_S, QUERY_WINDOW_S
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.tasks.book import RECORD_FILE, TaskBook
from chalkreel.studio.tasks.record import FileRecord, PlaceRecord, TaskRecord
from chalkreel.studio.tasks.recovery import expire_backups, read_books, settle_retries

NOW_S = time.time()


def kept_task(folder: Path, name: str, age_s: float, *files: FileRecord, is_finished: bool = True) -> TaskRecord:
    begin_ms = int((NOW_S - age_s) * 1000)
    record = TaskRecord(
        task_id=name,
        room_id="r",
        begin_ms=begin_ms,
        end_ms=begin_ms,
        status=TaskStatus.ENDED,
        place=PlaceRecord(root="/"),
        files=list(files),
        is_finished=is_finished,
    )
    (folder / name).mkdir(parents=True)
    (folder / name / RECORD_FILE).write_text(record.model_dump_json())
    return record


@pytest.mark.expects_log("A task record cannot be read")
def test_only_tasks_nobody_can_ask_for_are_forgotten(tmp_path: Path) -> None:
    disk, old_s = DiskWriter(), QUERY_WINDOW_S + 60
    backed_up = FileRecord(file_id="f", path="/f", begin_ms=0, status=FileStatus.IN_BACKUP)
    kept_task(tmp_path, "recent", 60)
    kept_task(tmp_path, "old", old_s)
    kept_task(tmp_path, "old-unfinished", old_s, is_finished=False)
    kept_task(tmp_path, "old-in-backup", old_s, backed_up)
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / RECORD_FILE).write_text('{"task_id": ')
    (tmp_path / "empty").mkdir()

    books = read_books(tmp_path, disk, NOW_S)

    disk.close()
    assert [book.task_id for book in books] == ["old-in-backup", "old-unfinished", "recent"]
    assert not (tmp_path / "old").exists()


def test_a_folder_that_is_not_there_holds_no_tasks(tmp_path: Path) -> None:
    disk = DiskWriter()

    assert read_books(tmp_path / "none", disk) == []
    disk.close()


@pytest.mark.parametrize(("age_s", "status"), [(BACKUP_S - 60, FileStatus.IN_BACKUP), (BACKUP_S + 60, FileStatus.LOST)])
def test_files_in_the_backup_folder_are_gone_after_three_days(tmp_path: Path, age_s: float, status: FileStatus) -> None:
    path = tmp_path / "take.mp4"
    path.write_bytes(b"film")
    file = FileRecord(file_id="f", path=str(path), begin_ms=0, status=FileStatus.IN_BACKUP)
    disk = DiskWriter()
    book = TaskBook(kept_task(tmp_path, "t", age_s, file), tmp_path / "t", disk)

    asyncio.run(expire_backups([book], BackupFolder(tmp_path / "backup"), int(NOW_S * 1000)))

    disk.close()
    assert book.record.files[0].status is status
    assert path.exists() == (status is FileStatus.IN_BACKUP)


def test_the_three_days_begin_when_a_file_comes_into_the_backup_folder(tmp_path: Path) -> None:
    since_ms = [int((NOW_S - BACKUP_S + left_s) * 1000) for left_s in (-60, 60)]
    paths = [tmp_path / name for name in ("early.mp4", "late.mp4")]
    for path in paths:
        path.write_bytes(b"film")
    files = [
        FileRecord(file_id=p.name, path=str(p), begin_ms=0, status=FileStatus.IN_BACKUP, backup_since_ms=since)
        for p, since in zip(paths, since_ms, strict=True)
    ]
    disk = DiskWriter()
    book = TaskBook(kept_task(tmp_path, "t", 9 * BACKUP_S, *files), tmp_path / "t", disk)

    asyncio.run(expire_backups([book], BackupFolder(tmp_path / "backup"), int(NOW_S * 1000)))

    disk.close()
    assert [file.status for file in book.record.files] == [FileStatus.LOST, FileStatus.IN_BACKUP]
    assert [path.exists() for path in paths] == [False, True]


def test_a_retry_that_the_end_of_the_process_broke_off_waits_again(tmp_path: Path) -> None:
    here, gone = tmp_path / "here.mp4", tmp_path / "gone.mp4"
    here.write_bytes(b"film")
    moved = tmp_path / "out" / "moved.mp4"
    moved.parent.mkdir()
    moved.write_bytes(b"film")
    files = [
        FileRecord(file_id=name, path=str(tmp_path / name), begin_ms=0, status=FileStatus.UPLOADING)
        for name in (here.name, gone.name, moved.name)
    ]
    record = kept_task(tmp_path, "t", 60, *files)
    record.place = PlaceRecord(root=str(moved.parent))
    disk = DiskWriter()
    book = TaskBook(record, tmp_path / "t", disk)

    settle_retries(book)

    disk.close()
    assert [file.status for file in book.record.files] == [FileStatus.IN_BACKUP, FileStatus.LOST, FileStatus.UPLOADED]
    assert book.record.files[2].url == moved.as_uri()
