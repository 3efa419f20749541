"""What a recorded file really holds, measured from the file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import av

from chalkreel.domain.enums import MediaTrackType
from chalkreel.domain.geometry import Size


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A finished recording; ``resolution`` is ``None`` without picture."""

    path: Path
    size_bytes: int
    duration_ms: int
    resolution: Size | None
    media_track_type: MediaTrackType


def measure(path: Path) -> RecordedFile | None:
    """Measure a file; ``None`` if it holds nothing that can be played.

    The duration is that of the picture where there is one: sound is padded to whole blocks.
    """
    try:
        with av.open(str(path), "r") as container:
            video = next(iter(container.streams.video), None)
            audio = next(iter(container.streams.audio), None)
            main = video or audio
            if main is None:
                return None
            duration_ms = _duration_ms(container, main)
            resolution = Size(video.codec_context.width, video.codec_context.height) if video else None
        size_bytes = path.stat().st_size
    except (av.FFmpegError, OSError):
        return None
    if duration_ms <= 0:
        return None
    return RecordedFile(path, size_bytes, duration_ms, resolution, _track_type(video is not None, audio is not None))


def _duration_ms(container: av.container.InputContainer, stream: av.VideoStream | av.AudioStream) -> int:
    """Take the duration from the track's header; count what can be read where a crash left no end of the file."""
    is_finished = stream.frames > 0
    if is_finished and stream.duration and stream.time_base:
        return round(stream.duration * stream.time_base * 1000)
    end = 0.0
    # A file that breaks off says so by an error, after everything that is whole.
    with suppress(av.FFmpegError):
        for packet in container.demux(stream):
            if packet.pts is not None and packet.time_base is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return round(end * 1000)


def _track_type(has_video: bool, has_audio: bool) -> MediaTrackType:
    if has_video and has_audio:
        return MediaTrackType.AUDIO_VIDEO
    return MediaTrackType.VIDEO if has_video else MediaTrackType.AUDIO
