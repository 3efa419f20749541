"""A mixed picture as JPEG: snapshots and previews."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock

import av
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.output import WRITING_ERRORS, failure_from
from chalkreel.studio.sources.colours import TICK, ColourFilter
from chalkreel.studio.sources.planes import BT709, FULL_RANGE, LIMITED_RANGE, YUV420P, frame_of, planes_of, tagged

SNAPSHOT_QUANTISER = 2
PREVIEW_QUANTISER = 6
"""As FFmpeg counts: 2 is best, 31 is worst."""

_BT601 = 5
_TO_JPEG_COLOURS = "iall=bt709:irange=tv:space=smpte170m:primaries=bt709:trc=bt709:range=pc:format=yuv420p:fast=1"


class JpegStream:
    """Encodes one small picture after the other, in half the time: scaler, filter and encoder stay.

    They are made anew whenever the size asked for changes. May be used by any thread.
    """

    def __init__(self, quantiser: int) -> None:
        self._quantiser = quantiser
        self._lock = Lock()
        self._line: _Line | None = None

    def encode(self, frame: av.VideoFrame, size: Size) -> bytes:
        """Encode a picture in the canvas's colours at a size."""
        if frame.format.name != YUV420P or (size.width | size.height) & 1:
            return encode_jpeg(frame, size, self._quantiser)
        with self._lock:
            if self._line is None or self._line.size != size:
                self._line = _Line(size, self._quantiser)
            return self._line.encode(frame)


class _Line:
    """Scaling as the mix does it, then FFmpeg's vector code for the colours: the scaler would go through RGB."""

    def __init__(self, size: Size, quantiser: int) -> None:
        self.size = size
        self._scaler = VideoReformatter()
        self._colours = ColourFilter(size.width, size.height, _TO_JPEG_COLOURS)
        self._encoder = _encoder(size, YUV420P, quantiser)

    def encode(self, frame: av.VideoFrame) -> bytes:
        width, height = self.size.width, self.size.height
        scaled = self._scaler.reformat(frame, width, height, YUV420P, interpolation=Interpolation.AREA, threads=1)
        if scaled is frame:  # of the same size already; its times are set anew, and this one is not ours
            scaled = frame_of(planes_of(frame))
        converted = self._colours.converted(tagged(scaled))
        return b"".join(bytes(packet) for packet in self._encoder.encode(converted))


def _encoder(size: Size, pixels: str, quantiser: int) -> av.VideoCodecContext:
    context = av.CodecContext.create("mjpeg", "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height, context.pix_fmt = size.width, size.height, pixels
    context.time_base, context.color_range, context.colorspace = TICK, FULL_RANGE, _BT601
    context.thread_count = 1
    context.qmin = context.qmax = quantiser
    return context


def encode_jpeg(frame: av.VideoFrame, size: Size, quantiser: int) -> bytes:
    """Encode a picture in the canvas's colours at a size, in the colours JPEG files have (BT.601, full range)."""
    picture = VideoReformatter().reformat(
        frame,
        size.width,
        size.height,
        "yuvj420p",
        src_colorspace=int(Colorspace.ITU709),
        dst_colorspace=int(Colorspace.ITU601),
        src_color_range=LIMITED_RANGE,
        dst_color_range=FULL_RANGE,
        interpolation=Interpolation.AREA,
        threads=1,
    )
    picture.colorspace, picture.color_range, picture.pts = _BT601, FULL_RANGE, 0
    context = _encoder(size, "yuvj420p", quantiser)
    return b"".join(bytes(packet) for packet in (*context.encode(picture), *context.encode(None)))


def fitted(size: Size, limits: Size) -> Size:
    """Give the largest size of the same shape within limits, never larger than it is."""
    scale = min(1.0, limits.width / size.width, limits.height / size.height)
    return Size(max(round(size.width * scale), 1), max(round(size.height * scale), 1))


def write_jpeg(frame: av.VideoFrame, path: Path) -> Size:
    """Write a picture at its own size so that its file is either whole or not there; raises ``OutputFailed``."""
    assert frame.colorspace == BT709
    size = Size(frame.width, frame.height)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(encode_jpeg(frame, size, SNAPSHOT_QUANTISER))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except WRITING_ERRORS as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise failure_from(error) from error
    return size
