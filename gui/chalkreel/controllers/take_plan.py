"""What is about to be recorded, and the StartRecord request it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import Any, Protocol

from chalkreel.base.phrase import Phrase
from chalkreel.contract.layouts import layout_members
from chalkreel.contract.start_record import (
    MixConfig,
    MixOutputAudioConfig,
    MixOutputVideoConfig,
    RecordInputParams,
    RecordOutputParams,
    StartRecordRequest,
    StorageParams,
    Whiteboard,
)
from chalkreel.domain.enums import OutputFileFormat, RecordMode, StreamType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.limits import DEFAULT_IDLE_S

MIX_OUTPUT_STREAM_ID = "lesson"
BOARD_RATIO = Size(16, 9)


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """How the mixed picture is encoded. Bit rates are in bps; 1130 kbps is the contract's advice for 720p15."""

    fps: int = 15
    video_bitrate_bps: int = 1_130_000
    audio_bitrate_bps: int = 64_000


@dataclass(frozen=True, slots=True)
class TakePlan:
    """Everything Record needs to know. ``board_id`` empty means: no whiteboard is recorded."""

    room_id: str
    canvas: Size
    layout: Layout
    storage: StorageParams = field(repr=False)
    board_id: str = ""
    board_name: str = ""
    board_size: Size | None = None
    picture: PictureSettings = PictureSettings()
    callback_url: str = ""
    output_folder: str = ""
    max_idle_s: int = DEFAULT_IDLE_S


class PlanSource(Protocol):
    """Gathers what Record would record now."""

    def current(self) -> TakePlan | Phrase:
        """Give the plan, or say why there is nothing to record."""

    def blocked(self) -> Phrase | None:
        """Say why Record cannot be pressed now, if so."""


def start_request(plan: TakePlan, client_task_id: str) -> StartRecordRequest:
    """Build the request; what a plan leaves at its default is not sent.

    Raises ``pydantic.ValidationError`` where a value breaks the contract's shape.
    """
    params: dict[str, Any] = {
        "record_mode": RecordMode.MIXED,
        "stream_type": StreamType.AUDIO_VIDEO,
        "client_task_id": client_task_id,
        "max_idle_time": plan.max_idle_s,
        "mix_config": _mix_config(plan),
    }
    if plan.board_id:
        params |= {"has_whiteboard": True, "whiteboard": [_whiteboard(plan)]}
    return StartRecordRequest(
        room_id=plan.room_id,
        record_input_params=RecordInputParams(**params),
        record_output_params=RecordOutputParams(
            output_file_format=OutputFileFormat.MP4,
            output_folder=plan.output_folder,
            callback_url=plan.callback_url or None,
        ),
        storage_params=plan.storage,
    )


def _mix_config(plan: TakePlan) -> MixConfig:
    return MixConfig(
        **layout_members(plan.layout),
        mix_output_stream_id=MIX_OUTPUT_STREAM_ID,
        mix_output_video_config=MixOutputVideoConfig(
            width=plan.canvas.width,
            height=plan.canvas.height,
            fps=plan.picture.fps,
            bitrate=plan.picture.video_bitrate_bps,
        ),
        mix_output_audio_config=MixOutputAudioConfig(bitrate=plan.picture.audio_bitrate_bps),
    )


def _whiteboard(plan: TakePlan) -> Whiteboard:
    ratio = _ratio(plan.board_size or BOARD_RATIO)
    return Whiteboard(horizontal_ratio=ratio.width, vertical_ratio=ratio.height, whiteboard_id=plan.board_id)


def _ratio(size: Size) -> Size:
    """Reduce a picture's size to the ratio the request wants."""
    divisor = gcd(size.width, size.height) or 1
    return Size(size.width // divisor, size.height // divisor)
