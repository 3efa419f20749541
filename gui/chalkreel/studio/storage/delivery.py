"""Brings a finished file to its place, or to the backup folder when that fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.domain.enums import FileStatus
from chalkreel.studio.files import PART_SUFFIX
from chalkreel.studio.storage.places import Place

log = log_of(Topic.STORAGE)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a file ended and with which status."""

    path: Path
    status: FileStatus

    @property
    def url(self) -> str:
        return self.path.absolute().as_uri() if self.status is FileStatus.UPLOADED else ""


class Delivery:
    """Moves files off the loop; every method blocks."""

    def __init__(self, backup_dir: Path) -> None:
        self._backup_dir = backup_dir

    def deliver(self, file: Path, beside: Sequence[Path], place: Place, backup_name: str) -> Delivered:
        """Move ``file`` and what belongs ``beside`` it; ``backup_name`` is the folder used if that fails."""
        if not file.exists():
            return Delivered(file, FileStatus.LOST)
        try:
            folder = place.prepare()
            for other in beside:
                _move(other, folder / other.name)
            return Delivered(_move(file, folder / file.name), FileStatus.UPLOADED)
        except OSError as error:
            log.warning("%s cannot be stored in %s: %s", file.name, place.path, error)
        return self._to_backup(file, beside, backup_name)

    def _to_backup(self, file: Path, beside: Sequence[Path], backup_name: str) -> Delivered:
        folder = self._backup_dir / backup_name
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for other in beside:
                if other.exists():
                    _move(other, folder / other.name)
            return Delivered(_move(file, folder / file.name), FileStatus.IN_BACKUP)
        except OSError as error:
            log.error("%s stays where it was recorded: %s", file, error)
        return Delivered(file, FileStatus.IN_BACKUP if file.exists() else FileStatus.LOST)


def _move(source: Path, target: Path) -> Path:
    """Move a file so that ``target`` is never half a file; across file systems by way of ``.part``."""
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
