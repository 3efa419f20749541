"""A mixed picture as JPEG: snapshots and previews."""

from __future__ import annotations

import os
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.output import WRITING_ERRORS, failure_from
from chalkreel.studio.sources.planes import BT709, FULL_RANGE, LIMITED_RANGE

SNAPSHOT_QUANTISER = 2
PREVIEW_QUANTISER = 6
"""As FFmpeg counts: 2 is best, 31 is worst."""

_BT601 = 5


def encode_jpeg(frame: av.VideoFrame, size: Size, quantiser: int, scaler: VideoReformatter | None = None) -> bytes:
    """Encode a picture in the canvas's colours at a size, in the colours JPEG files have (BT.601, full range)."""
    picture = (scaler or VideoReformatter()).reformat(
        frame,
        size.width,
        size.height,
        "yuvj420p",
        src_colorspace=int(Colorspace.ITU709),
        dst_colorspace=int(Colorspace.ITU601),
        src_color_range=LIMITED_RANGE,
        dst_color_range=FULL_RANGE,
        interpolation=Interpolation.BILINEAR,
        threads=1,
    )
    picture.colorspace, picture.color_range, picture.pts = _BT601, FULL_RANGE, 0
    context = av.CodecContext.create("mjpeg", "w")
    context.width, context.height, context.pix_fmt = size.width, size.height, "yuvj420p"
    context.time_base, context.color_range, context.colorspace = Fraction(1, 25), FULL_RANGE, _BT601
    context.thread_count = 1
    context.qmin = context.qmax = quantiser
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
