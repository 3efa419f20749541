"""Small JPEG pictures of streams and boards."""

from __future__ import annotations

import av

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.jpeg import JpegStream, fitted

STREAM_THUMBNAIL = Size(320, 180)
BOARD_THUMBNAIL = Size(640, 360)
_QUANTISER = 4
"""As FFmpeg counts: 2 is best, 31 is worst."""


class Thumbnails:
    """Makes the pictures of one room; may be used by any thread."""

    def __init__(self) -> None:
        self._jpegs = JpegStream(_QUANTISER)

    def jpeg(self, frame: av.VideoFrame, limits: Size) -> tuple[Size, bytes]:
        """Encode a frame as a JPEG no larger than ``limits``; blocks for about a millisecond."""
        size = fitted(Size(frame.width, frame.height), limits)
        return size, self._jpegs.encode(frame, size)
