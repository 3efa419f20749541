"""Finished files reach their place whole, or the backup folder."""

import asyncio
import os
from pathlib import Path

import pytest

from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import FileStatus, Vendor
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.delivery import Delivered, Delivery
from chalkreel.studio.storage.places import Place


def recording(folder: Path) -> tuple[Path, Path]:
    """Make a file and the chapters beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    file, chapters = folder / "take.mp4", folder / "take.vtt"
    file.write_bytes(b"film" * 1000)
    chapters.write_text("WEBVTT\n")
    return file, chapters


def deliver(tmp_path: Path, file: Path, beside: list[Path], place: Place | S3Place) -> Delivered:
    delivery = Delivery(BackupFolder(tmp_path / "backup"))
    return asyncio.run(delivery.deliver(file, beside, place, None, "task"))


def test_a_file_and_its_chapters_are_moved(tmp_path: Path) -> None:
    file, chapters = recording(tmp_path / "work")

    delivered = deliver(tmp_path, file, [chapters], Place(tmp_path / "out", ("a",)))

    assert delivered.status is FileStatus.UPLOADED
    assert delivered.url == (tmp_path / "out" / "a" / "take.mp4").as_uri()
    assert sorted(path.name for path in (tmp_path / "out" / "a").iterdir()) == ["take.mp4", "take.vtt"]
    assert not list((tmp_path / "work").iterdir())


def test_another_file_system_is_reached_by_copying(tmp_path: Path) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is only one file system")
    root = other / f"chalkreel-{tmp_path.name}-{os.getpid()}"
    file, chapters = recording(tmp_path / "work")
    try:
        delivered = deliver(tmp_path, file, [chapters], Place(root, ()))
        assert delivered.path.read_bytes() == b"film" * 1000
        assert sorted(path.name for path in root.iterdir()) == ["take.mp4", "take.vtt"]
        assert not file.exists()
    finally:
        for path in root.iterdir():
            path.unlink()
        root.rmdir()


@pytest.mark.expects_log("cannot be stored")
def test_a_place_that_cannot_be_made_sends_the_file_to_the_backup_folder(tmp_path: Path) -> None:
    file, chapters = recording(tmp_path / "work")
    (tmp_path / "out").write_text("a file where a folder should be")

    delivered = deliver(tmp_path, file, [chapters], Place(tmp_path / "out", ("a",)))

    assert (delivered.status, delivered.url) == (FileStatus.IN_BACKUP, "")
    assert delivered.path == tmp_path / "backup" / "task" / "take.mp4"
    assert (tmp_path / "backup" / "task" / "take.vtt").exists()


@pytest.mark.expects_log("cannot be stored", "stays where it was recorded")
def test_without_a_backup_folder_the_file_stays_where_it_was_recorded(tmp_path: Path) -> None:
    file, chapters = recording(tmp_path / "work")
    for name in ("out", "backup"):
        (tmp_path / name).write_text("a file where a folder should be")

    delivered = deliver(tmp_path, file, [chapters], Place(tmp_path / "out", ()))

    assert (delivered.path, delivered.status) == (file, FileStatus.IN_BACKUP)
    assert file.exists()


def test_a_file_that_is_gone_is_lost(tmp_path: Path) -> None:
    delivered = deliver(tmp_path, tmp_path / "none.mp4", [], Place(tmp_path, ()))

    assert delivered.status is FileStatus.LOST


@pytest.mark.expects_log("keys of the storage are not known")
def test_a_bucket_without_keys_leaves_the_file_in_the_backup_folder(tmp_path: Path) -> None:
    file, chapters = recording(tmp_path / "work")

    delivered = deliver(tmp_path, file, [chapters], S3Place(Vendor.AMAZON_S3, "eu-west-1", "lessons"))

    assert delivered.status is FileStatus.IN_BACKUP
    assert delivered.path == tmp_path / "backup" / "task" / "take.mp4"


def test_what_is_let_go_leaves_no_empty_folder(tmp_path: Path) -> None:
    backup = BackupFolder(tmp_path / "backup")
    file, chapters = recording(tmp_path / "work")
    kept = backup.keep("task", file, [chapters])

    backup.let_go("task", [kept])
    assert (tmp_path / "backup" / "task" / "take.vtt").exists()
    backup.let_go("task", [kept, kept.with_suffix(".vtt")])

    assert not (tmp_path / "backup" / "task").exists()
