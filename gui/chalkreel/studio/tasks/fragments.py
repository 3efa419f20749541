"""Fragments of a growing playlist on their way to the storage, one after the other (RealtimeUploadFragment)."""

from __future__ import annotations

import asyncio

from chalkreel.contract.callbacks import RealtimeM3u8Detail
from chalkreel.domain.enums import EventType
from chalkreel.studio.background import Background
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.record import FileRecord


class FragmentUploads:
    """Stores each fragment as it is finished, then the playlist that lists it; owned by its task.

    A fragment that cannot be stored now is stored with the playlist at the end. The first playlist that is
    stored is announced by callback event 102.
    """

    def __init__(self, book: TaskBook, finisher: Finisher, callbacks: Callbacks) -> None:
        self._book = book
        self._finisher = finisher
        self._callbacks = callbacks
        self._turn = asyncio.Lock()
        self._announced: set[str] = set()
        self._background = Background(f"fragments of {book.task_id}")

    def add(self, file: FileRecord, name: str, recording_ms: int) -> None:
        self._background.start(self._store(file, name, recording_ms), name)

    async def join(self) -> None:
        await self._background.join()

    async def _store(self, file: FileRecord, name: str, recording_ms: int) -> None:
        async with self._turn:
            if not await self._finisher.store_fragment(self._book, file, name):
                return
            url = await self._finisher.store_playlist_so_far(self._book, file)
        if url is None or file.file_id in self._announced:
            return
        self._announced.add(file.file_id)
        detail = RealtimeM3u8Detail(
            stream_id=file.stream_id, file_id=file.file_id, file_url=url, media_track_type=file.track_type
        )
        self._callbacks.send(self._book, EventType.REALTIME_M3U8, recording_ms, detail)
