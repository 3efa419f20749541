"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write beside the file, sync, then take its place: a crash leaves the old file or the new one. Blocks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        _replacing(path) as descriptor,
        # Half a character, as in names of foreign file systems, becomes what JSON writes for it.
        os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file,
    ):
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def write_whole_bytes(path: Path, content: bytes) -> None:
    """Do the same with bytes in a folder that is there, without waiting for the disk: for what can be made anew."""
    with _replacing(path) as descriptor, os.fdopen(descriptor, "wb") as file:
        file.write(content)


@contextmanager
def _replacing(path: Path) -> Iterator[int]:
    """Give the descriptor of a file beside another one, whose place it takes at the end; nothing of a failure stays."""
    descriptor, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    fresh = Path(name)
    try:
        yield descriptor
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
