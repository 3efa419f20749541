"""All that is known of one task, running or over: its record and its events, kept on disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from chalkreel.contract.queries import RecordFile, RecordStatusData, RecordTaskItem
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import FileStatus, QuitReason, TaskStatus
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.tasks.chapters import chapter_marks
from chalkreel.studio.tasks.events import Event, EventLog, read_events
from chalkreel.studio.tasks.record import FileRecord, TaskRecord, read_record
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

    @property
    def task_id(self) -> str:
        return self.record.task_id

    @property
    def is_ended(self) -> bool:
        return self.record.status in ENDED

    @property
    def chapter_marks(self) -> list[ChapterMark]:
        return chapter_marks(self.events.all)

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

    def set_ended(self, status: TaskStatus, reason: QuitReason | None) -> None:
        """End the task; its files are on their way from now on."""
        record = self.record
        record.status, record.quit_reason, record.end_ms = status, reason, self.now_ms()
        for file in record.files:
            if file.status is FileStatus.RECORDING:
                file.status = FileStatus.UPLOADING
        self.save()

    def next_sequence(self) -> int:
        sequence = self.record.next_sequence
        self.record.next_sequence += 1
        self.save()
        return sequence

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
            record_files=files if files or not self.is_ended else None,
        )

    def list_item(self) -> RecordTaskItem:
        record = self.record
        return RecordTaskItem(
            record_begin_timestamp=record.begin_ms,
            task_id=record.task_id,
            room_id=record.room_id,
            status=record.status,
        )

    def _reported(self, file: FileRecord) -> RecordFile:
        name = self.record.output_stream_id
        return RecordFile(
            user_id=name,
            user_name=name,
            stream_id=name,
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
