"""Files that wait in Studio's backup folder: their keys are handed over, and they are stored again."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.storage import StorageParams
from chalkreel.domain.enums import FileStatus
from chalkreel.domain.limits import BACKUP_S
from chalkreel.services.errors import ServiceError, StudioRefused

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal
    from chalkreel.services.journal_records import Take
    from chalkreel.services.studio_client import StudioClient

LOCAL_PREFIX = "file:"
_PLACE_MEMBERS = ("Vendor", "Region", "Bucket", "EndPoint")

_log = log_of(Topic.CONTROL)


async def store_again(studio: StudioClient, storage: StorageParams, task_id: str) -> Phrase | None:
    """Hand the keys over and let Studio try again; give why files still wait, if they do.

    A task whose files go to a folder needs no keys. Raises ``ServiceError``.
    """
    key_id, secret = storage.access_key_id, storage.access_key_secret
    if key_id and secret and not (storage.end_point or "").startswith(LOCAL_PREFIX):
        try:
            await studio.hand_over_keys(task_id, key_id, secret)
        except StudioRefused as refusal:
            if refusal.status != _NEEDS_NONE:
                raise
    files = await studio.retry_upload(task_id)
    waiting = [file for file in files if file.status == FileStatus.IN_BACKUP]
    if not waiting:
        return None
    return phrase("The files could not be saved this time either. {reason}", reason=waiting[0].why or "")


_NEEDS_NONE = 409


class BackupUploads:
    """Once per session: takes of earlier windows whose files wait for the keys of the storage in use now."""

    def __init__(self, journal: Journal, tell: Callable[[Phrase], None]) -> None:
        self._journal = journal
        self._tell = tell

    async def resume(self, session: Session) -> None:
        """Try each of them once; what fails goes on waiting."""
        if session.studio is None:
            return
        place = _place(session.storage.to_wire())
        for take in await self._journal.takes():
            if not _waits(take) or _place(take.plan.get("StorageParams")) != place:
                continue
            try:
                await store_again(session.studio, session.storage, take.task_id)
                data = await session.api.describe_record_status(take.task_id)
            except ServiceError as failure:
                _log.info("the files of take %d go on waiting: %s", take.take_id, failure)
                continue
            files = [file.to_wire() for file in data.record_files or []]
            await self._journal.status(take.take_id, int(data.status or 0), files)
            if all(file.status is FileStatus.UPLOADED for file in data.record_files or []):
                self._tell(phrase("The recording of room {room} that waited in backup is saved.", room=take.room_id))


def _waits(take: Take) -> bool:
    is_recent = (take.heard_ms or take.intent_ms) > time.time() * 1000 - BACKUP_S * 1000
    return bool(take.task_id) and is_recent and any(file.get("Status") == FileStatus.IN_BACKUP for file in take.files)


def _place(storage: Mapping[str, Any] | None) -> tuple[object, ...]:
    return tuple((storage or {}).get(member) for member in _PLACE_MEMBERS)
