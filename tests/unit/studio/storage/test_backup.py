import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from chalkreel.studio.storage.backup import BackupFolder

ROUNDS = 200


def at_once(*works: Callable[[], object]) -> None:
    """Do all of it beside each other, and fail with what one of them fails with."""
    start, failures = threading.Barrier(len(works)), list[Exception]()

    def do(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_several_files_of_a_task_leave_at_once_and_take_its_folder_with_them(tmp_path: Path) -> None:
    backup = BackupFolder(tmp_path)
    for _ in range(ROUNDS):
        files = [backup.place_of("task", f"{number}.mp4") for number in range(4)]
        files[0].parent.mkdir()
        for file in files:
            file.touch()
        at_once(*(partial(backup.let_go, "task", [file]) for file in files))
        assert not files[0].parent.exists()


def test_a_file_that_comes_while_another_leaves_is_kept(tmp_path: Path) -> None:
    backup = BackupFolder(tmp_path / "backup")
    for number in range(ROUNDS):
        leaving, coming = backup.place_of("task", "old.mp4"), tmp_path / f"{number}.mp4"
        leaving.parent.mkdir(parents=True, exist_ok=True)
        leaving.touch()
        coming.touch()
        at_once(partial(backup.let_go, "task", [leaving]), partial(backup.keep, "task", coming, []))
        assert [path.name for path in leaving.parent.iterdir()] == [coming.name]
        backup.let_go("task", [backup.place_of("task", coming.name)])


@pytest.mark.expects_log("was stored and cannot be removed")
def test_what_cannot_be_removed_stays_and_does_not_hold_up_the_rest(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stubborn, other = tmp_path / "folder", tmp_path / "other.mp4"
    stubborn.mkdir()
    other.touch()
    BackupFolder(tmp_path / "backup").let_go("task", [stubborn, other])
    assert not other.exists()
    assert "cannot be removed" in caplog.text
