"""Small JPEG pictures of streams and boards."""

from __future__ import annotations

from fractions import Fraction

import av
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from chalkreel.domain.geometry import Size

STREAM_THUMBNAIL = Size(320, 180)
BOARD_THUMBNAIL = Size(640, 360)
SMALLEST_SIDE_PX = 16
_QUALITY = 4
"""The encoder's quantiser: 2 is best, 31 is worst."""


def thumbnail_size(size: Size, fits: Size) -> Size:
    """Shrink to fit, keep the aspect, never enlarge; even sides for 4:2:0."""
    scale = min(1.0, fits.width / size.width, fits.height / size.height)
    return Size(
        max(SMALLEST_SIDE_PX, round(size.width * scale)), max(SMALLEST_SIDE_PX, round(size.height * scale))
    ).even()


def jpeg_thumbnail(frame: av.VideoFrame, fits: Size) -> tuple[Size, bytes]:
    """Encode a frame as a JPEG no larger than ``fits``; blocks for about a millisecond."""
    size = thumbnail_size(Size(frame.width, frame.height), fits)
    small = VideoReformatter().reformat(
        frame,
        width=size.width,
        height=size.height,
        format="yuvj420p",
        dst_colorspace=Colorspace.ITU601,
        dst_color_range=ColorRange.JPEG,
        threads=1,
    )
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = size.width, size.height, "yuvj420p"
    encoder.time_base = Fraction(1, 1)
    encoder.thread_count = 1
    encoder.options = {"qscale": str(_QUALITY)}
    encoder.qmin = encoder.qmax = _QUALITY
    small.pts = 0
    return size, b"".join(bytes(packet) for packet in (*encoder.encode(small), *encoder.encode(None)))
