"""The folder for files that could not be stored: one folder per task, kept three days (CONTRACT section 11)."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.studio.storage.folder_store import move

log = log_of(Topic.STORAGE)


class BackupFolder:
    """Every method blocks; files of one task may come and go on several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folders_lock = threading.Lock()
        """Held while a task's folder is made and filled, or removed."""

    def place_of(self, task_id: str, name: str) -> Path:
        """Give where a task's file waits, or would."""
        return self._folder / task_id / name

    def keep(self, task_id: str, file: Path, beside: Sequence[Path]) -> Path:
        """Move a file and what belongs ``beside`` it here; raises ``OSError``."""
        folder = self._folder / task_id
        with self._folders_lock:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for other in beside:
                if other.exists():
                    move(other, folder / other.name)
            return move(file, folder / file.name)

    def take_along(self, task_id: str, files: Sequence[Path]) -> None:
        """Move what belongs to a file that waits here already; what cannot be moved stays where it is."""
        for file in files:
            try:
                if file.exists():
                    move(file, self.place_of(task_id, file.name))
            except OSError as error:
                log.warning("%s stays where it was recorded: %s", file, error.strerror)

    def drop(self, task_id: str) -> None:
        """Remove everything of a task."""
        shutil.rmtree(self._folder / task_id, ignore_errors=True)

    def let_go(self, task_id: str, files: Sequence[Path]) -> None:
        """Remove files wherever they wait, and the task's folder here once it is empty; what resists stays."""
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                log.warning("%s was stored and cannot be removed: %s", file, error.strerror)
        with self._folders_lock, suppress(OSError):
            (self._folder / task_id).rmdir()  # which a folder that holds anything refuses
