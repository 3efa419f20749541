"""A recording as MP4 with H.264 and AAC that can be read up to its last moment even after a crash."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av

from chalkreel.domain.chapters import ChapterMark, chapters_from_marks
from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.output import WRITING_ERRORS, EncodingSettings, failure_from
from chalkreel.studio.sources.planes import BT709, LIMITED_RANGE, YUV420P, Planes, view_of
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

FRAGMENT_MS = 500
"""A crash loses the fragment being written and what the encoder holds back."""

_MAX_LOOKAHEAD = 10
_MOVFLAGS = "+".join(
    (
        "hybrid_fragmented",  # becomes an ordinary file when it is closed
        "frag_keyframe",
        "delay_moov",  # with the header delayed, it can say by how much B-frames and AAC start early
    )
)

_logger = logging.getLogger(__name__)


class Mp4Output:
    """Writes one MP4 file; implements ``Output``. The constructor opens it and raises ``OutputFailed``."""

    def __init__(self, path: Path, settings: EncodingSettings) -> None:
        self._settings = settings
        self._video: av.VideoStream | None = None
        self._audio: av.AudioStream | None = None
        try:
            self._container = av.open(str(path), "w", format="mp4", options=_container_options())
        except WRITING_ERRORS as error:
            raise failure_from(error) from error
        try:
            if settings.size is not None:
                self._video = self._video_stream(settings.size)
            if settings.has_audio:
                self._audio = self._audio_stream()
            self._container.start_encoding()
        except WRITING_ERRORS as error:
            self.abandon()
            raise failure_from(error) from error

    def write_picture(self, planes: Planes, number: int) -> None:
        if self._video is None:
            return
        frame = view_of(planes)
        frame.pts, frame.time_base = number, Fraction(1, self._settings.fps)
        self._encode(self._video, frame)

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        if self._audio is None or not samples.shape[1]:
            return
        if self._settings.channels == 1:
            samples = samples.mean(axis=0, keepdims=True)
        layout = "stereo" if self._settings.channels == 2 else "mono"
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, first_sample, Fraction(1, SAMPLE_RATE)
        self._encode(self._audio, frame)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        for stream in (self._video, self._audio):
            if stream is not None:
                self._encode(stream, None)
        try:
            set_chapters(self._container, chapters, duration_ms)
            self._container.close()
        except WRITING_ERRORS as error:
            self.abandon()
            raise failure_from(error) from error

    def abandon(self) -> None:
        with suppress(*WRITING_ERRORS):
            self._container.close()

    def _encode(self, stream: av.VideoStream | av.AudioStream, frame: av.VideoFrame | av.AudioFrame | None) -> None:
        try:
            self._container.mux(stream.encode(frame))  # type: ignore[arg-type]  # each stream gets its own kind
        except WRITING_ERRORS as error:
            raise failure_from(error) from error

    def _video_stream(self, size: Size) -> av.VideoStream:
        fps = self._settings.fps
        # Look-ahead counts towards what a crash loses: half a second of it at most.
        options = {"preset": "veryfast", "threads": "1", "rc-lookahead": str(min(_MAX_LOOKAHEAD, fps // 2))}
        stream = self._container.add_stream("libx264", rate=fps, options=options)
        context = stream.codec_context
        context.width, context.height, context.pix_fmt = size.width, size.height, YUV420P
        context.time_base = Fraction(1, fps)
        context.bit_rate = self._settings.video_bitrate_bps
        context.gop_size = fps
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED_RANGE
        return stream

    def _audio_stream(self) -> av.AudioStream:
        stream = self._container.add_stream("aac", rate=SAMPLE_RATE)
        stream.codec_context.layout = "stereo" if self._settings.channels == 2 else "mono"
        stream.codec_context.bit_rate = self._settings.audio_bitrate_bps
        return stream


def set_chapters(container: av.container.OutputContainer, marks: Sequence[ChapterMark], duration_ms: int) -> None:
    """Put chapters into a file that is about to be closed (or opened)."""
    container.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start_ms,
                "end": chapter.end_ms,
                "time_base": Fraction(1, 1000),
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(chapters_from_marks(marks, duration_ms))
        ]
    )


def _container_options() -> dict[str, str]:
    return {
        "movflags": _MOVFLAGS,
        "frag_duration": str(FRAGMENT_MS * 1000),
        "flush_packets": "1",  # else a still board at a low bitrate stays in a buffer that a crash loses
    }
