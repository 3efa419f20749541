"""Bringing a growing file to the disk about once a second, against power loss."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

_EVERY_S = 1.0
_logger = logging.getLogger(__name__)


class DiskSync:
    """Syncs a file on a thread of its own, since a busy disk may take long; owned by the recorder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"sync {path.name}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Sync a last time and join the thread."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            # Some systems sync only files opened for writing.
            with self._path.open("rb+") as file:
                while not self._closing.wait(_EVERY_S):
                    os.fsync(file.fileno())
                os.fsync(file.fileno())
        except OSError:
            _logger.warning("recording %s cannot be synced to the disk", self._path.name, exc_info=True)
