"""A recording as HLS: MPEG-TS fragments of some seconds, and a playlist that grows with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.files import write_private
from chalkreel.studio.outputs.disk_sync import DiskSync
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.encoders import picture_frame, set_up_sound, sound_frame
from chalkreel.studio.outputs.output import WRITING_ERRORS, EncodingSettings, failure_from
from chalkreel.studio.outputs.picture_encoder import PictureEncoder
from chalkreel.studio.outputs.playlist import Fragment, Playlist, fragment_name
from chalkreel.studio.outputs.repair import end_playlist
from chalkreel.studio.outputs.whole import WholeLength
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

OnFragment = Callable[[Path, Path], None]
"""Told of a finished fragment and of its playlist, which lists it already; called on the encoder's thread."""

_FIRST_STAMP_S = 1
"""Time stamps start here, so that none is negative and every fragment counts on from the one before."""

_WITHOUT_PICTURE_S = 2.0
"""After so long without a picture fragments begin with sound, or one would be as long as the pictures are away.

A busy encoder is never so far behind: its pictures are left out before.
"""

_OPTIONS = {"flush_packets": "1", "max_interleave_delta": "1000000", "mpegts_flags": "+resend_headers"}

if TYPE_CHECKING:
    _Packet = av.Packet[Any]


@dataclass(frozen=True, slots=True)
class FragmentSettings:
    """How long fragments are, and who wants to know of each."""

    seconds: int
    on_fragment: OnFragment | None = None


class HlsOutput:
    """Encodes once and writes fragment after fragment, each from a keyframe; implements ``Output``."""

    def __init__(self, playlist: Path, fragments: FragmentSettings, settings: EncodingSettings) -> None:
        self._playlist = playlist
        self._fragments = fragments
        self._settings = settings
        self._listed: tuple[Fragment, ...] = ()
        self._number = 0
        self._writer: _FragmentFile | None = None
        self._last_picture_s = 0.0
        try:
            self._video = _video_encoder(settings)
            self._audio = _audio_encoder(settings)
            self._begin_fragment()
            self._write_playlist(is_ended=False)
        except WRITING_ERRORS as error:
            self.abandon()
            raise failure_from(error) from error

    def write_picture(self, planes: Planes, number: int) -> None:
        if self._video is not None:
            frame = picture_frame(planes, number, self._settings.fps)
            self._last_picture_s = number / self._settings.fps
            self._write(lambda: self._take_video(frame))

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        if self._audio is not None and samples.shape[1]:
            frame = sound_frame(samples, first_sample, self._settings.channels)
            self._write(lambda: self._take_audio(frame))

    def use_effort(self, effort: Effort) -> None:
        if self._video is not None:
            self._video.use(effort)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        del chapters  # HLS has no place for them; they are stored beside the recording

        def end() -> None:
            self._take_video(None)
            self._take_audio(None)
            self._end_fragment(duration_ms / 1000, is_last=True)

        self._write(end)

    def abandon(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
        end_playlist(self._playlist)

    def _write(self, work: Callable[[], None]) -> None:
        try:
            work()
        except WRITING_ERRORS as error:
            raise failure_from(error) from error

    def _take_video(self, frame: av.VideoFrame | None) -> None:
        if self._video is None:
            return
        for packet in self._video.flush() if frame is None else self._video.encode(frame):
            if packet.is_keyframe:
                self._cut_if_due(_seconds(packet))
            assert self._writer is not None
            self._writer.mux_video(packet)

    def _take_audio(self, frame: av.AudioFrame | None) -> None:
        if self._audio is None:
            return
        for packet in self._audio.encode(frame):
            time_s = _seconds(packet)
            if self._video is None:
                self._cut_if_due(time_s)
            elif frame is not None and time_s - self._last_picture_s > _WITHOUT_PICTURE_S:
                self._take_video(None)  # the next picture is a keyframe then, wherever fragments are cut
                self._cut_if_due(time_s)
            assert self._writer is not None
            self._writer.mux_audio(packet)

    def _cut_if_due(self, time_s: float) -> None:
        assert self._writer is not None
        # Half a picture of slack: a keyframe that is due exactly now must not miss its turn by rounding.
        if time_s - self._writer.start_s >= self._fragments.seconds - 0.5 / self._settings.fps:
            self._end_fragment(time_s, is_last=False)
            self._begin_fragment(time_s)

    def _begin_fragment(self, start_s: float = 0.0) -> None:
        self._number += 1
        path = self._playlist.with_name(fragment_name(self._playlist, self._number))
        self._writer = _FragmentFile(path, start_s, self._settings, has_video=self._video is not None)

    def _end_fragment(self, end_s: float, *, is_last: bool) -> None:
        assert self._writer is not None
        fragment = self._writer
        fragment.close()
        self._writer = None
        duration_s = max(end_s - fragment.start_s, 0.0)
        if duration_s > 0:
            self._listed = (*self._listed, Fragment(fragment.path.name, duration_s))
        else:
            fragment.path.unlink(missing_ok=True)
        self._write_playlist(is_ended=is_last)
        if self._fragments.on_fragment is not None and duration_s > 0:
            self._fragments.on_fragment(fragment.path, self._playlist)

    def _write_playlist(self, *, is_ended: bool) -> None:
        write_private(self._playlist, Playlist(self._listed, is_ended).text(self._fragments.seconds))


class _FragmentFile:
    """One fragment being written."""

    def __init__(self, path: Path, start_s: float, settings: EncodingSettings, *, has_video: bool) -> None:
        self.path = path
        self.start_s = start_s
        self._container = av.open(str(path), "w", format="mpegts", options=_OPTIONS)
        self._video: av.VideoStream | None = None
        self._audio: av.AudioStream | None = None
        if has_video and settings.size is not None:
            video = self._container.add_mux_stream("h264", width=settings.size.width, height=settings.size.height)
            assert isinstance(video, av.VideoStream)
            self._video = video
        if settings.has_audio:
            audio = self._container.add_mux_stream("aac", rate=SAMPLE_RATE)
            assert isinstance(audio, av.AudioStream)
            self._audio = audio
        self._adts_channels = settings.channels
        self._whole = WholeLength(path)
        self._is_torn = False
        self._container.start_encoding()
        self._sync = DiskSync(path)

    def mux_video(self, packet: _Packet) -> None:
        assert self._video is not None
        self._mux(packet, self._video)

    def mux_audio(self, packet: _Packet) -> None:
        assert self._audio is not None
        framed = av.Packet(adts_header(packet.size, self._adts_channels) + bytes(packet))
        framed.pts, framed.dts = packet.pts, packet.dts
        framed.duration, framed.time_base = packet.duration or 0, packet.time_base
        self._mux(framed, self._audio)

    def close(self) -> None:
        try:
            self._container.close()
        except WRITING_ERRORS:
            self._is_torn = True
            raise
        self._sync.close()

    def abandon(self) -> None:
        try:
            self._container.close()
        except WRITING_ERRORS:
            self._is_torn = True
        self._sync.close()
        if self._is_torn:
            self._whole.cut()

    def _mux(self, packet: _Packet, stream: av.VideoStream | av.AudioStream) -> None:
        shift = round(_FIRST_STAMP_S / packet.time_base)
        packet.pts = (packet.pts or 0) + shift
        packet.dts = (packet.dts if packet.dts is not None else packet.pts - shift) + shift
        packet.stream = stream
        try:
            self._container.mux(packet)
        except WRITING_ERRORS:
            self._is_torn = True
            raise
        self._whole.note()


def _seconds(packet: _Packet) -> float:
    return float((packet.pts or 0) * packet.time_base)


def adts_header(payload_bytes: int, channels: int) -> bytes:
    """Give the head of one AAC-LC frame at 48 kHz, as streams of frames carry it."""
    length = payload_bytes + 7
    profile, frequency = 1, 3
    return bytes(
        (
            0xFF,
            0xF1,
            profile << 6 | frequency << 2 | channels >> 2,
            (channels & 3) << 6 | length >> 11,
            length >> 3 & 0xFF,
            (length & 7) << 5 | 0x1F,
            0xFC,
        )
    )


def _video_encoder(settings: EncodingSettings) -> PictureEncoder | None:
    if settings.size is None:
        return None
    # Without keyframes of x264's own choice they come once a second, and fragments are as long as asked for.
    return PictureEncoder(settings, settings.size, options={"sc_threshold": "0"})


def _audio_encoder(settings: EncodingSettings) -> av.AudioCodecContext | None:
    if not settings.has_audio:
        return None
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, av.AudioCodecContext)
    context.sample_rate, context.format = SAMPLE_RATE, "fltp"
    context.time_base = Fraction(1, SAMPLE_RATE)
    set_up_sound(context, settings)
    return context
