"""StartRecord: what is recorded, how it is mixed, what files come out and where they go."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from chalkreel.base.phrase import phrase
from chalkreel.contract.color import WHITE
from chalkreel.contract.envelope import DataEnvelope, TaskIdRequest
from chalkreel.contract.members import AnyInt, AnyText, Bool, HttpUrl, RgbColor, TaskId
from chalkreel.contract.mixing import (
    FillFrame,
    MixConfig,
    MixInputListItem,
    MixOutputAudioConfig,
    MixOutputVideoConfig,
    MixOutputWatermarkImageConfig,
    MixOutputWatermarkTimestampConfig,
    StreamConfigListItem,
)
from chalkreel.contract.rules import broken
from chalkreel.contract.storage import (
    VOD_FORMATS,
    AlibabaCloudVodParams,
    StorageParams,
    TencentCloudVodParams,
)
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice, Whole
from chalkreel.domain.enums import OutputFileFormat, RecordMode, RecordMuteAudio, StreamType
from chalkreel.domain.limits import (
    DEFAULT_BOARD_FPS,
    DEFAULT_BOARD_HEIGHT_PX,
    DEFAULT_BOARD_WIDTH_PX,
    DEFAULT_FRAGMENT_S,
    DEFAULT_IDLE_S,
    DEFAULT_RECORD_S,
    DEFAULT_SNAPSHOT_S,
    MAX_BOARD_FPS,
    MAX_FRAGMENT_S,
    MAX_IDLE_S,
    MAX_RECORD_S,
    MAX_SNAPSHOT_S,
    MIN_BOARD_FPS,
    MIN_FRAGMENT_S,
    MIN_IDLE_S,
    MIN_RECORD_S,
    MIN_SNAPSHOT_S,
)

__all__ = [
    "AlibabaCloudVodParams",
    "FillFrame",
    "MixConfig",
    "MixInputListItem",
    "MixOutputAudioConfig",
    "MixOutputVideoConfig",
    "MixOutputWatermarkImageConfig",
    "MixOutputWatermarkTimestampConfig",
    "RecordInputParams",
    "RecordOutputParams",
    "RecordStreamListItem",
    "StartRecordData",
    "StartRecordRequest",
    "StartRecordResponse",
    "StorageParams",
    "StreamConfigListItem",
    "TaskIdRequest",
    "TencentCloudVodParams",
    "Whiteboard",
]


class RecordStreamListItem(PascalModel):
    """One stream to record (single mode)."""

    stream_id: AnyText


class Whiteboard(PascalModel):
    """The board that is recorded. Its ratio must be that of the board in the room, or it comes out tiny."""

    horizontal_ratio: AnyInt
    vertical_ratio: AnyInt
    width: AnyInt = DEFAULT_BOARD_WIDTH_PX
    height: AnyInt = DEFAULT_BOARD_HEIGHT_PX
    whiteboard_id: AnyText = ""
    background_color: RgbColor = WHITE
    is_ppt_animation: Bool = Field(default=False, alias="IsPPTAnimation")
    ppt_animation_fps: Annotated[int, Whole(MIN_BOARD_FPS, MAX_BOARD_FPS)] = Field(
        default=DEFAULT_BOARD_FPS, alias="PPTAnimationFps"
    )


def _one_board(boards: list[Whiteboard]) -> list[Whiteboard]:
    if len(boards) > 1:
        raise broken("second_whiteboard", "", phrase("Only one whiteboard can be recorded at a time."))
    return boards


class RecordInputParams(PascalModel):
    """What is recorded, for how long, and with which mix."""

    record_mode: Annotated[RecordMode, Choice(RecordMode)]
    stream_type: Annotated[StreamType, Choice(StreamType)] = StreamType.AUDIO_VIDEO
    client_task_id: AnyText = ""
    record_stream_list: list[RecordStreamListItem] = Field(default_factory=list)
    fill_blank: Bool = False
    fill_frame: FillFrame = Field(default_factory=FillFrame)
    record_mute_audio: Annotated[RecordMuteAudio, Choice(RecordMuteAudio)] = RecordMuteAudio.RECORD
    record_mute_audio_split_threshold: AnyInt | None = None
    """In seconds."""
    has_whiteboard: Bool = False
    whiteboard: Annotated[list[Whiteboard], AfterValidator(_one_board)] = Field(default_factory=list)
    max_idle_time: Annotated[int, Whole(MIN_IDLE_S, MAX_IDLE_S)] = DEFAULT_IDLE_S
    max_record_time: Annotated[int, Whole(MIN_RECORD_S, MAX_RECORD_S)] = DEFAULT_RECORD_S
    resume_without_interruption: Bool = False
    mix_config: MixConfig | None = None

    @model_validator(mode="after")
    def _require_mix(self) -> Self:
        if self.record_mode is not RecordMode.MIXED:
            return self
        if self.mix_config is None:
            raise broken("mix_missing", "MixConfig", phrase("A mixed recording needs the settings of its mix."))
        if self.stream_type is not StreamType.AUDIO and self.mix_config.mix_output_video_config is None:
            raise broken(
                "picture_size_missing",
                "MixConfig.MixOutputVideoConfig",
                phrase("A mixed recording with picture needs its size, frame rate and bit rate."),
            )
        return self

    @model_validator(mode="after")
    def _require_board(self) -> Self:
        if self.has_whiteboard and not self.whiteboard:
            raise broken(
                "whiteboard_missing", "Whiteboard", phrase("To record the whiteboard, its shape must be given.")
            )
        return self

    @property
    def board(self) -> Whiteboard | None:
        """The board to record, where whiteboard recording is on."""
        return self.whiteboard[0] if self.has_whiteboard else None


class RecordOutputParams(PascalModel):
    """What files come out."""

    output_file_format: Annotated[OutputFileFormat, Choice(OutputFileFormat)] = OutputFileFormat.MP4
    output_folder: AnyText = ""
    output_file_rule: Annotated[int, Whole(1, 1)] = 1
    snapshot_interval: Annotated[int, Whole(MIN_SNAPSHOT_S, MAX_SNAPSHOT_S)] = DEFAULT_SNAPSHOT_S
    callback_url: HttpUrl | None = None
    fragment_seconds: Annotated[int, Whole(MIN_FRAGMENT_S, MAX_FRAGMENT_S)] = DEFAULT_FRAGMENT_S
    realtime_upload_fragment: Bool = False
    short_fragment_path: Bool = False


class StartRecordRequest(PascalModel):
    """The body of StartRecord."""

    room_id: AnyText
    record_input_params: RecordInputParams
    record_output_params: RecordOutputParams = Field(default_factory=RecordOutputParams)
    storage_params: StorageParams

    @property
    def output_format(self) -> OutputFileFormat:
        return self.record_output_params.output_file_format

    @model_validator(mode="after")
    def _match_format_and_storage(self) -> Self:
        formats = VOD_FORMATS.get(self.storage_params.vendor)
        if formats is not None and self.output_format not in formats:
            raise broken(
                "vod_format",
                "RecordOutputParams.OutputFileFormat",
                phrase("This video service does not take {format} files.", format=self.output_format.value),
            )
        return self

    @model_validator(mode="after")
    def _match_format_and_streams(self) -> Self:
        if self.output_format is OutputFileFormat.JPG and self.record_input_params.stream_type is StreamType.AUDIO:
            raise broken(
                "picture_of_sound",
                "RecordInputParams.StreamType",
                phrase("Pictures cannot be taken when only sound is recorded."),
            )
        return self


class StartRecordData(PascalModel):
    """What a started task is called."""

    task_id: TaskId


class StartRecordResponse(DataEnvelope):
    """The answer to StartRecord."""

    data: StartRecordData | None = None
