"""The types of members that several shapes share."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator

from chalkreel.contract.wire_types import Choice, Openness, Text, Whole, as_color, as_flag
from chalkreel.domain.enums import (
    FileStatus,
    MediaTrackType,
    OutputFileFormat,
    RecordMode,
    StreamType,
    TaskStatus,
)
from chalkreel.domain.limits import MAX_CANVAS_SIDE_PX

MAX_UINT32 = 0xFFFF_FFFF
TASK_ID_LENGTH = 16

AnyInt = Annotated[int, Whole()]
UInt32 = Annotated[int, Whole(0, MAX_UINT32)]
AnyText = Annotated[str, Text()]
Bool = Annotated[bool, PlainValidator(as_flag)]
RgbColor = Annotated[int, PlainValidator(as_color)]
"""Colour as 0xRRGGBB00, unsigned; see ``color`` for its parts."""
TaskId = Annotated[str, Text(TASK_ID_LENGTH, TASK_ID_LENGTH)]
HttpUrl = Annotated[str, Text(form="^[Hh][Tt][Tt][Pp][Ss]?://")]
CoordinatePx = Annotated[int, Whole(0, MAX_CANVAS_SIDE_PX)]
UnixSeconds = Annotated[int, Whole()]
UnixMillis = Annotated[int, Whole()]

ReportedRecordMode = Annotated[RecordMode | int, Choice(RecordMode, Openness.TOLERANT)]
ReportedStreamType = Annotated[StreamType | int, Choice(StreamType, Openness.TOLERANT)]
ReportedTaskStatus = Annotated[TaskStatus | int, Choice(TaskStatus, Openness.TOLERANT)]
ReportedFileStatus = Annotated[FileStatus | int, Choice(FileStatus, Openness.TOLERANT)]
ReportedTrackType = Annotated[MediaTrackType | int, Choice(MediaTrackType, Openness.TOLERANT)]
ReportedFormat = Annotated[OutputFileFormat | str, Choice(OutputFileFormat, Openness.TOLERANT)]
