"""Small JPEG pictures of streams and boards."""

from __future__ import annotations

import av

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.jpeg import encode_jpeg, fitted

STREAM_THUMBNAIL = Size(320, 180)
BOARD_THUMBNAIL = Size(640, 360)
_QUANTISER = 4
"""As FFmpeg counts: 2 is best, 31 is worst."""


def jpeg_thumbnail(frame: av.VideoFrame, limits: Size) -> tuple[Size, bytes]:
    """Encode a frame as a JPEG no larger than ``limits``; blocks for about a millisecond."""
    size = fitted(Size(frame.width, frame.height), limits)
    return size, encode_jpeg(frame, size, _QUANTISER)
