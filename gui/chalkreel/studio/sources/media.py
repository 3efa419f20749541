"""One pass over a media file: its pictures and sound in the order they are due."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import av
import numpy as np

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.opus import is_plain_head
from chalkreel.studio.sources.pixel_aspect import SQUARE, PixelAspect
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound, SourceRefused

MAX_SIDE_PX = 8192
MAX_AREA_PX = 36_000_000

_MAX_QUEUED_PACKETS = 2000
_MAX_QUEUED_BYTES = 32 * 1024 * 1024
_LONGEST_GAP_S = 60.0
"""Time stamps that jump further than this are taken for broken and followed without the jump."""

_NO_MEDIA = frozenset({"tty", "adf", "bin", "idf", "xbin", "concat", "hls", "dash", "sdp", "ffmetadata", "rawvideo"})
"""What FFmpeg takes for media although it is text, a list of other files, or anything at all."""

_OPUS_DECODERS = ("opus", "libopus")
_SHORTEST_FRAME_S = 1 / 65
_DEFAULT_FRAME_S = 1 / 25


if TYPE_CHECKING:
    _Packet = av.Packet[Any]


class MediaPicture(NamedTuple):
    """A decoded picture and when it is due, in seconds from the start of the pass; its pixels' width by height."""

    media_s: float
    frame: av.VideoFrame
    pixel_ratio: float = SQUARE


class MediaSound(NamedTuple):
    """A piece of sound at 48 kHz, one or two rows, and when it is due; ``opus`` is the packet it was made of."""

    media_s: float
    samples: Sound
    opus: bytes = b""


class MediaPass:
    """Reads an open container once, from its start to its end; owned and closed by one thread.

    Making one raises ``SourceRefused`` (and closes the container). Reading skips what cannot be decoded.
    ``total_s`` is how long it says it is, 0 for what is live.
    """

    def __init__(self, container: av.container.InputContainer) -> None:
        self._container = container
        try:
            self._tracks = self._chosen_tracks()
        except BaseException:
            self._container.close()
            raise
        self._by_index = {track.stream.index: track for track in self._tracks}
        self._packets = self._container.demux(*(track.stream for track in self._tracks))
        self._start_s = (self._container.start_time or 0) / 1_000_000
        self._queued_bytes = 0
        self._is_at_end = False
        self.is_broken_off = False
        self.total_s = max(container.duration or 0, 0) / 1_000_000
        self.is_playlist = container.format.name in ("hls", "dash")

    @classmethod
    def of_file(cls, path: Path) -> MediaPass:
        """Open a file; raises ``SourceRefused``."""
        return cls(_opened(path))

    @property
    def has_video(self) -> bool:
        return any(isinstance(track, _VideoTrack) for track in self._tracks)

    @property
    def has_audio(self) -> bool:
        return any(isinstance(track, _AudioTrack) for track in self._tracks)

    @property
    def is_stereo(self) -> bool:
        """Whether the sound has more than one channel, as far as the file tells."""
        return any(isinstance(track, _AudioTrack) and track.is_stereo for track in self._tracks)

    @property
    def opus_head(self) -> bytes | None:
        """Give the head of the sound's Opus, where it is Opus that an Ogg file can carry as it is."""
        for track in self._tracks:
            if isinstance(track, _AudioTrack) and track.carries_opus:
                return track.stream.codec_context.extradata
        return None

    @property
    def frame_rate(self) -> float:
        """Give the pictures per second as the file tells, without picture a common rate."""
        rates = [1 / track.frame_s for track in self._tracks if isinstance(track, _VideoTrack)]
        return rates[0] if rates else 1 / _DEFAULT_FRAME_S

    @property
    def duration_s(self) -> float:
        """Give how long the pass lasted so far, to the end of its last picture or sound."""
        return max(track.head_s for track in self._tracks)

    def items_as_they_come(self) -> Iterator[MediaPicture | MediaSound]:
        """Decode each packet when it arrives: live streams must not wait for a track that is silent."""
        while (track := self._demux_one()) is not None:
            yield from track.decoded(self._next_packet(track), self._start_s)
        for track in self._tracks:
            yield from track.decoded(None, self._start_s)

    def items(self) -> Iterator[MediaPicture | MediaSound]:
        """Give pictures and sound in the order they are due, however the file is interleaved and however far apart."""
        decoded: dict[_Track, deque[MediaPicture | MediaSound]] = {track: deque() for track in self._tracks}
        while decoded:
            for track, pieces in tuple(decoded.items()):
                if not pieces and not self._decode_next(track, pieces):
                    del decoded[track]
            next_up = [pieces for pieces in decoded.values() if pieces]
            if next_up:
                yield min(next_up, key=_due_first).popleft()

    def _decode_next(self, track: _Track, pieces: deque[MediaPicture | MediaSound]) -> bool:
        """Decode a track's next piece; gives whether it can have more. Very far ahead of the others it gives none."""
        while not pieces:
            packet = self._next_packet(track)
            if packet is None and not self._is_at_end:
                return True
            pieces.extend(track.decoded(packet, self._start_s))
            if packet is None:
                return bool(pieces)
        return True

    def close(self) -> None:
        self._container.close()

    def _next_packet(self, track: _Track) -> _Packet | None:
        queue = track.queue
        while not queue and not self._is_at_end:
            if self._queued_bytes > _MAX_QUEUED_BYTES or sum(len(t.queue) for t in self._tracks) > _MAX_QUEUED_PACKETS:
                return None
            self._demux_one()
        if not queue:
            return None
        packet = queue.popleft()
        self._queued_bytes -= packet.size
        return packet

    def _demux_one(self) -> _Track | None:
        """Queue the next packet and give its track; ``None`` at the end."""
        while True:
            try:
                packet = next(self._packets)
            except StopIteration:
                break
            except (av.FFmpegError, OSError):
                self.is_broken_off = True
                break
            if packet.size:
                self._queued_bytes += packet.size
                track = self._by_index[packet.stream_index]
                track.queue.append(packet)
                return track
        self._is_at_end = True
        return None

    def _chosen_tracks(self) -> list[_Track]:
        tracks: list[_Track] = []
        for stream in self._container.streams.video:
            is_cover = bool(stream.disposition & stream.disposition.attached_pic)
            if not is_cover and stream.codec_context is not None:
                tracks.append(_VideoTrack(stream))
                break
        for sound in self._container.streams.audio:
            if sound.codec_context is not None:
                tracks.append(_AudioTrack(sound))
                break
        if not tracks:
            raise SourceRefused(phrase("This file holds neither picture nor sound that can be played."))
        return tracks


def _due_first(pieces: deque[MediaPicture | MediaSound]) -> float:
    return pieces[0].media_s


def _opened(path: Path) -> av.container.InputContainer:
    if not path.is_file():
        raise SourceRefused(phrase("There is no file {path}.", path=path))
    try:
        if path.stat().st_size == 0:
            raise SourceRefused(phrase("The file {name} is empty.", name=path.name))
        # Playlists must not make the engine open other places than files.
        container = av.open(str(path.resolve()), "r", options={"protocol_whitelist": "file"})
    except av.FFmpegError as error:
        raise SourceRefused(_no_media(path)) from error
    except OSError as error:
        raise SourceRefused(phrase("The file {name} cannot be read.", name=path.name)) from error
    if not _NO_MEDIA.isdisjoint(container.format.name.split(",")):
        container.close()
        raise SourceRefused(_no_media(path))
    return container


def _no_media(path: Path) -> Phrase:
    return phrase("{name} is no video or sound file, or it is damaged.", name=path.name)


class _Track:
    """One stream of a file: its packets read ahead, its decoder, and how far it has come."""

    def __init__(self, stream: av.video.stream.VideoStream | av.audio.stream.AudioStream) -> None:
        self.stream = stream
        self.queue: deque[_Packet] = deque()
        self.head_s = 0.0
        self._shift_s = 0.0
        # Decoders count in the unit of their stream; asking every frame for it is slow, and the last come without.
        self._time_base_s = float(stream.time_base or 0)
        self._decode = stream.codec_context.decode

    def decoded(self, packet: _Packet | None, start_s: float) -> Sequence[MediaPicture | MediaSound]:
        """Decode a packet, or what the decoder still holds for ``None``; damaged data gives nothing."""
        raise NotImplementedError

    def _frames(self, packet: _Packet | None) -> Sequence[object]:
        try:
            return self._decode(packet)
        except (av.FFmpegError, EOFError):
            return ()

    def _due_s(self, frame: av.VideoFrame | av.AudioFrame, start_s: float) -> float:
        """Give a frame's time from the start of the pass, following broken time stamps without their jumps."""
        if frame.pts is None:
            return self.head_s
        due_s = frame.pts * self._time_base_s - start_s + self._shift_s
        if not -1.0 < due_s - self.head_s < _LONGEST_GAP_S:
            self._shift_s += self.head_s - due_s
            due_s = self.head_s
        return max(due_s, 0.0)


class _VideoTrack(_Track):
    """Pictures; at most 65 per second, since nobody records more."""

    def __init__(self, stream: av.video.stream.VideoStream) -> None:
        super().__init__(stream)
        context = stream.codec_context
        context.thread_count = 1
        check_size(Size(context.width, context.height))
        rate = stream.average_rate
        self.frame_s = min(max(float(1 / rate), _SHORTEST_FRAME_S), 1.0) if rate else _DEFAULT_FRAME_S
        self._last_s = -1.0
        self._aspect = PixelAspect(stream)
        self._pixel_ratio = self._aspect.ratio

    def decoded(self, packet: _Packet | None, start_s: float) -> list[MediaPicture]:
        pictures: list[MediaPicture] = []
        for frame in self._frames(packet):
            assert isinstance(frame, av.VideoFrame)
            if max(frame.width, frame.height) > MAX_SIDE_PX:
                continue
            if frame.key_frame:
                self._pixel_ratio = self._aspect.ratio
            due_s = self._due_s(frame, start_s)
            self.head_s = max(due_s + self.frame_s, self.head_s)
            if due_s - self._last_s >= _SHORTEST_FRAME_S:
                self._last_s = due_s
                pictures.append(MediaPicture(due_s, frame, self._pixel_ratio))
        return pictures


class _AudioTrack(_Track):
    """Sound, brought to 48 kHz; resampled only where it is not that already."""

    def __init__(self, stream: av.audio.stream.AudioStream) -> None:
        super().__init__(stream)
        stream.codec_context.thread_count = 1
        self._resampler: av.AudioResampler | None = None
        self._kind: tuple[int, str, str] | None = None
        context = stream.codec_context
        self.is_stereo = stream.layout.nb_channels != 1
        self.carries_opus = context.codec.name in _OPUS_DECODERS and is_plain_head(context.extradata)

    def decoded(self, packet: _Packet | None, start_s: float) -> list[MediaSound]:
        pieces: list[MediaSound] = []
        for frame in self._frames(packet):
            assert isinstance(frame, av.AudioFrame)
            due_s = self._due_s(frame, start_s)
            opus = bytes(packet) if self.carries_opus and packet is not None else b""
            self._add(pieces, self._as_samples(frame), due_s, opus)
        if packet is None and self._resampler is not None:
            self._add(pieces, _joined(self._resampler.resample(None)), self.head_s)
        return pieces

    def _add(self, pieces: list[MediaSound], samples: Sound, due_s: float, opus: bytes = b"") -> None:
        count = samples.shape[1]
        if count:
            self.head_s = due_s + count / SAMPLE_RATE
            pieces.append(MediaSound(due_s, samples, opus))

    def _as_samples(self, frame: av.AudioFrame) -> Sound:
        if frame.sample_rate == SAMPLE_RATE and frame.format.name == "fltp" and frame.layout.nb_channels <= 2:
            planes, shape = frame.planes, (1, frame.samples)
            rows = [np.ndarray(shape, np.float32, memoryview(plane)) for plane in planes]
            return rows[0] if len(rows) == 1 else np.concatenate(rows)
        kind = (frame.sample_rate, frame.format.name, frame.layout.name)
        if self._resampler is None or kind != self._kind:
            self._kind = kind
            # One channel stays one: spreading it over two would make it quieter.
            layout = "mono" if len(frame.layout.channels) == 1 else "stereo"
            self._resampler = av.AudioResampler(format="fltp", layout=layout, rate=SAMPLE_RATE)
        return _joined(self._resampler.resample(frame))


def check_size(size: Size) -> None:
    """Refuse pictures that would take too much memory."""
    if max(size.width, size.height) > MAX_SIDE_PX or size.area > MAX_AREA_PX:
        raise SourceRefused(phrase("The picture is too large: {size} pixels.", size=size))


def _joined(frames: list[av.AudioFrame]) -> Sound:
    parts = [np.asarray(frame.to_ndarray(), np.float32) for frame in frames]
    return np.concatenate(parts, axis=1) if parts else np.zeros((2, 0), np.float32)
