"""The size a picture file says it has, before anything of it is decoded."""

from __future__ import annotations

import struct

from chalkreel.domain.geometry import Size
from chalkreel.domain.picture_kinds import PictureKind
from chalkreel.studio.sources.exif import jpeg_segments

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG markers behind which a picture's size stands; the three others are tables."""


def claimed_size(content: bytes, kind: PictureKind) -> Size | None:
    """Give it as the file is written, not turned yet; ``None`` where it cannot be told."""
    try:
        match kind:
            case PictureKind.PNG:
                width, height = struct.unpack_from(">II", content, 16)
            case PictureKind.BMP:
                width, height = struct.unpack_from("<ii", content, 18)
            case PictureKind.GIF:
                width, height = struct.unpack_from("<HH", content, 6)
            case PictureKind.JPEG:
                frame = next((body for marker, body in jpeg_segments(content) if marker in _FRAMES), b"")
                height, width = struct.unpack_from(">HH", frame, 1)
    except struct.error:
        return None
    return Size(abs(width), abs(height))
