"""A recording in one file that can be read up to its last moment even after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.codec.context import Flags

from chalkreel.domain.chapters import ChapterMark, chapters_from_marks
from chalkreel.studio.outputs.containers import Container
from chalkreel.studio.outputs.disk_sync import DiskSync
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.encoders import PICTURE_CODEC, picture_frame, set_up_sound, sound_frame
from chalkreel.studio.outputs.output import WRITING_ERRORS, EncodingSettings, failure_from
from chalkreel.studio.outputs.picture_encoder import PictureEncoder
from chalkreel.studio.outputs.whole import WholeLength
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

if TYPE_CHECKING:
    _Packet = av.Packet[Any]


class MuxedOutput:
    """Encodes and writes one file; implements ``Output``. The constructor opens it and raises ``OutputFailed``."""

    def __init__(self, path: Path, container: Container, settings: EncodingSettings) -> None:
        self._kind = container
        self._settings = settings
        self._video: av.VideoStream | None = None
        self._pictures: PictureEncoder | None = None
        self._audio: av.AudioStream | None = None
        self._sync: DiskSync | None = None
        self._whole = WholeLength(path)
        self._is_torn = False
        try:
            self._container = av.open(str(path), "w", format=container.muxer, options=dict(container.options))
        except WRITING_ERRORS as error:
            raise failure_from(error) from error
        try:
            self._add_streams()
            self._container.start_encoding()
        except WRITING_ERRORS as error:
            self.abandon()
            raise failure_from(error) from error
        self._sync = DiskSync(path)

    def write_picture(self, planes: Planes, number: int) -> None:
        if self._pictures is not None:
            frame, encoder = picture_frame(planes, number, self._settings.fps), self._pictures
            self._mux(self._video, lambda: encoder.encode(frame))

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        if self._audio is not None and samples.shape[1]:
            frame, sound = sound_frame(samples, first_sample, self._settings.channels), self._audio
            self._mux(sound, lambda: sound.encode(frame))

    def use_effort(self, effort: Effort) -> None:
        if self._pictures is not None:
            self._pictures.use(effort)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        pictures, sound = self._pictures, self._audio
        if pictures is not None:
            self._mux(self._video, pictures.flush)
        if sound is not None:
            self._mux(sound, lambda: sound.encode(None))
        try:
            if self._kind.has_chapters:
                set_chapters(self._container, chapters, duration_ms)
            self._container.close()
        except WRITING_ERRORS as error:
            self._is_torn = True
            self.abandon()
            raise failure_from(error) from error
        self._end_sync()

    def abandon(self) -> None:
        try:
            self._container.close()
        except WRITING_ERRORS:
            self._is_torn = True
        self._end_sync()
        if self._is_torn:
            self._whole.cut()

    def _add_streams(self) -> None:
        settings = self._settings
        if settings.size is not None:
            video = self._container.add_stream(PICTURE_CODEC, rate=settings.fps)
            assert isinstance(video, av.VideoStream)
            has_header = bool(video.codec_context.flags & Flags.global_header)
            self._pictures = PictureEncoder(settings, settings.size, has_header=has_header)
            self._pictures.describe(video.codec_context)
            self._video = video
        if settings.has_audio:
            audio = self._container.add_stream(self._kind.sound_codec, rate=SAMPLE_RATE)
            assert isinstance(audio, av.AudioStream)
            set_up_sound(audio.codec_context, settings)
            self._audio = audio

    def _mux(self, stream: av.VideoStream | av.AudioStream | None, packets: Callable[[], Iterable[_Packet]]) -> None:
        try:
            for packet in packets():
                packet.stream = stream  # those of a later encoder do not know it
                self._container.mux(packet)
            self._whole.note()
        except WRITING_ERRORS as error:
            self._is_torn = True
            raise failure_from(error) from error

    def _end_sync(self) -> None:
        if self._sync is not None:
            self._sync.close()
            self._sync = None


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
