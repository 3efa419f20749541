"""Writes plain PNG pictures: what pages of a PDF and blank boards are kept in."""

from __future__ import annotations

import struct
import zlib

_HEAD = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOR_8_BIT = (8, 2, 0, 0, 0)
_QUICK = 3
"""Pages are mostly flat colour: more effort takes much longer and gains little."""


def encode_png(width: int, height: int, rows: bytes) -> bytes:
    """Encode RGB pixels, three bytes each, row after row from the top."""
    if width < 1 or height < 1 or len(rows) != width * height * 3:
        raise ValueError(f"{len(rows)} bytes are no {width}x{height} picture")
    stride = width * 3
    packer = zlib.compressobj(_QUICK)
    packed = bytearray()
    for top in range(0, len(rows), stride):
        packed += packer.compress(b"\0" + rows[top : top + stride])
    packed += packer.flush()
    header = struct.pack(">IIBBBBB", width, height, *_TRUE_COLOR_8_BIT)
    return _HEAD + _chunk(b"IHDR", header) + _chunk(b"IDAT", bytes(packed)) + _chunk(b"IEND", b"")


def plain_png(width: int, height: int, rgb: tuple[int, int, int]) -> bytes:
    """Encode a picture of one colour."""
    return encode_png(width, height, bytes(rgb) * (width * height))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
