"""Making media to record and recordings to look into; measuring is done by ``chalkreel.studio.outputs.inspection``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chalkreel.base.clock import ManualClock
from chalkreel.domain.backgrounds import Rgb
from chalkreel.domain.enums import QuitReason, StreamType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.mixer.values import BoardFrame, MixSettings, Scene
from chalkreel.studio.outputs.inspection import colour_distance, mean_colour
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.sources.pictures import load_picture
from chalkreel.studio.sources.source import Source

RED, GREEN, BLUE = (200, 30, 30), (30, 170, 60), (40, 60, 200)
YELLOW, TEAL, WHITE, BLACK = (220, 200, 40), (20, 150, 150), (255, 255, 255), (0, 0, 0)


def picture_bytes(pixels: NDArray[np.uint8], codec: str = "png", pix_fmt: str = "rgb24") -> bytes:
    """Encode pixels (height, width, 3 or 4) as png, bmp or mjpeg."""
    context = av.CodecContext.create(codec, "w")
    context.height, context.width = pixels.shape[:2]
    context.pix_fmt, context.time_base = pix_fmt, Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba" if pixels.shape[2] == 4 else "rgb24")
    frame = frame.reformat(format=pix_fmt, dst_color_range=2)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None)))


def gif_bytes(size: Size, rgb: Rgb) -> bytes:
    """Encode a GIF of one picture."""
    content = io.BytesIO()
    with av.open(content, "w", format="gif") as container:
        stream = container.add_stream("gif", rate=5)
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "rgb8"
        frame = av.VideoFrame.from_ndarray(plain(size, rgb), format="rgb24").reformat(format="rgb8")
        frame.pts = 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return content.getvalue()


def plain(size: Size, rgb: Rgb) -> NDArray[np.uint8]:
    return np.full((size.height, size.width, 3), rgb, np.uint8)


def picture_file(path: Path, size: Size, rgb: Rgb) -> Path:
    path.write_bytes(picture_bytes(plain(size, rgb)))
    return path


def video_file(
    path: Path,
    size: Size,
    picture: Callable[[int], NDArray[np.uint8]],
    *,
    times: Sequence[Fraction],
    tone_hz: float = 0.0,
    pix_fmt: str = "yuv420p",
    matrix: int = 1,
    sound_rate: int = 48_000,
) -> Path:
    """Write a video with a picture at each of the times, and a tone beside it unless ``tone_hz`` is 0."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=25, options={"crf": "12", "threads": "1"})
        video.width, video.height, video.pix_fmt = size.width, size.height, pix_fmt
        video.codec_context.time_base = Fraction(1, 1000)
        video.codec_context.colorspace = matrix
        audio = container.add_stream("aac", rate=sound_rate, layout="mono") if tone_hz else None
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(picture(number), format="rgb24")
            frame = frame.reformat(format=pix_fmt, dst_colorspace=1 if matrix == 1 else 5, dst_color_range=1)
            frame.pts, frame.time_base, frame.colorspace = round(time * 1000), Fraction(1, 1000), matrix
            container.mux(video.encode(frame))
        if audio is not None:
            container.mux(audio.encode(_tone(tone_hz, float(times[-1]) + 0.04, sound_rate)))
        container.mux(video.encode(None))
        if audio is not None:
            container.mux(audio.encode(None))
    return path


def sound_file(path: Path, tone_hz: float, seconds: float, codec: str = "aac", rate: int = 48_000) -> Path:
    with av.open(str(path), "w") as container:
        audio = container.add_stream(codec, rate=rate, layout="mono")
        container.mux(audio.encode(_tone(tone_hz, seconds, rate)))
        container.mux(audio.encode(None))
    return path


def steady(seconds: float, fps: int = 25) -> list[Fraction]:
    return [Fraction(number, fps) for number in range(round(seconds * fps))]


def _tone(hz: float, seconds: float, rate: int) -> av.AudioFrame:
    wave = 0.3 * np.sin(2 * np.pi * hz / rate * np.arange(round(seconds * rate)))
    frame = av.AudioFrame.from_ndarray(wave.astype(np.float32)[None], format="fltp", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    return frame


@dataclass
class Studio:
    """A clock run by hand, sources on it, and one recorder; made by :func:`studio`, which ends everything."""

    folder: Path
    clock: ManualClock = field(default_factory=ManualClock)
    sources: dict[str, Source] = field(default_factory=dict)
    shown: list[tuple[object, int]] = field(default_factory=list)
    failures: list[tuple[QuitReason, str]] = field(default_factory=list)
    recorders: list[Recorder] = field(default_factory=list)

    def open(self, stream_id: str, spec: SourceSpec) -> Source:
        self.sources[stream_id] = source = open_source(spec, self.clock)
        return source

    def open_colour(self, stream_id: str, rgb: Rgb, size: Size = Size(320, 180)) -> Source:  # noqa: B008
        path = picture_file(self.folder / f"{stream_id}.png", size, rgb)
        return self.open(stream_id, SourceSpec("image", path=str(path)))

    def board(self, rgb: Rgb, size: Size = Size(400, 300)) -> BoardFrame:  # noqa: B008
        return BoardFrame((rgb, size), load_picture(picture_bytes(plain(size, rgb))))

    def scene(self, layout: Layout, board: BoardFrame | None = None, *, board_open: bool | None = None) -> Scene:
        is_open = board is not None if board_open is None else board_open
        return Scene(layout, tuple(self.sources), dict(self.sources), board, is_open, is_open)

    def recorder(self, settings: MixSettings, name: str = "take.mp4") -> Recorder:
        recorder = Recorder(
            settings,
            self.folder / name,
            self.clock,
            on_shown=lambda label, at_ms: self.shown.append((label, at_ms)),
            on_failed=lambda reason, sentence: self.failures.append((reason, str(sentence))),
        )
        self.recorders.append(recorder)
        return recorder


@contextmanager
def studio(folder: Path) -> Iterator[Studio]:
    made = Studio(folder)
    try:
        yield made
    finally:
        for recorder in made.recorders:
            recorder.stop()
        for source in made.sources.values():
            source.close()


def settings(
    canvas: Size = Size(640, 360),  # noqa: B008
    fps: int = 15,
    stream_type: StreamType = StreamType.AUDIO_VIDEO,
    background_rgb: Rgb = BLACK,
    audio_bitrate_bps: int = 48_000,
) -> MixSettings:
    return MixSettings(canvas, fps, 1_500_000, audio_bitrate_bps, stream_type, background_rgb)


def inner(rect: Rect, margin: int = 4) -> Rect:
    return Rect(rect.left + margin, rect.top + margin, rect.right - margin, rect.bottom - margin)


def shows(picture: NDArray[np.uint8], rect: Rect, rgb: Rgb, tolerance: float = 10.0) -> bool:
    """Whether a rectangle of a picture, without its very edges, is of one colour."""
    return colour_distance(mean_colour(picture, inner(rect)), tuple(map(float, rgb))) <= tolerance


def left_edge(picture: NDArray[np.uint8], row: int, around: int, reach: int = 8) -> float:
    """Find where a vertical edge lies near a column, to a fraction of a pixel (the column right of the edge)."""
    return _edge(picture[row - 2 : row + 3].mean(axis=0), around, reach)


def top_edge(picture: NDArray[np.uint8], column: int, around: int, reach: int = 8) -> float:
    return _edge(picture[:, column - 2 : column + 3].mean(axis=1), around, reach)


def _edge(line: NDArray[np.float64], around: int, reach: int) -> float:
    """Weigh the steps of luma around a place."""
    luma = line @ np.array([0.2126, 0.7152, 0.0722])
    steps = np.abs(np.diff(luma[around - reach : around + reach]))
    return float(np.sum(steps * (np.arange(steps.size) + around - reach + 1)) / np.sum(steps))
