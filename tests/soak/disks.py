"""Disks that can be made full at will, and given room again."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

BALLAST = "ballast"
CHUNK_BYTES = 64 * 1024


def can_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


class SmallDisk:
    """A file system in memory, mounted within the context and never longer; ``root`` is its folder."""

    def __init__(self, root: Path, size_bytes: int) -> None:
        self.root = root
        self._size_bytes = size_bytes

    def __enter__(self) -> SmallDisk:
        self.root.mkdir(parents=True, exist_ok=True)
        size = f"size={self._size_bytes},mode=0700"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "chalkreel-soak", str(self.root)], check=True)
        return self

    def __exit__(self, *_: object) -> None:
        if subprocess.run(["umount", str(self.root)], check=False).returncode:
            subprocess.run(["umount", "--lazy", str(self.root)], check=True)

    def fill(self, but_bytes: int) -> None:
        """Take all room but so much."""
        with suppress(OSError), (self.root / BALLAST).open("ab", buffering=0) as file:
            while True:
                file.write(bytes(CHUNK_BYTES))
        with (self.root / BALLAST).open("rb+") as file:
            file.truncate(max(file.seek(0, os.SEEK_END) - but_bytes, 0))

    def make_room(self) -> None:
        (self.root / BALLAST).unlink(missing_ok=True)


class FileLimit:
    """Lets files of a process grow no longer than so much: a disk that is full for its large files alone."""

    def __init__(self, process_id: int) -> None:
        self._process_id = process_id

    def __enter__(self) -> FileLimit:
        return self

    def __exit__(self, *_: object) -> None:
        if psutil.pid_exists(self._process_id):
            self.make_room()

    def fill(self, most_bytes: int) -> None:
        resource.prlimit(self._process_id, resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))

    def make_room(self) -> None:
        self.fill(resource.RLIM_INFINITY)
