"""Finished files reach their place whole, or the backup folder."""

import os
from pathlib import Path

import pytest

from chalkreel.domain.enums import FileStatus
from chalkreel.studio.storage.delivery import Delivery
from chalkreel.studio.storage.places import Place


def recording(folder: Path) -> tuple[Path, Path]:
    """Make a file and the chapters beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    file, chapters = folder / "take.mp4", folder / "take.vtt"
    file.write_bytes(b"film" * 1000)
    chapters.write_text("WEBVTT\n")
    return file, chapters


def test_a_file_and_its_chapters_are_moved(tmp_path: Path) -> None:
    file, chapters = recording(tmp_path / "work")

    delivered = Delivery(tmp_path / "backup").deliver(file, [chapters], Place(tmp_path / "out", ("a",)), "task")

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
        delivered = Delivery(tmp_path / "backup").deliver(file, [chapters], Place(root, ()), "task")
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

    delivered = Delivery(tmp_path / "backup").deliver(file, [chapters], Place(tmp_path / "out", ("a",)), "task")

    assert (delivered.status, delivered.url) == (FileStatus.IN_BACKUP, "")
    assert delivered.path == tmp_path / "backup" / "task" / "take.mp4"
    assert (tmp_path / "backup" / "task" / "take.vtt").exists()


@pytest.mark.expects_log("cannot be stored", "stays where it was recorded")
def test_without_a_backup_folder_the_file_stays_where_it_was_recorded(tmp_path: Path) -> None:
    file, chapters = recording(tmp_path / "work")
    for name in ("out", "backup"):
        (tmp_path / name).write_text("a file where a folder should be")

    delivered = Delivery(tmp_path / "backup").deliver(file, [chapters], Place(tmp_path / "out", ()), "task")

    assert (delivered.path, delivered.status) == (file, FileStatus.IN_BACKUP)
    assert file.exists()


def test_a_file_that_is_gone_is_lost(tmp_path: Path) -> None:
    delivered = Delivery(tmp_path / "backup").deliver(tmp_path / "none.mp4", [], Place(tmp_path, ()), "task")

    assert delivered.status is FileStatus.LOST
