"""The containers that hold a whole recording in one file, each set so that a crash leaves what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalkreel.domain.enums import OutputFileFormat

FRAGMENT_MS = 250
"""A crash loses the fragment being written and what the encoder holds back."""

_MOVFLAGS = "+".join(
    (
        "hybrid_fragmented",  # becomes an ordinary file when it is closed
        "frag_keyframe",
        "delay_moov",  # with the header delayed, it can say by how much B-frames and AAC start early
    )
)
_PROMPT = {
    "flush_packets": "1",  # else a still board at a low bitrate stays in a buffer that a crash loses
    # Where one track has nothing for a while, the other must not wait for it in memory.
    "max_interleave_delta": "1000000",
}


@dataclass(frozen=True, slots=True)
class Container:
    """One kind of file: how FFmpeg calls it, what sound it takes, and whether chapters have a place in it."""

    muxer: str
    options: Mapping[str, str]
    sound_codec: str = "aac"
    has_chapters: bool = False


CONTAINERS: Mapping[OutputFileFormat, Container] = {
    OutputFileFormat.MP4: Container(
        "mp4", {**_PROMPT, "movflags": _MOVFLAGS, "frag_duration": str(FRAGMENT_MS * 1000)}, has_chapters=True
    ),
    OutputFileFormat.FLV: Container("flv", _PROMPT),
    OutputFileFormat.AAC: Container("adts", _PROMPT),
    OutputFileFormat.MP3: Container("mp3", _PROMPT, "libmp3lame"),
    OutputFileFormat.OGG: Container("ogg", {**_PROMPT, "page_duration": str(FRAGMENT_MS * 1000)}, "libopus"),
}
