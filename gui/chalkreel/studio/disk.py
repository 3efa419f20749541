"""One thread that writes small files in order, so that no task ever waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.studio.files import append_line, write_private

log = log_of(Topic.STORAGE)


class DiskWriter:
    """Writes in the order of the calls; what fails is logged, since nobody waits for it."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="studio-disk")

    def append(self, path: Path, line: str) -> None:
        self._do(lambda: append_line(path, line), path)

    def replace(self, path: Path, text: str) -> None:
        self._do(lambda: write_private(path, text), path)

    async def flushed(self) -> None:
        """Wait until everything asked for so far has been written."""
        await asyncio.get_running_loop().run_in_executor(self._executor, lambda: None)

    def close(self) -> None:
        self._executor.shutdown(wait=True)

    def _do(self, write: Callable[[], None], path: Path) -> None:
        self._executor.submit(_logged, write, path)


def _logged(write: Callable[[], None], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write()
    except OSError as error:
        log.error("%s cannot be written: %s", path, error)
