"""What a mix is made of and what it tells: settings, scenes, figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalkreel.domain.enums import StreamType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.sources.pictures import Picture
from chalkreel.studio.sources.source import Source

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MixSettings:
    """What stays the same for a whole take.

    ``canvas`` may be odd: the recording is rounded down to even sides (``recorded_canvas``) and says so.
    For ``StreamType.AUDIO`` the canvas only decides which streams have a view, and so are heard. With
    ``has_constant_quality`` the picture takes what it needs, ``video_bitrate_bps`` at most.
    """

    canvas: Size
    fps: int
    video_bitrate_bps: int
    audio_bitrate_bps: int
    stream_type: StreamType = StreamType.AUDIO_VIDEO
    background_rgb: Rgb = (0, 0, 0)
    board_background_rgb: Rgb = (255, 255, 255)
    has_constant_quality: bool = False

    @property
    def recorded_canvas(self) -> Size:
        return self.canvas.even()

    @property
    def has_video(self) -> bool:
        return self.stream_type is not StreamType.AUDIO

    @property
    def has_audio(self) -> bool:
        return self.stream_type is not StreamType.VIDEO


@dataclass(frozen=True, slots=True)
class BoardFrame:
    """A board's page as it is on air; ``revision`` differs whenever the picture does (page, board, content)."""

    revision: object
    picture: Picture


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen and heard from the next picture on.

    ``order`` are the stream ids that hold a place, by entry; ids missing in ``sources`` keep their place
    and show nothing. ``board`` is the page on air (``None``: the board's view shows its background colour).
    ``board_open``: whiteboard recording is on and a board is on air in the room; ``has_whiteboard``:
    whiteboard recording is on at all (both as :func:`chalkreel.domain.arrange.arrange` takes them). With
    ``has_picture`` false no pictures are recorded meanwhile, only sound.
    """

    layout: Layout
    order: tuple[str, ...] = ()
    sources: Mapping[str, Source] | None = None
    board: BoardFrame | None = None
    board_open: bool = False
    has_whiteboard: bool = False
    has_picture: bool = True


@dataclass(frozen=True, slots=True)
class RecorderStats:
    """How a recording is doing, since its start.

    ``frames`` were written (or are about to be), ``repeated`` of them show the picture before because the
    mixer or the encoder was late. ``fps`` is measured over the last seconds. ``encoder_lag_ms`` is how far
    the encoder is behind the mixer; ``av_drift_ms`` how much longer the sound is than the picture.
    """

    recording_ms: int = 0
    frames: int = 0
    repeated: int = 0
    fps: float = 0.0
    encoder_lag_ms: float = 0.0
    longest_gap_ms: float = 0.0
    bytes_written: int = 0
    av_drift_ms: float = 0.0
    is_paused: bool = False
