"""Finished files in a folder of this computer."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from chalkreel.base.phrase import phrase
from chalkreel.studio.files import PART_SUFFIX
from chalkreel.studio.storage.places import Place
from chalkreel.studio.storage.store import Stored, StoreFailed


class FolderStore:
    """Moves files into a folder; works off the loop."""

    def __init__(self, place: Place) -> None:
        self._place = place

    async def put_file(self, file: Path, name: str) -> Stored:
        return await self._stored(lambda folder: move(file, folder / name))

    async def put_bytes(self, data: bytes, name: str) -> Stored:
        return await self._stored(lambda folder: _write(data, folder / name))

    async def _stored(self, put: Callable[[Path], Path]) -> Stored:
        try:
            path = await asyncio.to_thread(lambda: put(self._place.prepare()))
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreFailed(
                phrase("The folder {folder} cannot be used ({reason}).", folder=self._place.path, reason=reason)
            ) from None
        return Stored(path.absolute().as_uri(), path)


def move(source: Path, target: Path) -> Path:
    """Move a file so that ``target`` is never half a file; across file systems by way of ``.part``. Blocks."""
    if source == target or (not source.exists() and target.exists()):
        return target
    try:
        source.replace(target)
    except OSError:
        part = target.with_name(target.name + PART_SUFFIX)
        try:
            _copy(source, part)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        source.unlink()
    return target


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reader, target.open("wb") as writer:
        shutil.copyfileobj(reader, writer, 1024 * 1024)
        writer.flush()
        os.fsync(writer.fileno())


def _write(data: bytes, target: Path) -> Path:
    part = target.with_name(target.name + PART_SUFFIX)
    part.write_bytes(data)
    return part.replace(target)
