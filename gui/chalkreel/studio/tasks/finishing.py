"""What happens to a task's files once they are closed: chapters beside them, storage, the last callbacks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.told_phrase import told
from chalkreel.contract.callbacks import CallbackFileInfo, UploadDetail
from chalkreel.domain.chapters import ChapterMark, chapters_from_marks, webvtt
from chalkreel.domain.enums import EventType, FileStatus, OutputFileFormat, TaskStatus, UploadStatus
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.files import write_private
from chalkreel.studio.mixer.sound_wave import SOUND_WAVE_SUFFIX
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.playlist import Playlist, read_playlist
from chalkreel.studio.storage.delivery import Delivered, Delivery
from chalkreel.studio.storage.keys import KeyRing
from chalkreel.studio.storage.store import StoreFailed
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.record import FileRecord, TaskRecord

CHAPTERS_SUFFIX = ".vtt"
UPLOADS_AT_ONCE = 4
"""Files of one task that are on their way beside each other."""

log = log_of(Topic.STORAGE)


class Finisher:
    """Stores finished files and tells about it; the same for ordinary ends, restarts and retries.

    ``keys`` are those of the tasks' buckets; a task whose keys are unknown keeps its files in the backup folder.
    """

    def __init__(self, delivery: Delivery, callbacks: Callbacks) -> None:
        self.keys = KeyRing()
        self._delivery = delivery
        self._callbacks = callbacks

    async def store(self, book: TaskBook, file: FileRecord, recorded: RecordedFile | None = None) -> None:
        """Take over what was measured, write the chapters beside the file, and bring both to their place."""
        if recorded is not None:
            take_measures(file, recorded)
        file.status = FileStatus.UPLOADING
        book.save()
        if file.format is OutputFileFormat.HLS and book.record.uploads_fragments:
            await self._complete_playlist(book, file)
        delivered = await self._deliver(book, file)
        file.path, file.status, file.url = str(delivered.path or ""), delivered.status, delivered.url
        if file.status is FileStatus.IN_BACKUP and not file.backup_since_ms:
            file.backup_since_ms = book.now_ms()
        await book.saved()
        await asyncio.to_thread(self._delivery.backup.let_go, book.task_id, delivered.left_behind)
        details: dict[str, Any] = {"file_id": file.file_id, "status": file.status.value, "url": file.url}
        if delivered.reason is not None:
            details["reason"] = str(delivered.reason)
            details["phrase"] = told(delivered.reason)
        book.events.add(EventKind.STORED, file.duration_ms, **details)

    async def store_picture(self, book: TaskBook, picture: FileRecord, recording_ms: int) -> None:
        """Store a picture taken at a moment of the recording and tell of it; one that is stored is just counted."""
        await self.store(book, picture)
        if picture.status is FileStatus.UPLOADED:
            book.record.snapshots.remove(picture)
            book.record.pictures_stored += 1
        book.events.add(EventKind.SNAPSHOT, recording_ms, file_id=picture.file_id, url=picture.url)
        self.tell_upload(book, [picture], recording_ms)

    async def store_all(self, book: TaskBook, files: Sequence[tuple[FileRecord, RecordedFile | None]]) -> None:
        """Store several files, a few at once; what one of them fails with is raised when all are done."""
        turn = asyncio.Semaphore(UPLOADS_AT_ONCE)

        async def store(file: FileRecord, recorded: RecordedFile | None) -> None:
            async with turn:
                await self.store(book, file, recorded)

        outcomes = await asyncio.gather(*(store(file, recorded) for file, recorded in files), return_exceptions=True)
        for failure in outcomes:
            if failure is not None:
                raise failure

    async def retry(self, book: TaskBook) -> None:
        """Store what waits in the backup folder and tell what became of it."""
        waiting = in_backup(book.record)
        if not waiting:
            return
        for file in waiting:
            file.status = FileStatus.UPLOADING
        try:
            await self.store_all(book, [(file, None) for file in waiting])
        finally:
            for file in waiting:
                if file.status is FileStatus.UPLOADING:  # a fault or an end; it waits as before
                    file.status = FileStatus.IN_BACKUP
        pictures = [file for file in waiting if file in book.record.snapshots]
        for picture in pictures:
            self.tell_upload(book, [picture], picture.duration_ms)
        if len(waiting) > len(pictures):
            self.tell_upload(book, book.record.files, max(file.duration_ms for file in waiting))
        self._forget_keys(book)

    def leave_in_place(self, book: TaskBook) -> None:
        """Own up to files that could be neither stored nor moved: they are where they were recorded. Blocks."""
        for file in book.record.files:
            if file.status is FileStatus.UPLOADING:
                file.status = FileStatus.IN_BACKUP if Path(file.path).exists() else FileStatus.LOST

    def conclude(self, book: TaskBook) -> None:
        """Tell what became of the files, and that all is done."""
        recording_ms = max((file.duration_ms for file in book.record.files), default=0)
        if not book.record.has_pictures or book.record.output_format is not OutputFileFormat.JPG:
            # Pictures were told of one by one; an empty list would say that there are none.
            self.tell_upload(book, book.record.files, recording_ms)
        if book.record.status is TaskStatus.ENDED:
            self._callbacks.send(book, EventType.NORMAL_EXIT, recording_ms)
        book.record.is_finished = True
        self._forget_keys(book)
        book.save()

    def tell_upload(self, book: TaskBook, files: list[FileRecord], recording_ms: int) -> None:
        all_stored = all(file.status is FileStatus.UPLOADED for file in files)
        detail = UploadDetail(
            upload_status=UploadStatus.ALL_UPLOADED if all_stored else UploadStatus.SOME_NOT_UPLOADED,
            file_info=[_file_info(file) for file in files],
        )
        self._callbacks.send(book, EventType.UPLOAD_RESULT, recording_ms, detail)

    async def _deliver(self, book: TaskBook, file: FileRecord) -> Delivered:
        record = book.record
        path, keys = Path(file.path), self.keys.of(book.task_id)
        belongings = await asyncio.to_thread(_belongings, path, book.marks_of(file), file.duration_ms)
        parts = [path.with_name(name) for name in file.parts]
        delivered = await self._delivery.deliver(path, [*parts, *belongings], record.place.place, keys, book.task_id)
        # Fragments that were stored while the recording ran are still here, too.
        copies = tuple(path.with_name(name) for name in file.stored_parts)
        if delivered.status is FileStatus.UPLOADED:
            return replace(delivered, left_behind=(*delivered.left_behind, *copies))
        if delivered.path not in (None, path):  # what waits is to be whole
            await asyncio.to_thread(self._delivery.backup.take_along, book.task_id, copies)
        return delivered

    async def store_fragment(self, book: TaskBook, file: FileRecord, name: str) -> bool:
        """Store a fragment of a growing playlist, and keep it here as well until the task is done."""
        path = Path(file.path).with_name(name)
        try:
            data = await asyncio.to_thread(path.read_bytes)
            stored = await self._delivery.put(data, name, book.record.place.place, self.keys.of(book.task_id))
        except (OSError, StoreFailed) as failure:
            log.warning("Fragment %s cannot be stored yet: %s", name, failure)
            return False
        file.stored_parts[name] = stored.url
        book.save()
        return True

    async def store_playlist_so_far(self, book: TaskBook, file: FileRecord) -> str | None:
        """Store a playlist as far as its fragments are stored without a gap; gives its address."""
        path = Path(file.path)
        playlist = await asyncio.to_thread(read_playlist, path)
        if playlist is None:
            return None
        fragments = tuple(takewhile(lambda fragment: fragment.name in file.stored_parts, playlist.fragments))
        text = Playlist(fragments).text(book.record.fragment_s, book.address_of(file))
        try:
            stored = await self._delivery.put(
                text.encode(), path.name, book.record.place.place, self.keys.of(book.task_id)
            )
        except StoreFailed as failure:
            log.warning("Playlist %s cannot be stored yet: %s", path.name, failure)
            return None
        return stored.url

    async def _complete_playlist(self, book: TaskBook, file: FileRecord) -> None:
        """Store the fragments that are not stored yet and write their addresses into the playlist."""
        for name in tuple(file.parts):
            if await self.store_fragment(book, file, name):
                file.parts.remove(name)
        path = Path(file.path)
        playlist = await asyncio.to_thread(read_playlist, path)
        if playlist is not None:
            text = playlist.text(book.record.fragment_s, book.address_of(file))
            await asyncio.to_thread(write_private, path, text)

    def _forget_keys(self, book: TaskBook) -> None:
        """Let go of keys nobody needs any more."""
        if not in_backup(book.record):
            self.keys.forget(book.task_id)


def in_backup(record: TaskRecord) -> list[FileRecord]:
    """Give the files that wait in the backup folder."""
    return [file for file in (*record.files, *record.snapshots) if file.status is FileStatus.IN_BACKUP]


def _belongings(file: Path, marks: list[ChapterMark], duration_ms: int) -> list[Path]:
    """Give what is stored beside a file: its chapters and its sound levels. Blocks."""
    levels = file.with_suffix(SOUND_WAVE_SUFFIX)
    return [*_with_chapters(file, marks, duration_ms), *([levels] if levels.is_file() else [])]


def _with_chapters(file: Path, marks: list[ChapterMark], duration_ms: int) -> list[Path]:
    """Write the chapters beside a file; without them it is stored all the same. Blocks."""
    if not marks or not file.exists():
        return []
    chapters = file.with_suffix(CHAPTERS_SUFFIX)
    try:
        chapters.write_text(webvtt(chapters_from_marks(marks, duration_ms)), encoding="utf-8")
    except OSError as error:
        log.warning("The chapters of %s cannot be written: %s", file.name, error.strerror)
        return []
    return [chapters]


def take_measures(file: FileRecord, recorded: RecordedFile) -> None:
    file.path = str(recorded.path)
    file.size_bytes, file.duration_ms = recorded.size_bytes, recorded.duration_ms
    file.width = recorded.resolution.width if recorded.resolution else 0
    file.height = recorded.resolution.height if recorded.resolution else 0
    file.track_type = recorded.media_track_type
    file.parts = [part.name for part in recorded.parts if part.name not in file.stored_parts]


def _file_info(file: FileRecord) -> CallbackFileInfo:
    return CallbackFileInfo(
        user_id=file.user_id,
        user_name=file.user_name,
        stream_id=file.stream_id,
        file_id=file.file_id,
        video_id="",
        file_url=file.url or None,
        output_file_format=file.format,
        file_size=file.size_bytes,
        duration=file.duration_ms,
        resolution_width=file.width,
        resolution_height=file.height,
        media_track_type=file.track_type,
        begin_timestamp=file.begin_ms,
        status=file.status,
    )
