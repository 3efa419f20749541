"""Where each take setting stands in StartRecord: one row per member, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from chalkreel.contract.color import wire_of
from chalkreel.contract.mixing import (
    FillFrame,
    MixConfig,
    MixOutputAudioConfig,
    MixOutputVideoConfig,
    MixOutputWatermarkImageConfig,
    MixOutputWatermarkTimestampConfig,
)
from chalkreel.contract.start_record import RecordInputParams, RecordOutputParams, StartRecordRequest, Whiteboard
from chalkreel.domain.take_settings import TakeSettings

Path = tuple[str | int, ...]
_INPUT, _OUTPUT = "record_input_params", "record_output_params"
_MIX: Path = (_INPUT, "mix_config")
_VIDEO: Path = (*_MIX, "mix_output_video_config")
_MARK: Path = (*_MIX, "mix_output_watermark_image_config")
_BOARD: Path = (_INPUT, "whiteboard", 0)
_ALWAYS = object()


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the request: the setting it comes from, its path of attributes, and its value at the wire.

    A value equal to ``unsent`` (what the recorder takes by itself) is left out, and so is ``None``.
    """

    setting: str
    path: Path
    value: Callable[[TakeSettings], Any]
    unsent: Any = _ALWAYS

    def is_sent(self, settings: TakeSettings) -> bool:
        value = self.value(settings)
        return value is not None and (self.unsent is _ALWAYS or value != self.unsent)


def _plain(setting: str) -> Callable[[TakeSettings], Any]:
    return lambda settings: getattr(settings, setting)


def _color(setting: str) -> Callable[[TakeSettings], int]:
    def value(settings: TakeSettings) -> int:
        rgb: int = getattr(settings, setting)
        return wire_of(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF)

    return value


def _member(setting: str, *path: str | int, unsent: Any = _ALWAYS) -> Member:
    return Member(setting, path, _plain(setting), unsent)


def _bit_rate(settings: TakeSettings) -> int:
    chosen = settings.video_bit_rate_bps
    return settings.suggested_bit_rate_bps if chosen is None else chosen


def _listed(settings: TakeSettings) -> list[dict[str, str]]:
    return [{"StreamId": stream_id} for stream_id in settings.recorded_streams]


def _choices(settings: TakeSettings) -> list[dict[str, Any]]:
    return [{"StreamId": one.stream_id, "StreamType": one.stream_type} for one in settings.stream_choices]


MEMBERS: tuple[Member, ...] = (
    _member("record_mode", _INPUT, "record_mode"),
    _member("stream_type", _INPUT, "stream_type"),
    _member("output_format", _OUTPUT, "output_file_format"),
    _member("records_whiteboard", _INPUT, "has_whiteboard", unsent=False),
    Member("canvas", (*_VIDEO, "width"), lambda settings: settings.canvas.width),
    Member("canvas", (*_VIDEO, "height"), lambda settings: settings.canvas.height),
    _member("fps", *_VIDEO, "fps"),
    Member("video_bit_rate_bps", (*_VIDEO, "bitrate"), _bit_rate),
    _member("audio_bit_rate_bps", *_MIX, "mix_output_audio_config", "bitrate"),
    _member("max_idle_s", _INPUT, "max_idle_time"),
    _member("max_record_s", _INPUT, "max_record_time", unsent=86_400),
    Member("recorded_streams", (_INPUT, "record_stream_list"), _listed, []),
    Member("stream_choices", (*_MIX, "stream_config_list"), _choices, []),
    _member("fill_blank", _INPUT, "fill_blank", unsent=False),
    _member("fill_frame_mode", _INPUT, "fill_frame", "frame_fill_mode", unsent=1),
    Member("fill_frame_rgb", (_INPUT, "fill_frame", "frame_fill_color"), _color("fill_frame_rgb"), 0),
    _member("resume_without_interruption", _INPUT, "resume_without_interruption", unsent=False),
    _member("record_mute_audio", _INPUT, "record_mute_audio", unsent=1),
    _member("mute_split_s", _INPUT, "record_mute_audio_split_threshold"),
    _member("is_always_mix", *_MIX, "is_always_mix", unsent=False),
    _member("clear_input_timeout_ms", *_MIX, "clear_input_stream_timeout"),
    _member("preset_fill", *_MIX, "fill_mode"),
    Member("background_rgb", (*_MIX, "mix_output_background_color"), _color("background_rgb"), 0),
    _member("background_image", *_MIX, "mix_output_background_image", unsent=""),
    _member("empty_view_image", *_MIX, "default_mix_stream_background_image", unsent=""),
    _member("watermark_image", *_MIX, "mix_output_watermark_image", unsent=""),
    Member("watermark_place", (*_MARK, "left"), lambda settings: settings.watermark_place.left),
    Member("watermark_place", (*_MARK, "top"), lambda settings: settings.watermark_place.top),
    Member("watermark_place", (*_MARK, "right"), lambda settings: settings.watermark_place.right),
    Member("watermark_place", (*_MARK, "bottom"), lambda settings: settings.watermark_place.bottom),
    _member("clock_font_px", *_MIX, "mix_output_watermark_timestamp_config", "font_size"),
    Member("board_size", (*_BOARD, "width"), lambda settings: settings.board_size.width, 1280),
    Member("board_size", (*_BOARD, "height"), lambda settings: settings.board_size.height, 720),
    Member("board_rgb", (*_BOARD, "background_color"), _color("board_rgb"), 0xFFFFFF00),
    _member("animates_presentations", *_BOARD, "is_ppt_animation", unsent=False),
    _member("presentation_fps", *_BOARD, "ppt_animation_fps", unsent=15),
    _member("mix_name", *_MIX, "mix_output_stream_id"),
    _member("output_folder", _OUTPUT, "output_folder", unsent=""),
    _member("snapshot_interval_s", _OUTPUT, "snapshot_interval", unsent=10),
    _member("fragment_s", _OUTPUT, "fragment_seconds", unsent=15),
    _member("uploads_fragments", _OUTPUT, "realtime_upload_fragment", unsent=False),
    _member("has_short_fragment_paths", _OUTPUT, "short_fragment_path", unsent=False),
    _member("records_sound_wave", *_MIX, "record_sound_wave", unsent=False),
    _member("sound_wave_type", *_MIX, "sound_wave_type", unsent=0),
)

_MODELS: dict[str, type[BaseModel]] = {
    _INPUT: RecordInputParams,
    _OUTPUT: RecordOutputParams,
    "mix_config": MixConfig,
    "mix_output_video_config": MixOutputVideoConfig,
    "mix_output_audio_config": MixOutputAudioConfig,
    "mix_output_watermark_image_config": MixOutputWatermarkImageConfig,
    "mix_output_watermark_timestamp_config": MixOutputWatermarkTimestampConfig,
    "whiteboard": Whiteboard,
    "fill_frame": FillFrame,
}


def members_of(setting: str) -> tuple[Member, ...]:
    return tuple(member for member in MEMBERS if member.setting == setting)


@cache
def wire_path(path: Path) -> Path:
    """Name each step of a path as the wire does."""
    return tuple(_wire_steps(path))


def wire_names(member: Member) -> tuple[str, ...]:
    """Give the wire names on the way to a member, without places in lists."""
    return tuple(step for step in wire_path(member.path) if isinstance(step, str))


def api_name(setting: str) -> str:
    """Give the API's name of a setting, short enough to be read: its member and the group it stands in."""
    first, *others = [wire_names(member) for member in members_of(setting)]
    named = ".".join(first[-2:] if first[-2] not in _PLAIN_GROUPS else first[-1:])
    return ", ".join((named, *(steps[-1] for steps in others)))


@cache
def setting_at(path: str) -> str:
    """Give the setting that a path of wire names is about; empty where it is about none of them.

    The recorder leaves places in lists out, our own checks write them; both are understood. A group of members is
    taken for its first one.
    """
    wanted = tuple(step for step in path.split(".") if step and not step.isdigit())
    best, best_length = "", 0
    for member in MEMBERS:
        steps = wire_names(member)
        common = _common_length(steps, wanted)
        if common > best_length and common == min(len(steps), len(wanted)):
            best, best_length = member.setting, common
    return best if best_length > 1 and path not in _TOO_WIDE else ""


_PLAIN_GROUPS = frozenset({"RecordInputParams", "RecordOutputParams", "MixConfig"})
_TOO_WIDE = frozenset({"RecordInputParams", "RecordOutputParams", "RecordInputParams.MixConfig"})


def _wire_steps(path: Path) -> Iterator[str | int]:
    model: type[BaseModel] = StartRecordRequest
    for step in path:
        if isinstance(step, int):
            yield step
            continue
        yield model.model_fields[step].alias or step
        model = _MODELS.get(step, model)


def _common_length(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Count the steps that both begin with."""
    for number, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return number
    return min(len(first), len(second))
