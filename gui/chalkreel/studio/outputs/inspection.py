"""Looking into recorded files: what is to be seen and heard in them, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter
from numpy.typing import NDArray

from chalkreel.domain.geometry import Rect

Rgb = NDArray[np.uint8]
"""A picture of shape (height, width, 3)."""

_FLASH_LUMA = 180
_BEEP_LEVEL = 0.1
_QUIET_S = 0.05


@dataclass(frozen=True, slots=True)
class RecordedSound:
    """The sound of a file, (channels, count), and the time of its first sample."""

    start_s: float
    rate: int
    samples: NDArray[np.float32]

    def between(self, start_s: float, end_s: float) -> NDArray[np.float32]:
        """Cut out a stretch, as one channel."""
        first = max(round((start_s - self.start_s) * self.rate), 0)
        last = max(round((end_s - self.start_s) * self.rate), first)
        cut: NDArray[np.float32] = self.samples[:, first:last].mean(axis=0)
        return cut

    def tone_amplitude(self, hz: float, start_s: float, end_s: float) -> float:
        """Tell how strong a tone is in a stretch, 1.0 being a full-scale sine."""
        cut = self.between(start_s, end_s)
        if not cut.size:
            return 0.0
        window = np.hanning(cut.size)
        wave = np.exp(-2j * np.pi * hz / self.rate * np.arange(cut.size))
        return float(2 * abs(np.sum(cut * window * wave)) / np.sum(window))

    def loudness(self, start_s: float, end_s: float) -> float:
        """Give the root mean square of a stretch."""
        cut = self.between(start_s, end_s)
        return float(np.sqrt(np.mean(np.square(cut)))) if cut.size else 0.0


def pictures(path: Path) -> Iterator[tuple[float, av.VideoFrame]]:
    """Decode every picture with the time from which it is shown."""
    with av.open(str(path), "r") as container:
        for frame in container.decode(video=0):
            if frame.time is not None:
                yield frame.time, frame


def picture_times(path: Path) -> list[float]:
    return [time_s for time_s, _ in pictures(path)]


def pictures_at(path: Path, times_s: Sequence[float]) -> list[Rgb]:
    """Give the pictures that are shown at some times, in the order asked for; before the first, the first."""
    wanted = sorted(range(len(times_s)), key=lambda index: times_s[index])
    found: dict[int, Rgb] = {}
    shown: av.VideoFrame | None = None
    for time_s, frame in pictures(path):
        while wanted and shown is not None and times_s[wanted[0]] < time_s - 1e-6:
            found[wanted.pop(0)] = as_rgb(shown)
        shown = frame
        if not wanted:
            break
    if shown is not None:
        found.update((index, as_rgb(shown)) for index in wanted)
    return [found[index] for index in range(len(times_s)) if index in found]


def as_rgb(frame: av.VideoFrame) -> Rgb:
    """Give a decoded picture's pixels as a screen shows them."""
    reformatted = VideoReformatter().reformat(
        frame,
        format="rgb24",
        src_colorspace=frame.colorspace,
        dst_color_range=int(ColorRange.JPEG),
        interpolation=Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT,
        threads=1,
    )
    return np.asarray(reformatted.to_ndarray(), np.uint8)


def mean_colour(picture: Rgb, rect: Rect) -> tuple[float, float, float]:
    red, green, blue = picture[rect.top : rect.bottom, rect.left : rect.right].reshape(-1, 3).mean(axis=0)
    return float(red), float(green), float(blue)


def colour_distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Give the largest difference of a component."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def sound_of(path: Path) -> RecordedSound | None:
    """Decode the sound; ``None`` if there is none."""
    parts: list[NDArray[np.float32]] = []
    start_s, rate = 0.0, 0
    with av.open(str(path), "r") as container:
        if not container.streams.audio:
            return None
        for frame in container.decode(audio=0):
            if not parts:
                start_s, rate = frame.time or 0.0, frame.sample_rate
            parts.append(np.asarray(frame.to_ndarray(), np.float32))
    return RecordedSound(start_s, rate, np.concatenate(parts, axis=1)) if parts else None


def flash_times(path: Path) -> list[float]:
    """Give the times at which the picture turns white."""
    times: list[float] = []
    was_white = True  # a flash that began before the file counts for nothing
    for time_s, frame in pictures(path):
        luma = frame.to_ndarray(format="gray")
        is_white = float(luma[::4, ::4].mean()) > _FLASH_LUMA
        if is_white and not was_white:
            times.append(time_s)
        was_white = is_white
    return times


def beep_times(path: Path) -> list[float]:
    """Give the times at which sound sets in after silence."""
    sound = sound_of(path)
    if sound is None:
        return []
    loud = np.flatnonzero(np.abs(sound.samples).max(axis=0) > _BEEP_LEVEL)
    if not loud.size:
        return []
    begins = loud[np.flatnonzero(np.diff(loud, prepend=loud[0]) > _QUIET_S * sound.rate)]
    if loud[0] > _QUIET_S * sound.rate:
        begins = np.append(loud[0], begins)
    return [sound.start_s + float(begin) / sound.rate for begin in begins]


def sync_offsets_ms(path: Path) -> list[float]:
    """Give, for each flash, how much later its beep is heard (negative: earlier)."""
    beeps = beep_times(path)
    if not beeps:
        return []
    nearest = ((flash, min(beeps, key=lambda beep: abs(beep - flash))) for flash in flash_times(path))
    return [(beep - flash) * 1000 for flash, beep in nearest]
