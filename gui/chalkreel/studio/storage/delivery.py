"""Brings a finished file to its place, or to the backup folder when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import FileStatus
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.folder_store import FolderStore
from chalkreel.studio.storage.keys import StorageKeys
from chalkreel.studio.storage.limits import UploadLimits
from chalkreel.studio.storage.places import Place
from chalkreel.studio.storage.store import Store, Stored, StoreFailed

NO_KEYS = phrase("The keys of the storage are not known any more.")
ENDING = phrase("Studio ended before the file was stored.")

log = log_of(Topic.STORAGE)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a file ended and with which status; ``reason`` says why it is not stored.

    ``left_behind`` was uploaded and can be removed as soon as it is on record that it was.
    """

    path: Path | None
    status: FileStatus
    url: str = ""
    reason: Phrase | None = None
    left_behind: tuple[Path, ...] = ()


class Delivery:
    """Stores files beside each other; lives on the loop's thread and never blocks it."""

    def __init__(self, backup: BackupFolder, limits: UploadLimits | None = None) -> None:
        self.backup = backup
        self._limits = limits or UploadLimits()
        self._giving_up = asyncio.Event()

    def give_up(self) -> None:
        """End uploads that are under way: their files go to the backup folder, like all that come later."""
        self._giving_up.set()

    async def deliver(
        self,
        file: Path,
        beside: Sequence[Path],
        place: Place | S3Place,
        keys: StorageKeys | None,
        task_id: str,
    ) -> Delivered:
        """Store ``file`` and what belongs ``beside`` it, or keep both in the task's backup folder."""
        if not await asyncio.to_thread(file.exists):
            return Delivered(None, FileStatus.LOST)
        try:
            putting = _put_all(self.store_of(place, keys), (*beside, file))
            stored = await (putting if isinstance(place, Place) else self._unless_given_up(putting))
        except StoreFailed as failure:
            log.warning("%s cannot be stored: %s", file.name, failure.sentence)
            return await asyncio.to_thread(self._to_backup, file, beside, task_id, failure.sentence)
        left_behind = () if stored.path is not None else (*beside, file)
        return Delivered(stored.path, FileStatus.UPLOADED, stored.url, left_behind=left_behind)

    async def put(self, data: bytes, name: str, place: Place | S3Place, keys: StorageKeys | None) -> Stored:
        """Store something that is not a finished file of a task; raises ``StoreFailed``."""
        return await self._unless_given_up(self.store_of(place, keys).put_bytes(data, name))

    def store_of(self, place: Place | S3Place, keys: StorageKeys | None) -> Store:
        """Open the way to a place; raises ``StoreFailed`` where there is none."""
        if isinstance(place, Place):
            return FolderStore(place)
        if keys is None:
            raise StoreFailed(NO_KEYS)
        from chalkreel.studio.storage.s3_store import S3Store  # some megabytes that most Studios never need

        return S3Store(place, keys, self._limits)

    async def _unless_given_up(self, work: Coroutine[Any, Any, Stored]) -> Stored:
        """Wait for an upload, but no longer than until ``give_up``; a move into a folder is always ended."""
        upload, giving_up = asyncio.create_task(work), asyncio.create_task(self._giving_up.wait())
        both: set[asyncio.Task[Any]] = {upload, giving_up}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if upload.done():
                return upload.result()
            raise StoreFailed(ENDING)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)

    def _to_backup(self, file: Path, beside: Sequence[Path], task_id: str, reason: Phrase) -> Delivered:
        try:
            return Delivered(self.backup.keep(task_id, file, beside), FileStatus.IN_BACKUP, reason=reason)
        except OSError as error:
            log.error("%s stays where it was recorded: %s", file, error)
        status = FileStatus.IN_BACKUP if file.exists() else FileStatus.LOST
        return Delivered(file, status, reason=reason)


async def _put_all(store: Store, files: Sequence[Path]) -> Stored:
    """Store several files in their order; the last one counts."""
    for file in files[:-1]:
        await store.put_file(file, file.name)
    return await store.put_file(files[-1], files[-1].name)
