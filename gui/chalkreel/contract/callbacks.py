"""Callbacks: what the recorder tells on its own, with every kind of ``detail``."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from chalkreel.base.phrase import phrase
from chalkreel.contract.members import (
    AnyInt,
    AnyText,
    ReportedFormat,
    ReportedTrackType,
    TaskId,
    UnixMillis,
)
from chalkreel.contract.rules import broken
from chalkreel.contract.wire import WireModel
from chalkreel.contract.wire_types import Choice, Openness, Reading, Text, Whole, reading_of
from chalkreel.domain.enums import EventType, FileStatus, ImageType, QuitReason, UploadStatus

FINAL_STATUSES = frozenset({FileStatus.UPLOADED, FileStatus.IN_BACKUP, FileStatus.LOST})
EMPTY_EVENTS = frozenset(
    {EventType.NO_STREAM, EventType.NORMAL_EXIT, EventType.STOPPED_UPLOADING, EventType.PAUSED, EventType.RESUMED}
)


class CallbackFileInfo(WireModel):
    """One file of an upload result. ``duration`` is in ms, ``file_size`` in bytes."""

    user_id: AnyText | None = None
    user_name: AnyText | None = None
    stream_id: AnyText | None = None
    file_id: AnyText | None = None
    video_id: AnyText | None = None
    file_url: AnyText | None = None
    output_file_format: ReportedFormat | None = None
    file_size: AnyInt | None = None
    duration: AnyInt | None = None
    resolution_width: AnyInt | None = None
    resolution_height: AnyInt | None = None
    media_track_type: ReportedTrackType | None = None
    begin_timestamp: UnixMillis | None = None
    custom_begin_timestamp: AnyInt | None = None
    status: Annotated[FileStatus | int, Choice(FileStatus, Openness.TOLERANT, FINAL_STATUSES)] | None = None


class UploadDetail(WireModel):
    """Event 1: what became of the files. An empty list means that no file was made."""

    upload_status: Annotated[UploadStatus | int, Choice(UploadStatus, Openness.TOLERANT)]
    file_info: list[CallbackFileInfo]


class AbnormalEndDetail(WireModel):
    """Event 2: why the task ended by itself; idle and maximum time count as well."""

    quit_reason: Annotated[QuitReason | int, Choice(QuitReason, Openness.ALWAYS)]


class ImageFailedDetail(WireModel):
    """Event 3: which picture could not be downloaded."""

    image_type: Annotated[ImageType | int, Choice(ImageType, Openness.ALWAYS)]
    image_url: AnyText


class StreamMissingDetail(WireModel):
    """Event 6: which requested stream is not there."""

    stream_id: AnyText


class RealtimeM3u8Detail(WireModel):
    """Event 102: where the playlist of a stream grows."""

    stream_id: AnyText
    file_id: AnyText
    file_url: AnyText
    media_track_type: ReportedTrackType


class EmptyDetail(WireModel):
    """Events that say all by their type. Tolerant reading keeps what a newer recorder may add."""

    @model_validator(mode="before")
    @classmethod
    def _stay_empty(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, dict) and data and reading_of(info) is not Reading.TOLERANT:
            raise broken("detail_empty", "", phrase("This event carries no details."))
        return data


class OpenDetail(WireModel):
    """The detail of an event we do not know, or one that could not be read: its members as they came."""


Detail = (
    UploadDetail
    | AbnormalEndDetail
    | ImageFailedDetail
    | StreamMissingDetail
    | RealtimeM3u8Detail
    | EmptyDetail
    | OpenDetail
)

_DETAILS: dict[int, type[WireModel]] = {
    EventType.UPLOAD_RESULT: UploadDetail,
    EventType.ABNORMAL_END: AbnormalEndDetail,
    EventType.IMAGE_FAILED: ImageFailedDetail,
    EventType.STREAM_MISSING: StreamMissingDetail,
    EventType.REALTIME_M3U8: RealtimeM3u8Detail,
    **dict.fromkeys(EMPTY_EVENTS, EmptyDetail),
}


class CallbackBody(WireModel):
    """One event of one task. Handle it once per ``task_id`` and ``sequence``; arrival order means nothing.

    The signature covers secret, timestamp and nonce only: see ``signing.is_callback_signed``.
    """

    nullable_members: ClassVar[frozenset[str]] = frozenset({"detail"})

    app_id: AnyInt
    task_id: TaskId
    room_id: AnyText
    event_type: Annotated[EventType | int, Choice(EventType, Openness.ALWAYS)]
    message: AnyText
    nonce: AnyText
    timestamp: Annotated[str, Text(form="^[0-9]+$")]
    """Unix seconds, as text."""
    signature: Annotated[str, Text(form="^[0-9a-f]{40}$")]
    sequence: Annotated[int, Whole(0)]
    # Last, because its type is chosen by the event type read before it.
    detail: Detail | None = Field(default=None)

    @field_validator("detail", mode="before")
    @classmethod
    def _choose_detail(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict):
            return value
        kind = _DETAILS.get(info.data.get("event_type", 0), OpenDetail)
        if reading_of(info) is Reading.TOLERANT:
            try:
                return kind.read_tolerant(value)
            except ValidationError:
                return OpenDetail.read_tolerant(value)
        return kind.from_wire(value)

    @model_validator(mode="after")
    def _match_detail(self, info: ValidationInfo) -> Self:
        expected = _DETAILS.get(self.event_type)
        if expected in (None, EmptyDetail) and self.detail is None:
            return self
        if reading_of(info) is Reading.TOLERANT or isinstance(self.detail, expected or OpenDetail):
            return self
        raise broken("detail_of_event", "detail", phrase("The details do not belong to this event."))


class KnownCallbackBody(CallbackBody):
    """A callback with nothing in it that the contract does not name; what we send ourselves."""

    @model_validator(mode="after")
    def _only_known(self) -> Self:
        detail = self.detail
        known = isinstance(self.event_type, EventType)
        if isinstance(detail, AbnormalEndDetail):
            known = known and isinstance(detail.quit_reason, QuitReason)
        if isinstance(detail, ImageFailedDetail):
            known = known and isinstance(detail.image_type, ImageType)
        if not known:
            raise broken("known_values", "event_type", phrase("This event is not in the contract."))
        return self
