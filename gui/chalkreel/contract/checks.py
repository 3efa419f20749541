"""Rules across members that make a request wrong although its shape is right (CONTRACT sections 2 and 10).

Each rule is one function with a name of its own. Rules that the shape itself can express are in the models and
come out of a refused reading with the same kind of names: see ``problems.violations_of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.mixing import TOO_MANY_REGIONS, MixConfig, MixInputListItem, MixOutputVideoConfig
from chalkreel.contract.queries import DescribeTasksRequest
from chalkreel.contract.start_record import StartRecordRequest, Whiteboard
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.contract.violation import Violation
from chalkreel.domain.enums import MixMode, RecordMode, StreamType, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.limits import MAX_CANVAS_AREA_PX, MAX_VIEWS, QUERY_WINDOW_S

_MIX = "RecordInputParams.MixConfig"
_VIDEO = f"{_MIX}.MixOutputVideoConfig"
_WATERMARK = f"{_MIX}.MixOutputWatermarkImageConfig"
_BOARD = "RecordInputParams.Whiteboard.0"
_REGIONS = "MixInputList"
_WINDOW_MS = QUERY_WINDOW_S * 1000


def check_start(request: StartRecordRequest) -> tuple[Violation, ...]:
    """List every broken rule of a StartRecord request; what has no effect in its mode breaks none."""
    return tuple(_start_violations(request))


def check_update_layout(
    request: UpdateLayoutRequest, canvas: Size, *, has_whiteboard: bool = True
) -> tuple[Violation, ...]:
    """List every broken rule of a layout for a running task, whose canvas cannot change any more.

    ``has_whiteboard`` tells whether the task was started with whiteboard recording.
    """
    if request.mix_mode is not MixMode.CUSTOM:
        return ()
    return check_regions(request.mix_input_list, canvas, has_whiteboard=has_whiteboard)


def check_describe_tasks(request: DescribeTasksRequest, now_ms: int) -> tuple[Violation, ...]:
    """List every broken rule of a question for tasks."""
    rules = (window_not_too_old(request, now_ms), window_in_order(request), window_not_too_long(request))
    return tuple(violation for violation in rules if violation is not None)


def check_regions(
    items: Sequence[MixInputListItem], canvas: Size, *, has_whiteboard: bool, field: str = _REGIONS
) -> tuple[Violation, ...]:
    """List every broken rule of the regions of a custom layout; ``field`` is where the list stands."""
    found = [*at_most_25_regions(items, field), *one_whiteboard_region(items, field)]
    if not has_whiteboard:
        found += whiteboard_region_needs_recording(items, field)
    for index, item in enumerate(items):
        place = f"{field}.{index}"
        found += corners_in_order(item.rect, place, "region_corners", _upside_down(index + 1))
        found += inside_canvas(item.rect, canvas, place, "region_outside_canvas", _outside(index + 1))
    return tuple(found)


def sound_format_has_sound(request: StartRecordRequest) -> Iterator[Violation]:
    """Refuse files for sound alone of a recording without sound; the documents leave it open."""
    is_silent = request.record_input_params.stream_type is StreamType.VIDEO
    if is_silent and request.output_format.holds_sound_only:
        yield Violation(
            "sound_format_without_sound",
            "RecordOutputParams.OutputFileFormat",
            phrase(
                "{format} keeps sound only, and only the picture is to be recorded: choose mp4, say.",
                format=request.output_format.value,
            ),
        )


def folder_is_inside(request: StartRecordRequest) -> Iterator[Violation]:
    """Refuse a folder that leads out of the storage; the documents know only folders in it."""
    if ".." in request.record_output_params.output_folder.split("/"):
        yield Violation(
            "folder_outside",
            "RecordOutputParams.OutputFolder",
            phrase("The folder has to lie in the storage: leave out the two dots."),
        )


def waiting_time_positive(mix: MixConfig) -> Iterator[Violation]:
    """Refuse to wait for a time below zero; the documents name no range."""
    if mix.clear_input_stream_timeout is not None and mix.clear_input_stream_timeout < 0:
        yield Violation(
            "negative_waiting_time",
            f"{_MIX}.ClearInputStreamTimeout",
            phrase("The time to wait cannot be below zero."),
        )


def canvas_has_size(video: MixOutputVideoConfig) -> Iterator[Violation]:
    """Refuse a picture without width or height; the documents name no lower bound, no recorder can do without."""
    if video.width < 1 or video.height < 1:
        yield Violation(
            "canvas_without_size",
            _VIDEO,
            phrase("The picture needs a width and a height of at least one pixel."),
        )


def canvas_area(video: MixOutputVideoConfig) -> Iterator[Violation]:
    if video.width > 0 and video.height > 0 and video.canvas.area > MAX_CANVAS_AREA_PX:
        yield Violation(
            "canvas_too_large",
            _VIDEO,
            phrase(
                "The picture is too large: {width} × {height} pixels. Full HD (1920 × 1080) is the most.",
                width=video.width,
                height=video.height,
            ),
        )


def bit_rates_positive(mix: MixConfig) -> Iterator[Violation]:
    """Refuse bit rates nothing can be encoded with; the documents name no lower bound."""
    video = mix.mix_output_video_config
    if video is not None and video.bitrate < 1:
        yield Violation("video_bitrate", f"{_VIDEO}.Bitrate", phrase("The picture's bit rate must be above zero."))
    if mix.mix_output_audio_config.bitrate < 1:
        field = f"{_MIX}.MixOutputAudioConfig.Bitrate"
        yield Violation("audio_bitrate", field, phrase("The sound's bit rate must be above zero."))


def board_has_shape(board: Whiteboard) -> Iterator[Violation]:
    """Refuse a whiteboard without extent; the documents name no lower bound."""
    if min(board.horizontal_ratio, board.vertical_ratio) < 1:
        yield Violation("board_ratio", _BOARD, phrase("The whiteboard's ratio needs two numbers above zero."))
    if min(board.width, board.height) < 1:
        yield Violation(
            "board_without_size", _BOARD, phrase("The whiteboard needs a width and a height of at least one pixel.")
        )


def at_most_25_regions(items: Sequence[MixInputListItem], field: str) -> Iterator[Violation]:
    if len(items) > MAX_VIEWS:
        yield Violation("too_many_regions", field, TOO_MANY_REGIONS)


def one_whiteboard_region(items: Sequence[MixInputListItem], field: str) -> Iterator[Violation]:
    for index in _whiteboard_indexes(items)[1:]:
        yield Violation(
            "second_whiteboard_region",
            f"{field}.{index}.ViewType",
            phrase("Only one region can show the whiteboard; region {number} is one too many.", number=index + 1),
        )


def whiteboard_region_needs_recording(items: Sequence[MixInputListItem], field: str) -> Iterator[Violation]:
    for index in _whiteboard_indexes(items):
        yield Violation(
            "whiteboard_region_without_whiteboard",
            f"{field}.{index}.ViewType",
            phrase(
                "Region {number} is meant for the whiteboard, but this recording was set up without one.",
                number=index + 1,
            ),
        )


def corners_in_order(rect: Rect, field: str, rule: str, message: Phrase) -> Iterator[Violation]:
    if rect.left > rect.right or rect.top > rect.bottom:
        yield Violation(rule, field, message)


def inside_canvas(rect: Rect, canvas: Size, field: str, rule: str, message: Phrase) -> Iterator[Violation]:
    is_inside_x = all(0 <= x <= canvas.width for x in (rect.left, rect.right))
    is_inside_y = all(0 <= y <= canvas.height for y in (rect.top, rect.bottom))
    if not (is_inside_x and is_inside_y):
        yield Violation(rule, field, message)


def window_not_too_old(request: DescribeTasksRequest, now_ms: int) -> Violation | None:
    if request.start_time >= now_ms - _WINDOW_MS:
        return None
    return Violation("window_too_old", "StartTime", phrase("Recordings can be listed for the last three days only."))


def window_in_order(request: DescribeTasksRequest) -> Violation | None:
    if request.end_time > request.start_time:
        return None
    return Violation("window_order", "EndTime", phrase("The end of the time asked for must be after its start."))


def window_not_too_long(request: DescribeTasksRequest) -> Violation | None:
    if request.end_time - request.start_time <= _WINDOW_MS:
        return None
    return Violation("window_too_long", "EndTime", phrase("Three days are the most that can be asked for at once."))


def _start_violations(request: StartRecordRequest) -> Iterator[Violation]:
    params = request.record_input_params
    yield from sound_format_has_sound(request)
    yield from folder_is_inside(request)
    if params.board is not None:
        yield from board_has_shape(params.board)
    if params.record_mode is not RecordMode.MIXED or params.mix_config is None:
        return
    mix, video = params.mix_config, params.mix_config.mix_output_video_config
    yield from bit_rates_positive(mix)
    yield from waiting_time_positive(mix)
    if video is None:
        return
    yield from canvas_has_size(video)
    yield from canvas_area(video)
    if mix.mix_mode is MixMode.CUSTOM:
        yield from check_regions(
            mix.mix_input_list, video.canvas, has_whiteboard=params.has_whiteboard, field=f"{_MIX}.{_REGIONS}"
        )
    yield from _watermark_violations(mix, video.canvas)


def _watermark_violations(mix: MixConfig, canvas: Size) -> Iterator[Violation]:
    place = mix.mix_output_watermark_image_config
    if place is None:
        return
    yield from corners_in_order(
        place.rect,
        _WATERMARK,
        "watermark_corners",
        phrase("The watermark's place is upside down: its left and top edges must come before right and bottom."),
    )
    yield from inside_canvas(
        place.rect,
        canvas,
        _WATERMARK,
        "watermark_outside_canvas",
        phrase("The watermark reaches beyond the edge of the picture."),
    )


def _upside_down(number: int) -> Phrase:
    return phrase(
        "Region {number} is upside down: its left and top edges must come before right and bottom.", number=number
    )


def _outside(number: int) -> Phrase:
    return phrase("Region {number} reaches beyond the edge of the picture.", number=number)


def _whiteboard_indexes(items: Sequence[MixInputListItem]) -> list[int]:
    return [index for index, item in enumerate(items) if item.view_type is ViewType.WHITEBOARD]
