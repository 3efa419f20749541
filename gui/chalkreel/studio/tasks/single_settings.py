"""How one stream, or the whiteboard, is recorded into a file of its own."""

from __future__ import annotations

import math

from chalkreel.contract.color import rgb_of
from chalkreel.contract.start_record import Whiteboard
from chalkreel.domain.enums import FillMode, MixMode, StreamType, ViewType
from chalkreel.domain.fitting import fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.limits import DEFAULT_BOARD_FPS, DEFAULT_FPS, MIN_FPS
from chalkreel.studio.mixer.values import BoardFrame, MixSettings, Scene
from chalkreel.studio.outputs.plan import PlannedFile
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.source import Source

LONGEST_SIDE_PX, LARGEST_AREA_PX = 1920, 1920 * 1080
HIGHEST_FPS = 60
HIGHEST_VIDEO_BPS = 20_000_000
"""CONTRACT section 5: what a single stream may bring at most; more is recorded as this."""
CHANNEL_BPS = 64_000
"""For each channel that a stream's sound has."""

BOARD_BPS = 4_000_000

_SMALLEST_SIDE_PX = 2
_CANVAS_OF_SOUND = Size(16, 16)


def stream_settings(source: Source, planned: tuple[PlannedFile, ...]) -> MixSettings:
    """Give the settings for a publisher's picture and sound as they come."""
    size = source.size
    has_video, has_audio = any(file.has_video for file in planned), any(file.has_audio for file in planned)
    both = StreamType.VIDEO if not has_audio else StreamType.AUDIO_VIDEO if has_video else StreamType.AUDIO
    return MixSettings(
        canvas=recorded_size(size) if size is not None and has_video else _CANVAS_OF_SOUND,
        fps=min(max(math.ceil(source.frame_rate - 0.05), MIN_FPS), HIGHEST_FPS) if has_video else DEFAULT_FPS,
        video_bitrate_bps=HIGHEST_VIDEO_BPS,
        audio_bitrate_bps=2 * CHANNEL_BPS if source.is_stereo else CHANNEL_BPS,
        stream_type=both,
        has_constant_quality=True,
        is_mono=not source.is_stereo,
    )


def recorded_size(size: Size) -> Size:
    """Give the size a picture is recorded in: its own, in even numbers, or the largest allowed of its shape."""
    longest, area = LONGEST_SIDE_PX / max(size.width, size.height), math.sqrt(LARGEST_AREA_PX / size.area)
    scale = min(1.0, longest, area)
    # A hair more than the exact product, so that 1920 does not come out as 1919.999…; never a pixel more.
    even = Size(math.floor(size.width * scale + 1e-6), math.floor(size.height * scale + 1e-6)).even()
    return Size(max(even.width, _SMALLEST_SIDE_PX), max(even.height, _SMALLEST_SIDE_PX))


def stream_scene(stream: PublishedStream, canvas: Size) -> Scene:
    """Show one stream alone; where its size has changed since the file began, all of it."""
    whole = Rect(0, 0, canvas.width, canvas.height)
    return Scene(
        layout=Layout(MixMode.CUSTOM, (Region("", whole, stream_id=stream.stream_id, fill_mode=FillMode.FIT),)),
        order=(stream.stream_id,),
        sources={stream.stream_id: stream.source},
    )


SILENT_SCENE = Scene(layout=Layout(MixMode.CUSTOM), has_picture=False)
"""What fills the time until a stream is published again: silence, and no picture."""


def board_settings(whiteboard: Whiteboard) -> MixSettings:
    background = rgb_of(whiteboard.background_color)
    return MixSettings(
        canvas=Size(whiteboard.width, whiteboard.height),
        fps=DEFAULT_BOARD_FPS,
        video_bitrate_bps=BOARD_BPS,
        audio_bitrate_bps=0,
        stream_type=StreamType.VIDEO,
        background_rgb=background,
        board_background_rgb=background,
        has_constant_quality=True,
    )


def board_scene(whiteboard: Whiteboard, board: Board | None) -> Scene:
    """Show a board in an area of the ratio asked for; without a board, only its background."""
    canvas = Size(whiteboard.width, whiteboard.height).even()
    ratio = Size(whiteboard.horizontal_ratio, whiteboard.vertical_ratio)
    area = fit(ratio, Rect(0, 0, canvas.width, canvas.height), FillMode.FIT).target
    return Scene(
        layout=Layout(MixMode.CUSTOM, (Region("", area, view_type=ViewType.WHITEBOARD, fill_mode=FillMode.FIT),)),
        board=None if board is None else BoardFrame(board.revision, board.picture),
        board_open=board is not None,
        has_whiteboard=True,
    )
