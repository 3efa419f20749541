"""What happens to a task's files once they are closed: chapters beside them, storage, the last callbacks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.callbacks import CallbackFileInfo, UploadDetail
from chalkreel.domain.chapters import ChapterMark, chapters_from_marks, webvtt
from chalkreel.domain.enums import EventType, FileStatus, TaskStatus, UploadStatus
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.storage.delivery import Delivered, Delivery
from chalkreel.studio.storage.places import Place
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.record import FileRecord, TaskRecord

CHAPTERS_SUFFIX = ".vtt"

log = log_of(Topic.STORAGE)


class Finisher:
    """Stores finished files and tells about it; the same for ordinary ends, restarts and retries."""

    def __init__(self, delivery: Delivery, callbacks: Callbacks) -> None:
        self._delivery = delivery
        self._callbacks = callbacks

    async def store(self, book: TaskBook, file: FileRecord, recorded: RecordedFile | None = None) -> None:
        """Take over what was measured, write the chapters beside the file, and move both to their place."""
        if recorded is not None:
            take_measures(file, recorded)
        file.status = FileStatus.UPLOADING
        book.save()
        marks = [] if file in book.record.snapshots else book.chapter_marks
        delivered = await asyncio.to_thread(self._deliver, file.model_copy(), place_of_record(book.record), book, marks)
        file.path, file.status, file.url = str(delivered.path), delivered.status, delivered.url
        book.save()
        book.events.add(
            EventKind.STORED, file.duration_ms, file_id=file.file_id, status=file.status.value, url=file.url
        )

    def leave_in_place(self, book: TaskBook) -> None:
        """Own up to files that could be neither stored nor moved: they are where they were recorded. Blocks."""
        for file in book.record.files:
            if file.status is FileStatus.UPLOADING:
                file.status = FileStatus.IN_BACKUP if Path(file.path).exists() else FileStatus.LOST

    def conclude(self, book: TaskBook) -> None:
        """Tell what became of the files, and that all is done."""
        recording_ms = max((file.duration_ms for file in book.record.files), default=0)
        self.tell_upload(book, book.record.files, recording_ms)
        if book.record.status is TaskStatus.ENDED:
            self._callbacks.send(book, EventType.NORMAL_EXIT, recording_ms)
        book.record.is_finished = True
        book.save()

    def tell_upload(self, book: TaskBook, files: list[FileRecord], recording_ms: int) -> None:
        all_stored = all(file.status is FileStatus.UPLOADED for file in files)
        detail = UploadDetail(
            upload_status=UploadStatus.ALL_UPLOADED if all_stored else UploadStatus.SOME_NOT_UPLOADED,
            file_info=[_file_info(book.record, file) for file in files],
        )
        self._callbacks.send(book, EventType.UPLOAD_RESULT, recording_ms, detail)

    def _deliver(self, file: FileRecord, place: Place, book: TaskBook, marks: list[ChapterMark]) -> Delivered:
        path, beside = Path(file.path), []
        if marks and path.exists():
            chapters = path.with_suffix(CHAPTERS_SUFFIX)
            chapters.write_text(webvtt(chapters_from_marks(marks, file.duration_ms)), encoding="utf-8")
            beside = [chapters]
        return self._delivery.deliver(path, beside, place, book.task_id)


def take_measures(file: FileRecord, recorded: RecordedFile) -> None:
    file.path = str(recorded.path)
    file.size_bytes, file.duration_ms = recorded.size_bytes, recorded.duration_ms
    file.width = recorded.resolution.width if recorded.resolution else 0
    file.height = recorded.resolution.height if recorded.resolution else 0
    file.track_type = recorded.media_track_type


def place_of_record(record: TaskRecord) -> Place:
    return Place(Path(record.place.root), record.place.folders)


def _file_info(record: TaskRecord, file: FileRecord) -> CallbackFileInfo:
    return CallbackFileInfo(
        user_id=record.output_stream_id,
        user_name=record.output_stream_id,
        stream_id=record.output_stream_id,
        file_id=file.file_id,
        video_id="",
        file_url=file.url,
        output_file_format=file.format,
        file_size=file.size_bytes,
        duration=file.duration_ms,
        resolution_width=file.width,
        resolution_height=file.height,
        media_track_type=file.track_type,
        begin_timestamp=file.begin_ms,
        status=file.status,
    )
