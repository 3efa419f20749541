"""What is kept of a task on disk: everything queries and a restart need, and no keys."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.redaction import without_secrets
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import (
    EventType,
    FileStatus,
    MediaTrackType,
    OutputFileFormat,
    QuitReason,
    RecordMode,
    StreamType,
    TaskStatus,
)
from chalkreel.studio.storage.places import Place

log = log_of(Topic.STUDIO)


class FileRole(StrEnum):
    """What a file records."""

    MIX = "mix"
    STREAM = "stream"
    BOARD = "board"


class FileRecord(BaseModel):
    """One file of a task. ``path`` is where it is now, empty where that is not on this computer.

    Sizes and times are measured once it is closed. A playlist has ``parts``, the names of its fragments that lie
    beside it, and ``stored_parts``, those that are stored already, with their addresses.
    """

    file_id: str
    path: str
    begin_ms: int
    format: OutputFileFormat = OutputFileFormat.MP4
    track_type: MediaTrackType = MediaTrackType.AUDIO_VIDEO
    status: FileStatus = FileStatus.RECORDING
    backup_since_ms: int = 0
    """When it came into the backup folder, where files are kept for a time; in Unix ms."""
    size_bytes: int = 0
    duration_ms: int = 0
    width: int = 0
    height: int = 0
    url: str = ""
    role: FileRole = FileRole.MIX
    user_id: str = ""
    user_name: str = ""
    stream_id: str = ""
    parts: list[str] = Field(default_factory=list)
    stored_parts: dict[str, str] = Field(default_factory=dict)


class PlaceRecord(BaseModel):
    """Where the files of a task go, without keys: a bucket, or else a folder; see ``storage.places``."""

    root: str = ""
    folders: tuple[str, ...] = ()
    bucket: S3Place | None = None

    @classmethod
    def of(cls, place: Place | S3Place) -> PlaceRecord:
        if isinstance(place, S3Place):
            return cls(bucket=place)
        return cls(root=str(place.root), folders=place.folders)

    @property
    def place(self) -> Place | S3Place:
        return self.bucket if self.bucket is not None else Place(Path(self.root), self.folders)


class UntoldEvent(BaseModel):
    """A callback on its way; the receiver knows it again by its number."""

    event_type: EventType
    sequence: int
    detail: dict[str, Any] | None = None


class TaskRecord(BaseModel):
    """One task. ``request`` is StartRecord's body without its keys."""

    version: int = 1
    task_id: str
    room_id: str
    begin_ms: int
    end_ms: int | None = None
    status: TaskStatus = TaskStatus.INITIALISING
    quit_reason: QuitReason | None = None
    client_task_id: str = ""
    record_mode: RecordMode = RecordMode.MIXED
    stream_type: StreamType = StreamType.AUDIO_VIDEO
    output_stream_id: str = ""
    output_format: OutputFileFormat = OutputFileFormat.MP4
    fragment_s: int = 0
    uploads_fragments: bool = False
    has_short_paths: bool = False
    """How a playlist is told of, where the format is ``hls``."""
    callback_url: str = ""
    place: PlaceRecord
    files: list[FileRecord] = Field(default_factory=list)
    snapshots: list[FileRecord] = Field(default_factory=list)
    """Pictures that are on their way or wait; a task may take thousands, so stored ones are just counted."""
    pictures_stored: int = 0
    next_sequence: int = 0
    untold: list[UntoldEvent] = Field(default_factory=list)
    """Callbacks that have neither arrived nor been given up; a Studio that is started again sends them once more."""
    is_finished: bool = False
    """Whether nothing is left to be done: files stored or in the backup folder, callbacks on their way."""
    request: dict[str, Any] = Field(default_factory=dict)

    @property
    def has_pictures(self) -> bool:
        return bool(self.snapshots) or self.pictures_stored > 0

    @classmethod
    def of(cls, task_id: str, begin_ms: int, request: StartRecordRequest, place: PlaceRecord) -> TaskRecord:
        given = request.record_input_params
        kept = without_secrets(request.to_wire())
        return cls(
            task_id=task_id,
            room_id=request.room_id,
            begin_ms=begin_ms,
            client_task_id=given.client_task_id,
            record_mode=given.record_mode,
            stream_type=given.stream_type,
            output_stream_id=given.mix_config.mix_output_stream_id if given.mix_config else "",
            output_format=request.output_format,
            fragment_s=request.record_output_params.fragment_seconds,
            uploads_fragments=request.record_output_params.realtime_upload_fragment,
            has_short_paths=request.record_output_params.short_fragment_path,
            callback_url=request.record_output_params.callback_url or "",
            place=place,
            request=kept if isinstance(kept, dict) else {},
        )


def read_record(text: str) -> TaskRecord | None:
    """Read a record back; ``None`` for what is none, which costs this task only."""
    try:
        return TaskRecord.model_validate_json(text)
    except ValidationError as error:
        log.error("A task record cannot be read: %d problems", error.error_count())
        return None
