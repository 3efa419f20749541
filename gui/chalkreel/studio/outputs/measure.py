"""What a recorded file really holds, measured from the file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import av

from chalkreel.domain.enums import MediaTrackType
from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.playlist import PLAYLIST_SUFFIX, read_playlist

_PADDING_MS = 100
"""Sound is padded to whole blocks; what goes further than this is sound without picture."""


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A finished recording; ``resolution`` is ``None`` without picture.

    ``parts`` are the fragments of a playlist; ``size_bytes`` is that of everything together.
    """

    path: Path
    size_bytes: int
    duration_ms: int
    resolution: Size | None
    media_track_type: MediaTrackType
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackSpan:
    """From when to when a file's tracks go, in seconds of its own time stamps, and what they are."""

    start_s: float
    end_s: float
    resolution: Size | None
    media_track_type: MediaTrackType

    @property
    def duration_ms(self) -> int:
        return round((self.end_s - self.start_s) * 1000)


def measure(path: Path) -> RecordedFile | None:
    """Measure a file, or a playlist and its fragments; ``None`` if it holds nothing that can be played.

    The duration is that of the picture where there is one, unless the sound goes on without it: sound is
    padded to whole blocks.
    """
    if path.suffix == PLAYLIST_SUFFIX:
        return _measure_playlist(path)
    span = span_of(path)
    if span is None or span.duration_ms <= 0:
        return None
    try:
        size_bytes = path.stat().st_size
    except OSError:
        return None
    return RecordedFile(path, size_bytes, span.duration_ms, span.resolution, span.media_track_type)


def span_of(path: Path) -> TrackSpan | None:
    """Look how far the tracks of one file go."""
    try:
        with av.open(str(path), "r") as container:
            video = next(iter(container.streams.video), None)
            audio = next(iter(container.streams.audio), None)
            spans = [_span(container, stream) for stream in (video, audio) if stream is not None]
            resolution = Size(video.codec_context.width, video.codec_context.height) if video else None
    except (av.FFmpegError, OSError):
        return None
    if not spans:
        return None
    start_s, end_s = spans[0]
    if len(spans) > 1 and (end_s <= start_s or spans[1][1] - end_s > _PADDING_MS / 1000):
        end_s = spans[1][1]
    return TrackSpan(start_s, end_s, resolution, _track_type(video is not None, audio is not None))


def _span(container: av.container.InputContainer, stream: av.VideoStream | av.AudioStream) -> tuple[float, float]:
    """Take a track's times from its header; look at every packet where the format or a crash left none there."""
    if stream.frames > 0 and stream.duration and stream.time_base:
        return 0.0, float(stream.duration * stream.time_base)
    start_s, end_s = float("inf"), 0.0
    # A file that breaks off says so by an error, after everything that is whole.
    with suppress(av.FFmpegError):
        container.seek(0)
    with suppress(av.FFmpegError):
        for packet in container.demux(stream):
            if packet.pts is not None and packet.time_base is not None:
                start_s = min(start_s, float(packet.pts * packet.time_base))
                end_s = max(end_s, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return (max(start_s, 0.0), end_s) if end_s > 0 else (0.0, 0.0)


def _track_type(has_video: bool, has_audio: bool) -> MediaTrackType:
    if has_video and has_audio:
        return MediaTrackType.AUDIO_VIDEO
    return MediaTrackType.VIDEO if has_video else MediaTrackType.AUDIO


def _measure_playlist(path: Path) -> RecordedFile | None:
    playlist = read_playlist(path)
    if playlist is None or not playlist.fragments:
        return None
    parts = tuple(path.with_name(fragment.name) for fragment in playlist.fragments)
    first = span_of(parts[0])
    if first is None:
        return None
    try:
        size_bytes = sum(file.stat().st_size for file in (path, *parts))
    except OSError:
        return None
    duration_ms = round(sum(fragment.duration_s for fragment in playlist.fragments) * 1000)
    return RecordedFile(path, size_bytes, duration_ms, first.resolution, first.media_track_type, parts)
