"""One thread that writes small files in order, so that no task ever waits for a disk."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.studio.files import append_line, write_private

RETRY_S = 2.0

log = log_of(Topic.STORAGE)


@dataclass(frozen=True, slots=True)
class _Write:
    """One thing to be written."""

    path: Path
    do: Callable[[], None]


class DiskWriter:
    """Writes in the order of the calls; nobody waits for it.

    What replaces a file makes earlier replacements needless that still wait: a slow disk is not asked for each.
    What fails (on a full disk, say) is logged once and tried again, still in its order: before the next write, and
    by ``retry``.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="studio-disk")
        self._lock = threading.Lock()
        self._newest: dict[Path, str] = {}
        self._waiting: list[_Write] = []
        self._retry_due_s = 0.0

    def append(self, path: Path, line: str) -> None:
        self._submit(_Write(path, lambda: append_line(path, line)))

    def replace(self, path: Path, text: str) -> None:
        with self._lock:
            is_waiting = path in self._newest
            self._newest[path] = text
        if is_waiting:
            self._executor.submit(self._catch_up)
        else:
            self._submit(_Write(path, lambda: self._write_newest(path)))

    def retry(self) -> None:
        """Try again what failed, at most every two seconds; returns at once."""
        now_s = time.monotonic()
        if self._waiting and now_s >= self._retry_due_s:
            self._retry_due_s = now_s + RETRY_S
            self._executor.submit(self._catch_up)

    async def flushed(self) -> None:
        """Wait until everything asked for so far has been written or tried."""
        await asyncio.get_running_loop().run_in_executor(self._executor, lambda: None)

    def close(self) -> None:
        self._executor.submit(self._catch_up)
        self._executor.shutdown(wait=True)

    def _submit(self, write: _Write) -> None:
        self._executor.submit(self._take, write)

    # On the thread.

    def _take(self, write: _Write) -> None:
        self._waiting.append(write)
        self._catch_up(newest=write)

    def _write_newest(self, path: Path) -> None:
        """Write what the file is to be now; raises ``OSError``."""
        is_written = False
        while not is_written:
            text = self._newest[path]
            write_private(path, text)
            with self._lock:
                if is_written := self._newest[path] is text:
                    del self._newest[path]

    def _catch_up(self, newest: _Write | None = None) -> None:
        """Write what waits, in its order, up to what still fails; a failure of the newest is told."""
        failed: list[_Write] = []
        for write in self._waiting:
            if any(other.path == write.path for other in failed) or not _is_written(write, is_told=write is newest):
                failed.append(write)
        self._waiting = failed


def _is_written(write: _Write, *, is_told: bool) -> bool:
    try:
        write.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write.do()
    except OSError as error:
        if is_told:
            log.error("%s cannot be written: %s", write.path, error)
        return False
    return True
