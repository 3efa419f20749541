"""How a camera held its picture: the orientation tag of JPEG and PNG files."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_ORIENTATION_TAG = 0x0112
_MAX_ENTRIES = 512
_APP1 = 0xE1


def orientation_of(data: bytes) -> int:
    """Give the EXIF orientation from 1 (upright) to 8; 1 where there is none or it cannot be read."""
    try:
        block = _exif_block(data)
        value = _orientation_in(block) if block else 1
    except (struct.error, IndexError):
        return 1
    return value if 1 <= value <= 8 else 1


def _exif_block(data: bytes) -> bytes | None:
    if data.startswith(b"\xff\xd8"):
        segments = (body for marker, body in jpeg_segments(data) if marker == _APP1)
        return next((body[6:] for body in segments if body.startswith(b"Exif\0\0")), None)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return next((body for kind, body in _png_chunks(data) if kind == b"eXIf"), None)
    return None


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give marker and content of what stands before a JPEG's picture; ``struct.error`` where it breaks off."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        (length,) = struct.unpack_from(">H", data, position + 2)
        if marker == 0xDA or length < 2:  # the picture itself begins
            return
        yield marker, data[position + 4 : position + 2 + length]
        position += 2 + length


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    while position + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        yield kind, data[position + 8 : position + 8 + length]
        position += 12 + length


def _orientation_in(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, first)
    for index in range(min(count, _MAX_ENTRIES)):
        tag, _kind, _count, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * index)
        if tag == _ORIENTATION_TAG:
            return int(value)
    return 1
