"""Whom the files of a recording show: the mix, one publisher, or the whiteboard."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.studio.outputs.plan import PlannedFile
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.tasks.file_names import WHITEBOARD, file_name
from chalkreel.studio.tasks.record import FileRecord, FileRole, TaskRecord


@dataclass(frozen=True, slots=True)
class FileOwner:
    """Names files and says in records whose they are."""

    role: FileRole
    user_id: str
    user_name: str
    stream_id: str

    @classmethod
    def of_mix(cls, output_stream_id: str) -> FileOwner:
        return cls(FileRole.MIX, output_stream_id, output_stream_id, output_stream_id)

    @classmethod
    def of_stream(cls, stream: PublishedStream) -> FileOwner:
        return cls(FileRole.STREAM, stream.user_id, stream.user_name, stream.stream_id)

    @classmethod
    def of_board(cls) -> FileOwner:
        return cls(FileRole.BOARD, "", "", WHITEBOARD)

    def file_name(self, task: TaskRecord, letters: str, begin_ms: int, extension: str) -> str:
        published_as = (self.user_id, self.stream_id) if self.role is FileRole.STREAM else (self.stream_id,)
        return file_name(task.task_id, task.room_id, published_as, letters, begin_ms, extension)

    def record(self, name: str, folder: str, begin_ms: int, planned: PlannedFile) -> FileRecord:
        """Make the record of a file that is about to be written."""
        return FileRecord(
            file_id=name,
            path=f"{folder}/{name}",
            begin_ms=begin_ms,
            format=planned.file_format,
            track_type=planned.tracks,
            role=self.role,
            user_id=self.user_id,
            user_name=self.user_name,
            stream_id=self.stream_id,
        )
