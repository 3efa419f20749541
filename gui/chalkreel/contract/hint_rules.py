"""When a member of StartRecord has an effect: one rule each, as data (CONTRACT section 2, "only with")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.mixing import MixConfig
from chalkreel.contract.start_record import StartRecordRequest, Whiteboard
from chalkreel.domain.enums import (
    FrameFillMode,
    MixMode,
    OutputFileFormat,
    RecordMode,
    RecordMuteAudio,
    StreamType,
    Vendor,
    ViewType,
)

PRESETS_WITH_LARGE_VIEW = frozenset({MixMode.HORIZONTAL, MixMode.VERTICAL, MixMode.FLOATING})


@dataclass(frozen=True, slots=True)
class EffectRule:
    """One member, by its path of attributes (numbers are places in a list), and when it has an effect."""

    name: str
    path: tuple[str | int, ...]
    matters: Callable[[StartRecordRequest], bool]
    message: Phrase


def is_mixed(request: StartRecordRequest) -> bool:
    return request.record_input_params.record_mode is RecordMode.MIXED


def is_single(request: StartRecordRequest) -> bool:
    return not is_mixed(request)


def _is_single_sound_mp3(request: StartRecordRequest) -> bool:
    is_sound = request.record_input_params.stream_type is StreamType.AUDIO
    return is_single(request) and is_sound and request.output_format is OutputFileFormat.MP3


def _skips_muted(request: StartRecordRequest) -> bool:
    return _is_single_sound_mp3(request) and request.record_input_params.record_mute_audio is RecordMuteAudio.SKIP


def _has_format(wanted: OutputFileFormat) -> Callable[[StartRecordRequest], bool]:
    return lambda request: request.output_format is wanted


def _uploads_fragments(request: StartRecordRequest) -> bool:
    is_hls = request.output_format is OutputFileFormat.HLS
    return is_hls and request.record_output_params.realtime_upload_fragment


def _fills_with_colour(request: StartRecordRequest) -> bool:
    return is_single(request) or request.record_input_params.fill_frame.frame_fill_mode is FrameFillMode.COLOR


def _shows_default_background(request: StartRecordRequest) -> bool:
    params = request.record_input_params
    return params.fill_blank and params.fill_frame.frame_fill_mode is FrameFillMode.NONE


def _can_fill_blank(request: StartRecordRequest) -> bool:
    return is_mixed(request) or request.record_input_params.stream_type is not StreamType.VIDEO


def _records_board(request: StartRecordRequest) -> bool:
    return request.record_input_params.has_whiteboard


def _can_show_board(request: StartRecordRequest) -> bool:
    if is_single(request):
        return request.output_format is not OutputFileFormat.JPG
    is_sound = request.record_input_params.stream_type is StreamType.AUDIO
    return not (is_sound or request.output_format.holds_sound_only)


def _keeps_what_is_recorded(request: StartRecordRequest) -> bool:
    is_sound = request.record_input_params.stream_type is StreamType.AUDIO
    return is_sound or not request.output_format.holds_sound_only


def _has_board_place(request: StartRecordRequest) -> bool:
    mix = request.record_input_params.mix_config
    if is_single(request) or mix is None or mix.mix_mode is not MixMode.CUSTOM:
        return True
    return any(item.view_type is ViewType.WHITEBOARD for item in mix.mix_input_list)


def _asks_for_picture(request: StartRecordRequest) -> bool:
    return is_single(request) or request.record_input_params.stream_type is not StreamType.AUDIO


def _mixes_picture(request: StartRecordRequest) -> bool:
    """Tell whether there is a mixed picture; a mix that is not used at all has its own hint."""
    return is_single(request) or (_asks_for_picture(request) and not request.output_format.holds_sound_only)


def _in_mix(test: Callable[[MixConfig], bool]) -> Callable[[StartRecordRequest], bool]:
    """Apply a test to the mix; a mix that is not used at all has its own hint."""

    def matters(request: StartRecordRequest) -> bool:
        mix = request.record_input_params.mix_config
        return mix is None or is_single(request) or test(mix)

    return matters


def _for_vendor(wanted: Vendor) -> Callable[[StartRecordRequest], bool]:
    def matters(request: StartRecordRequest) -> bool:
        return request.storage_params.vendor is wanted

    return matters


def _on_board(test: Callable[[Whiteboard], bool]) -> Callable[[StartRecordRequest], bool]:
    """Apply a test to the board; where it is not recorded, other rules speak."""

    def matters(request: StartRecordRequest) -> bool:
        board = request.record_input_params.board
        return board is None or test(board)

    return matters


ONLY_CUSTOM_REGIONS = phrase("The regions do nothing: only the custom layout uses them.")
ONLY_LARGE_VIEW = phrase("The stream for the large view does nothing: this layout has no large view.")
_ONLY_SOUND_FILES = phrase("Leaving out silence works only for single streams, sound only, as mp3.")
_ONLY_HLS = phrase("Fragments are made only for hls recordings.")
_ONLY_S3_COMPATIBLE = phrase("This is used only for storage of the kind “S3-compatible”.")
_INPUT, _OUTPUT, _STORAGE = "record_input_params", "record_output_params", "storage_params"
_MIX = (_INPUT, "mix_config")
_BOARD = (_INPUT, "whiteboard", 0)

_PICTURE_OF_MIX = (
    "fill_mode",
    "mix_output_background_color",
    "mix_output_background_image",
    "default_mix_stream_background_image",
    "mix_output_watermark_image",
    "mix_output_watermark_image_config",
    "mix_output_watermark_timestamp_config",
)
_NO_PICTURE = phrase("This does nothing: only sound is recorded.")

START_RULES: tuple[EffectRule, ...] = (
    EffectRule("mix_in_single", _MIX, is_mixed, phrase("The mix does nothing: each stream is recorded on its own.")),
    EffectRule("canvas_of_sound", (*_MIX, "mix_output_video_config"), _asks_for_picture, _NO_PICTURE),
    *(EffectRule(f"{name}_of_sound", (*_MIX, name), _mixes_picture, _NO_PICTURE) for name in _PICTURE_OF_MIX),
    EffectRule("fill_frame_of_sound", (_INPUT, "fill_frame"), _mixes_picture, _NO_PICTURE),
    EffectRule(
        "fill_frame_in_single",
        (_INPUT, "fill_frame"),
        is_mixed,
        phrase("What a switched-off camera shows can be chosen only for mixed recordings."),
    ),
    EffectRule(
        "stream_list_in_mixed",
        (_INPUT, "record_stream_list"),
        is_single,
        phrase("The list of streams does nothing: a mixed recording takes the streams of its layout."),
    ),
    EffectRule(
        "resume_in_mixed",
        (_INPUT, "resume_without_interruption"),
        is_single,
        phrase("A mixed recording goes on in the same file anyway."),
    ),
    EffectRule(
        "fill_blank_video_only",
        (_INPUT, "fill_blank"),
        _can_fill_blank,
        phrase("Gaps can be filled with silence only where sound is recorded."),
    ),
    EffectRule("mute_audio", (_INPUT, "record_mute_audio"), _is_single_sound_mp3, _ONLY_SOUND_FILES),
    EffectRule("mute_threshold", (_INPUT, "record_mute_audio_split_threshold"), _skips_muted, _ONLY_SOUND_FILES),
    EffectRule(
        "fill_colour",
        (_INPUT, "fill_frame", "frame_fill_color"),
        _fills_with_colour,
        phrase("The fill colour shows only where a switched-off camera is filled with a colour."),
    ),
    EffectRule(
        "whiteboard_off",
        (_INPUT, "whiteboard"),
        _records_board,
        phrase("The whiteboard's settings do nothing: no whiteboard is recorded."),
    ),
    EffectRule(
        "whiteboard_without_picture",
        (_INPUT, "has_whiteboard"),
        _can_show_board,
        phrase("The whiteboard will not be recorded: there is no picture that could show it."),
    ),
    EffectRule(
        "sound_format_without_picture",
        (_OUTPUT, "output_file_format"),
        _keeps_what_is_recorded,
        phrase("This format keeps sound only: nobody's picture will be recorded."),
    ),
    EffectRule(
        "whiteboard_without_region",
        (_INPUT, "has_whiteboard"),
        _has_board_place,
        phrase("The whiteboard will not be recorded: no region of the layout is meant for it."),
    ),
    EffectRule(
        "whiteboard_without_id",
        (_INPUT, "has_whiteboard"),
        _on_board(lambda board: bool(board.whiteboard_id)),
        phrase("No whiteboard is recorded until one is put on air: none is named at the start."),
    ),
    EffectRule(
        "whiteboard_width_in_mixed",
        (*_BOARD, "width"),
        is_single,
        phrase("The whiteboard's width does nothing in a mixed recording: its region decides."),
    ),
    EffectRule(
        "whiteboard_height_in_mixed",
        (*_BOARD, "height"),
        is_single,
        phrase("The whiteboard's height does nothing in a mixed recording: its region decides."),
    ),
    EffectRule(
        "presentation_needs_activation",
        (*_BOARD, "is_ppt_animation"),
        lambda _request: False,
        phrase("Animated presentations move only if the recording service has activated this paid feature."),
    ),
    EffectRule(
        "presentation_fps",
        (*_BOARD, "ppt_animation_fps"),
        _on_board(lambda board: board.is_ppt_animation),
        phrase("The frame rate of presentations does nothing: they are recorded without motion."),
    ),
    EffectRule(
        "regions_without_custom",
        (*_MIX, "mix_input_list"),
        _in_mix(lambda mix: mix.mix_mode is MixMode.CUSTOM),
        ONLY_CUSTOM_REGIONS,
    ),
    EffectRule(
        "fill_mode_in_custom",
        (*_MIX, "fill_mode"),
        _in_mix(lambda mix: mix.mix_mode is not MixMode.CUSTOM),
        phrase("In the custom layout each region has a fill mode of its own; the common one does nothing."),
    ),
    EffectRule(
        "large_stream_without_large_view",
        (*_MIX, "mix_max_resolution_stream_id"),
        _in_mix(lambda mix: mix.mix_mode in PRESETS_WITH_LARGE_VIEW),
        ONLY_LARGE_VIEW,
    ),
    EffectRule(
        "watermark_without_place",
        (*_MIX, "mix_output_watermark_image"),
        _in_mix(lambda mix: mix.mix_output_watermark_image_config is not None),
        phrase("The watermark does not show: it has no place in the picture."),
    ),
    EffectRule(
        "watermark_without_picture",
        (*_MIX, "mix_output_watermark_image_config"),
        _in_mix(lambda mix: bool(mix.mix_output_watermark_image)),
        phrase("The watermark's place does nothing: there is no watermark picture."),
    ),
    EffectRule(
        "sound_wave_type",
        (*_MIX, "sound_wave_type"),
        _in_mix(lambda mix: mix.record_sound_wave),
        phrase("How loudness is listed does nothing: loudness is not recorded."),
    ),
    EffectRule(
        "default_background",
        (*_MIX, "default_mix_stream_background_image"),
        lambda request: is_single(request) or _shows_default_background(request),
        phrase("The background for absent streams shows only if gaps are filled and nothing else fills them."),
    ),
    EffectRule(
        "snapshot_interval",
        (_OUTPUT, "snapshot_interval"),
        _has_format(OutputFileFormat.JPG),
        phrase("The time between pictures does nothing: no series of pictures is recorded."),
    ),
    EffectRule("fragment_seconds", (_OUTPUT, "fragment_seconds"), _has_format(OutputFileFormat.HLS), _ONLY_HLS),
    EffectRule(
        "realtime_fragments", (_OUTPUT, "realtime_upload_fragment"), _has_format(OutputFileFormat.HLS), _ONLY_HLS
    ),
    EffectRule(
        "short_fragment_path",
        (_OUTPUT, "short_fragment_path"),
        _uploads_fragments,
        phrase("Short names in the playlist are used only where fragments are uploaded while recording."),
    ),
    EffectRule("end_point", (_STORAGE, "end_point"), _for_vendor(Vendor.S3_COMPATIBLE), _ONLY_S3_COMPATIBLE),
    EffectRule("path_style", (_STORAGE, "s3_force_path_style"), _for_vendor(Vendor.S3_COMPATIBLE), _ONLY_S3_COMPATIBLE),
    EffectRule(
        "alibaba_vod_params",
        (_STORAGE, "alibaba_cloud_vod_params"),
        _for_vendor(Vendor.ALIBABA_VOD),
        phrase("The access to Alibaba Cloud VOD is not used: another storage is chosen."),
    ),
    EffectRule(
        "tencent_vod_params",
        (_STORAGE, "tencent_cloud_vod_params"),
        _for_vendor(Vendor.TENCENT_VOD),
        phrase("The access to Tencent Cloud VOD is not used: another storage is chosen."),
    ),
)
