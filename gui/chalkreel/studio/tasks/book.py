"""All that is known of one task, running or over: its record and its events, kept on disk."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

from chalkreel.contract.queries import RecordFile, RecordStatusData, RecordTaskItem
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import FileStatus, OutputFileFormat, QuitReason, TaskStatus
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.tasks.chapters import chapter_marks
from chalkreel.studio.tasks.events import Event, EventLog, read_events
from chalkreel.studio.tasks.record import FileRecord, FileRole, TaskRecord, read_record
from chalkreel.studio.tasks.rules import ENDED

RECORD_FILE = "record.json"
EVENTS_FILE = "events.jsonl"


class TaskBook:
    """A task's record and events; lives on the loop's thread. ``folder`` holds its unfinished files, too."""

    def __init__(
        self,
        record: TaskRecord,
        folder: Path,
        disk: DiskWriter,
        events: list[Event] | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.record = record
        self.folder = folder
        self.events = EventLog(folder / EVENTS_FILE, disk, events, now)
        self.callback_turn = asyncio.Lock()
        """Held while an event is sent for the first time, so that events start in their order."""
        self._disk = disk
        self._now = now
        self._stamp_lock = threading.Lock()
        self._last_stamp_ms = 0

    @property
    def task_id(self) -> str:
        return self.record.task_id

    @property
    def is_ended(self) -> bool:
        return self.record.status in ENDED

    def is_past(self, now_ms: int) -> bool:
        """Tell whether nobody can ask for the task any more (CONTRACT section 10) and nothing of it waits here."""
        if not self.record.is_finished or self.record.begin_ms >= now_ms - QUERY_WINDOW_S * 1000:
            return False
        files = (*self.record.files, *self.record.snapshots)
        return all(file.status not in (FileStatus.IN_BACKUP, FileStatus.UPLOADING) for file in files)

    @property
    def all_marks(self) -> list[ChapterMark]:
        return chapter_marks(self.events.all)

    def marks_of(self, file: FileRecord) -> list[ChapterMark]:
        """Give the chapter marks of one file: those of the whole task for a mix, and for what a board shows."""
        if file in self.record.snapshots or file.role is FileRole.STREAM:
            return []
        return self.all_marks

    def address_of(self, file: FileRecord) -> Callable[[str], str] | None:
        """Give how a playlist names its fragments: by their addresses, or (``None``) by their bare names."""
        if not self.record.uploads_fragments or self.record.has_short_paths:
            return None
        return lambda name: file.stored_parts.get(name) or name

    def stamp_ms(self) -> int:
        """Give the moment for a file's name; never the same one twice in a task. May be called from any thread."""
        with self._stamp_lock:
            self._last_stamp_ms = max(self._last_stamp_ms + 1, self.now_ms())
            return self._last_stamp_ms

    def save(self) -> None:
        """Bring the record to disk; returns at once."""
        self._disk.replace(self.folder / RECORD_FILE, self.record.model_dump_json(indent=1))

    async def saved(self) -> None:
        """Bring the record to disk and wait until it is there."""
        self.save()
        await self._disk.flushed()

    def now_ms(self) -> int:
        return int(self._now() * 1000)

    def set_status(self, status: TaskStatus) -> None:
        self.record.status = status
        self.save()

    def set_ended(self, status: TaskStatus, reason: QuitReason | None, ended_ms: int | None = None) -> None:
        """End the task, now unless a moment in Unix ms is given; its files are on their way from now on."""
        record = self.record
        record.status, record.quit_reason = status, reason
        record.end_ms = self.now_ms() if ended_ms is None else ended_ms
        for file in record.files:
            if file.status is FileStatus.RECORDING:
                file.status = FileStatus.UPLOADING
        self.save()

    def status_data(self) -> RecordStatusData:
        """Answer DescribeRecordStatus."""
        record = self.record
        files = [self._reported(file) for file in record.files]
        return RecordStatusData(
            room_id=record.room_id,
            record_mode=record.record_mode,
            stream_type=record.stream_type,
            record_begin_timestamp=record.begin_ms,
            record_end_timestamp=record.end_ms,
            status=record.status,
            record_files=files if self._lists_files else None,
        )

    def list_item(self) -> RecordTaskItem:
        record = self.record
        return RecordTaskItem(
            record_begin_timestamp=record.begin_ms,
            task_id=record.task_id,
            room_id=record.room_id,
            status=record.status,
        )

    @property
    def _lists_files(self) -> bool:
        """Whether queries list files at all: not those of pictures, and not of a task that ended without any."""
        if self.record.output_format is OutputFileFormat.JPG:
            return False
        return bool(self.record.files) or not self.is_ended

    def _reported(self, file: FileRecord) -> RecordFile:
        return RecordFile(
            user_id=file.user_id,
            user_name=file.user_name,
            stream_id=file.stream_id,
            file_id=file.file_id,
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


def read_book(folder: Path, disk: DiskWriter) -> TaskBook | None:
    """Read what an earlier process kept of a task; ``None`` if that is not readable. Blocks."""
    try:
        record = read_record((folder / RECORD_FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return None if record is None else TaskBook(record, folder, disk, read_events(folder / EVENTS_FILE))
