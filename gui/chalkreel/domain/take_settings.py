"""How a take is recorded: everything StartRecord can be told that is not the room, the layout or the storage."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from chalkreel.domain.bit_rates import suggested_bit_rate_bps
from chalkreel.domain.enums import (
    FillMode,
    FrameFillMode,
    OutputFileFormat,
    PerStreamType,
    RecordMode,
    RecordMuteAudio,
    SoundWaveType,
    StreamType,
)
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.limits import (
    DEFAULT_BOARD_FPS,
    DEFAULT_BOARD_HEIGHT_PX,
    DEFAULT_BOARD_WIDTH_PX,
    DEFAULT_FPS,
    DEFAULT_FRAGMENT_S,
    DEFAULT_IDLE_S,
    DEFAULT_RECORD_S,
    DEFAULT_SNAPSHOT_S,
)

BLACK_RGB = 0x000000
WHITE_RGB = 0xFFFFFF
FIRST_CANVAS = Size(1280, 720)
BOARD_FILE = Size(DEFAULT_BOARD_WIDTH_PX, DEFAULT_BOARD_HEIGHT_PX)
WATERMARK_PLACE = Rect(24, 24, 184, 114)
MIX_NAME = "lesson"


@dataclass(frozen=True, slots=True)
class StreamChoice:
    """What is recorded of one stream (mixed); an empty ``stream_id`` means all that are not listed."""

    stream_id: str
    stream_type: PerStreamType = PerStreamType.DEFAULT


@dataclass(frozen=True, slots=True)
class TakeSettings:
    """One value per room; each default is what a teacher wants who never opens the settings.

    ``None`` means "leave it to the recorder". Colours are 0xRRGGBB, bit rates bits per second.
    ``video_bit_rate_bps`` of ``None`` follows the picture's size and frame rate. ``recorded_streams`` empty means
    everybody. ``output_folder`` empty means the connection's own.
    """

    record_mode: RecordMode = RecordMode.MIXED
    stream_type: StreamType = StreamType.AUDIO_VIDEO
    output_format: OutputFileFormat = OutputFileFormat.MP4
    records_whiteboard: bool = True
    canvas: Size = FIRST_CANVAS
    fps: int = DEFAULT_FPS
    video_bit_rate_bps: int | None = None
    audio_bit_rate_bps: int = 64_000

    max_idle_s: int = DEFAULT_IDLE_S
    max_record_s: int = DEFAULT_RECORD_S
    recorded_streams: tuple[str, ...] = ()
    stream_choices: tuple[StreamChoice, ...] = ()

    fill_blank: bool = False
    fill_frame_mode: FrameFillMode = FrameFillMode.LAST_FRAME
    fill_frame_rgb: int = BLACK_RGB
    resume_without_interruption: bool = False
    record_mute_audio: RecordMuteAudio = RecordMuteAudio.RECORD
    mute_split_s: int | None = None
    is_always_mix: bool = False
    clear_input_timeout_ms: int | None = None

    preset_fill: FillMode | None = None
    background_rgb: int = BLACK_RGB
    background_image: str = ""
    empty_view_image: str = ""
    watermark_image: str = ""
    watermark_place: Rect = WATERMARK_PLACE
    clock_font_px: int | None = None

    board_size: Size = BOARD_FILE
    board_rgb: int = WHITE_RGB
    animates_presentations: bool = False
    presentation_fps: int = DEFAULT_BOARD_FPS

    mix_name: str = MIX_NAME
    output_folder: str = ""
    snapshot_interval_s: int = DEFAULT_SNAPSHOT_S
    fragment_s: int = DEFAULT_FRAGMENT_S
    uploads_fragments: bool = False
    has_short_fragment_paths: bool = False
    records_sound_wave: bool = False
    sound_wave_type: SoundWaveType = SoundWaveType.STREAM_ID

    @property
    def is_single(self) -> bool:
        return self.record_mode is RecordMode.SINGLE

    @property
    def is_picture_only(self) -> bool:
        """Whether a series of pictures is taken instead of a recording."""
        return self.output_format is OutputFileFormat.JPG

    @property
    def has_picture(self) -> bool:
        """Whether people are recorded with their picture; a whiteboard's own file has one anyway."""
        return self.stream_type is not StreamType.AUDIO and not self.output_format.holds_sound_only

    @property
    def suggested_bit_rate_bps(self) -> int:
        return suggested_bit_rate_bps(self.canvas, self.fps)


DEFAULTS = TakeSettings()
FIELDS = tuple(field.name for field in fields(TakeSettings))


def changed_fields(settings: TakeSettings) -> dict[str, Any]:
    """Give what differs from the defaults, by name."""
    values = {name: getattr(settings, name) for name in FIELDS}
    return {name: value for name, value in values.items() if value != getattr(DEFAULTS, name)}
