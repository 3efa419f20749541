"""What a mix is made of and what it tells: settings, scenes, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chalkreel.domain.backgrounds import Rgb
from chalkreel.domain.enums import PerStreamType, SoundWaveType, StreamType
from chalkreel.domain.filling import FillRules
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.backdrops import Backdrops
from chalkreel.studio.sources.pictures import Picture
from chalkreel.studio.sources.source import Source, SourceFrame

NO_BACKDROPS = Backdrops()
NO_FILLING = FillRules()


@dataclass(frozen=True, slots=True)
class MixSettings:
    """What stays the same for a whole take.

    ``canvas`` may be odd: the recording is rounded down to even sides (``recorded_canvas``) and says so.
    ``is_mono`` sound has one channel, whatever its rate.
    For ``StreamType.AUDIO`` the canvas only decides which streams have a view, and so are heard. With
    ``has_constant_quality`` the picture takes what it needs, ``video_bitrate_bps`` at most.
    ``stream_choices`` says what is recorded of one stream, under an empty id of all that are not listed.
    ``clock_font_px`` of 0 means no clock in the picture; ``sound_wave`` asks for the file of levels.
    """

    canvas: Size
    fps: int
    video_bitrate_bps: int
    audio_bitrate_bps: int
    stream_type: StreamType = StreamType.AUDIO_VIDEO
    background_rgb: Rgb = (0, 0, 0)
    board_background_rgb: Rgb = (255, 255, 255)
    has_constant_quality: bool = False
    is_mono: bool = False
    fill_rules: FillRules = NO_FILLING
    frame_fill_rgb: Rgb = (0, 0, 0)
    stream_choices: Mapping[str, PerStreamType] = field(default_factory=dict)
    clock_font_px: int = 0
    clock_has_seconds: bool = False
    sound_wave: SoundWaveType | None = None

    @property
    def recorded_canvas(self) -> Size:
        return self.canvas.even()

    @property
    def has_video(self) -> bool:
        return self.stream_type is not StreamType.AUDIO

    @property
    def has_audio(self) -> bool:
        return self.stream_type is not StreamType.VIDEO

    def choice_of(self, stream_id: str) -> PerStreamType:
        """Tell what is recorded of a stream; it has an effect only where sound and picture are recorded."""
        if not (self.has_video and self.has_audio):
            return PerStreamType.DEFAULT
        others = self.stream_choices.get("", PerStreamType.DEFAULT)
        return self.stream_choices.get(stream_id, others)


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
    With ``has_picture`` false no pictures are recorded meanwhile, only sound.
    ``board_open``: whiteboard recording is on and a board is on air in the room; ``has_whiteboard``:
    whiteboard recording is on at all; ``board_held``: the place of a board that left is kept (all as
    :func:`chalkreel.domain.arrange.arrange` takes them). ``held`` are the last pictures of streams that left and
    keep their place. ``users`` gives the user of each stream, for the file of levels.
    """

    layout: Layout
    order: tuple[str, ...] = ()
    sources: Mapping[str, Source] | None = None
    board: BoardFrame | None = None
    board_open: bool = False
    has_whiteboard: bool = False
    has_picture: bool = True
    board_held: bool = False
    held: Mapping[str, SourceFrame] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    backdrops: Backdrops = NO_BACKDROPS


@dataclass(frozen=True, slots=True)
class RecorderStats:
    """How a recording is doing, since its start.

    ``frames`` were written (or are about to be), ``repeated`` of them show the picture before because the
    mixer or the encoder was late. ``fps`` is measured over the last seconds. ``encoder_lag_ms`` is how far
    the encoder is behind the mixer; ``av_drift_ms`` how much longer the sound is than the picture.
    ``late_p99_ms`` and ``late_most_ms`` tell how long after their time pictures were handed to the encoder.
    ``encoder_load`` is the share of its time the encoder was at work lately; ``encoder_effort`` its present
    settings, ``encoder_step`` how many steps those are below the best.
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
    late_p99_ms: float = 0.0
    late_most_ms: float = 0.0
    encoder_load: float = 0.0
    encoder_effort: str = ""
    encoder_step: int = 0

    @classmethod
    def of_all(cls, stats: Sequence[RecorderStats]) -> RecorderStats:
        """Sum up several recorders: the worst of each figure that tells how they are doing."""
        if not stats:
            return cls()
        return cls(
            recording_ms=max(one.recording_ms for one in stats),
            frames=sum(one.frames for one in stats),
            repeated=sum(one.repeated for one in stats),
            fps=min(one.fps for one in stats),
            encoder_lag_ms=max(one.encoder_lag_ms for one in stats),
            longest_gap_ms=max(one.longest_gap_ms for one in stats),
            bytes_written=sum(one.bytes_written for one in stats),
            av_drift_ms=max((one.av_drift_ms for one in stats), key=abs),
            is_paused=all(one.is_paused for one in stats),
            late_p99_ms=max(one.late_p99_ms for one in stats),
            late_most_ms=max(one.late_most_ms for one in stats),
            encoder_load=max(one.encoder_load for one in stats),
            encoder_effort=max(stats, key=lambda one: one.encoder_step).encoder_effort,
            encoder_step=max(one.encoder_step for one in stats),
        )
