"""Looking at what was left: is it whole from start to end, and how far does it go?"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import av
import imageio_ffmpeg

BEGIN_TOGETHER_S = 0.1
LONGEST_GAP_S = 1.0
"""Between two pictures; a machine under load may leave out some."""
DECODING_LIMIT_S = 120


@dataclass(frozen=True, slots=True)
class Track:
    """From when to when the decoded frames of a track go, in seconds, and their longest gap."""

    start_s: float
    end_s: float
    frames: int
    longest_gap_s: float


@dataclass(frozen=True, slots=True)
class Examined:
    """A decoded recording; ``complaints`` is empty when nothing is wrong with it."""

    picture: Track | None
    sound: Track | None
    chapters: tuple[str, ...]
    complaints: tuple[str, ...]

    @property
    def end_s(self) -> float:
        """Give the moment up to which every track goes, counted from the first frame."""
        tracks = [track for track in (self.picture, self.sound) if track is not None]
        begin_s = min((track.start_s for track in tracks), default=0.0)
        return min((track.end_s for track in tracks), default=0.0) - begin_s


def path_of(file: dict[str, Any]) -> Path:
    """Give where a file of a status is, stored in a folder."""
    return Path(url2pathname(urlsplit(file["FileUrl"]).path))


def examine(path: Path) -> Examined:
    """Decode everything, twice: with FFmpeg's program, which has to keep silent, and for the times."""
    complaints = [f"ffmpeg says: {line}" for line in _words_of_ffmpeg(path)[:3]]
    picture = sound = None
    titles: tuple[str, ...] = ()
    try:
        with av.open(str(path)) as container:
            titles = tuple(chapter["metadata"].get("title", "") for chapter in container.chapters())
        picture, sound = _track(path, "video"), _track(path, "audio")
    except av.FFmpegError as error:
        complaints.append(f"cannot be decoded: {error}")
    if picture is None and sound is None:
        complaints.append("nothing can be decoded")
    if picture and sound and abs(picture.start_s - sound.start_s) > BEGIN_TOGETHER_S:
        complaints.append(f"picture begins at {picture.start_s:.3f} s, sound at {sound.start_s:.3f} s")
    for track in (picture, sound):
        if track and track.longest_gap_s > LONGEST_GAP_S:
            complaints.append(f"a gap of {track.longest_gap_s:.2f} s")
    return Examined(picture, sound, titles, tuple(complaints))


def _words_of_ffmpeg(path: Path) -> list[str]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-i", str(path), "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=DECODING_LIMIT_S, check=False)
    words = told.stderr.splitlines()
    return words if told.returncode == 0 or words else [f"exit code {told.returncode}"]


def _track(path: Path, kind: str) -> Track | None:
    """Decode one track, as players do."""
    with av.open(str(path)) as container:
        streams = container.streams.video if kind == "video" else container.streams.audio
        if not streams:
            return None
        spans = [_span(frame, streams[0]) for frame in container.decode(streams[0]) if frame.time is not None]
    if not spans:
        return None
    gap_s = max((after[0] - before[1] for before, after in pairwise(spans)), default=0.0)
    return Track(spans[0][0], spans[-1][1], len(spans), max(gap_s, 0.0))


def _span(frame: av.VideoFrame | av.AudioFrame, stream: av.VideoStream | av.AudioStream) -> tuple[float, float]:
    if isinstance(frame, av.AudioFrame):
        return frame.time, frame.time + frame.samples / frame.sample_rate
    rate = stream.average_rate or stream.guessed_rate
    length_s = float(frame.duration * frame.time_base) if frame.duration else float(1 / rate) if rate else 0.0
    return frame.time, frame.time + length_s
