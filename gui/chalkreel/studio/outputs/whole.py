"""How much of a growing file is whole, so that a write that failed halfway can be taken back."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class WholeLength:
    """Knows the length of a file up to the last packet (or fragment) that was written completely."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = str(path)
        self._whole_bytes = 0

    def note(self) -> None:
        """Everything written so far is whole."""
        with suppress(OSError):
            self._whole_bytes = os.stat(self._name).st_size  # noqa: PTH116 - several times for every picture

    def cut(self) -> None:
        """Take back what came after; needs no room on the disk. Never raises."""
        with suppress(OSError):
            if self._path.stat().st_size > self._whole_bytes:
                os.truncate(self._path, self._whole_bytes)
