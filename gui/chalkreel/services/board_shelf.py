"""Small pictures of boards that were on air, kept for as long as there is room."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from chalkreel.services.whole_file import write_whole_bytes

MAX_BYTES = 64 * 1024 * 1024
"""About four thousand pictures; the ones that were used longest ago go first."""
MAX_PICTURE_BYTES = 200_000
_LEFT_SHARE = 0.9


class BoardShelf:
    """A folder of pictures named by their content, so that a board in a hundred takes is kept once. All calls block."""

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def put(self, jpeg: bytes) -> str:
        """Keep a picture and give its key. Raises ``OSError``."""
        if len(jpeg) > MAX_PICTURE_BYTES:
            raise OSError(f"a picture of {len(jpeg)} bytes is too large to be kept")
        key = hashlib.sha256(jpeg).hexdigest()[:32]
        path = self._path(key)
        if path.exists():
            os.utime(path)
            return key
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole_bytes(path, jpeg)
        self._make_room()
        return key

    def read(self, key: str) -> bytes:
        """Give a picture, or nothing where it is gone."""
        if not key.isalnum():
            return b""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return b""

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.jpg"

    def _make_room(self) -> None:
        entries = []
        for entry in os.scandir(self._folder):
            with contextlib.suppress(OSError):  # another window of this profile makes room, too
                entries.append((entry.stat(), Path(entry.path)))
        total = sum(facts.st_size for facts, _path in entries)
        if total <= self._max_bytes:
            return
        for facts, path in sorted(entries, key=lambda entry: entry[0].st_mtime_ns):
            if total <= self._max_bytes * _LEFT_SHARE:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= facts.st_size
