"""The mixed picture at the wire: regions, picture and sound settings, watermarks, ``MixConfig``."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from chalkreel.base.phrase import phrase
from chalkreel.contract.members import (
    AnyInt,
    AnyText,
    Bool,
    CoordinatePx,
    HttpUrl,
    RgbColor,
)
from chalkreel.contract.rules import broken
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice, Whole
from chalkreel.domain.enums import FillMode, FrameFillMode, MixMode, PerStreamType, SoundWaveType, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.limits import (
    DEFAULT_AUDIO_BITRATE_BPS,
    MAX_CANVAS_SIDE_PX,
    MAX_FPS,
    MAX_VIEWS,
    MAX_WATERMARK_FONT_PX,
    MIN_FPS,
    MIN_WATERMARK_FONT_PX,
)

TOO_MANY_REGIONS = phrase("A layout can hold {limit} regions at most.", limit=MAX_VIEWS)


class FillFrame(PascalModel):
    """What a view shows while its camera is off and its sound goes on."""

    frame_fill_mode: Annotated[FrameFillMode, Choice(FrameFillMode)] = FrameFillMode.LAST_FRAME
    frame_fill_color: RgbColor = 0


class MixInputListItem(PascalModel):
    """One region of a custom layout; ``stream_id`` empty means the next stream to enter."""

    stream_id: AnyText = ""
    view_type: Annotated[ViewType, Choice(ViewType)] = ViewType.AUDIO_VIDEO
    top: CoordinatePx
    left: CoordinatePx
    bottom: CoordinatePx
    right: CoordinatePx
    layer: AnyInt
    fill_mode: Annotated[FillMode, Choice(FillMode)] = FillMode.CROP
    background_image: HttpUrl | None = None

    @property
    def rect(self) -> Rect:
        return Rect(self.left, self.top, self.right, self.bottom)


def _bounded_views(items: list[MixInputListItem]) -> list[MixInputListItem]:
    if len(items) > MAX_VIEWS:
        raise broken("too_many_regions", "", TOO_MANY_REGIONS)
    if sum(item.view_type is ViewType.WHITEBOARD for item in items) > 1:
        raise broken("second_whiteboard_region", "", phrase("Only one region can show the whiteboard."))
    return items


MixInputList = Annotated[list[MixInputListItem], AfterValidator(_bounded_views)]


class MixOutputVideoConfig(PascalModel):
    """Size, frame rate and bit rate of the mixed picture; its size is the canvas."""

    width: Annotated[int, Whole(maximum=MAX_CANVAS_SIDE_PX)]
    height: Annotated[int, Whole(maximum=MAX_CANVAS_SIDE_PX)]
    fps: Annotated[int, Whole(MIN_FPS, MAX_FPS)]
    bitrate: AnyInt
    """In bits per second."""

    @property
    def canvas(self) -> Size:
        return Size(self.width, self.height)


class MixOutputAudioConfig(PascalModel):
    """The mixed sound."""

    bitrate: AnyInt = DEFAULT_AUDIO_BITRATE_BPS
    """In bits per second."""


class MixOutputWatermarkImageConfig(PascalModel):
    """Where the watermark picture goes on the canvas."""

    left: CoordinatePx
    top: CoordinatePx
    right: CoordinatePx
    bottom: CoordinatePx

    @property
    def rect(self) -> Rect:
        return Rect(self.left, self.top, self.right, self.bottom)


class MixOutputWatermarkTimestampConfig(PascalModel):
    """The clock in the top right corner of the picture."""

    font_size: Annotated[int, Whole(MIN_WATERMARK_FONT_PX, MAX_WATERMARK_FONT_PX)]


class StreamConfigListItem(PascalModel):
    """What is recorded of one stream; an empty ``stream_id`` sets it for all that are not listed."""

    stream_id: AnyText = ""
    stream_type: Annotated[PerStreamType, Choice(PerStreamType)] = PerStreamType.DEFAULT


class MixConfig(PascalModel):
    """Everything about the mix. ``fill_mode`` absent has a meaning of its own: see CONTRACT section 7."""

    mix_mode: Annotated[MixMode, Choice(MixMode)] = MixMode.GRID
    mix_input_list: MixInputList = Field(default_factory=list)
    fill_mode: Annotated[FillMode, Choice(FillMode)] | None = None
    mix_output_stream_id: AnyText
    mix_output_video_config: MixOutputVideoConfig | None = None
    mix_output_audio_config: MixOutputAudioConfig = Field(default_factory=MixOutputAudioConfig)
    mix_output_background_color: RgbColor = 0
    mix_output_background_image: HttpUrl | None = None
    mix_max_resolution_stream_id: AnyText = ""
    mix_output_watermark_image: HttpUrl | None = None
    mix_output_watermark_image_config: MixOutputWatermarkImageConfig | None = None
    default_mix_stream_background_image: HttpUrl | None = None
    is_always_mix: Bool = False
    mix_output_watermark_timestamp_config: MixOutputWatermarkTimestampConfig | None = None
    record_sound_wave: Bool = False
    sound_wave_type: Annotated[SoundWaveType, Choice(SoundWaveType)] = SoundWaveType.STREAM_ID
    stream_config_list: list[StreamConfigListItem] = Field(default_factory=list)
    clear_input_stream_timeout: AnyInt | None = None
    """In milliseconds."""

    @model_validator(mode="after")
    def _require_regions(self) -> Self:
        require_regions(self.mix_mode, self.mix_input_list)
        return self


def require_regions(mode: MixMode, items: list[MixInputListItem]) -> None:
    """Refuse a custom layout without a region."""
    if mode is MixMode.CUSTOM and not items:
        raise broken("custom_without_region", "MixInputList", phrase("A custom layout needs at least one region."))
