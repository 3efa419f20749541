"""Pictures as other programs write them, byte by byte."""

from __future__ import annotations

import struct
import zlib
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from chalkreel.domain.geometry import Size


def cmyk_jpeg(cyan: int, magenta: int, yellow: int, black: int) -> bytes:
    """Write a plain 8x8 JPEG in four print colours as Adobe's programs do: inverted, 255 being no ink."""

    def segment(marker: int, body: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body

    bits = ""
    for ink in (cyan, magenta, yellow, black):
        level = (255 - ink - 128) * 8  # the constant part of an 8x8 block, quantised by 1
        size = abs(level).bit_length()
        value = level if level >= 0 else level + (1 << size) - 1
        bits += f"{size:04b}" + (f"{value:0{size}b}" if size else "") + "0"  # then: nothing more in this block
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)).replace(b"\xff", b"\xff\x00")
    components = b"".join(bytes((number, 0x11, 0)) for number in range(1, 5))
    scan = b"".join(bytes((number, 0)) for number in range(1, 5))
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"),
            segment(0xDB, b"\0" + b"\x01" * 64),
            segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 4) + components),
            segment(0xC4, b"\x00" + bytes((0, 0, 0, 12)) + bytes(12) + bytes(range(12))),
            segment(0xC4, b"\x10" + bytes((1,)) + bytes(15) + b"\0"),
            segment(0xDA, b"\x04" + scan + b"\0\x3f\0") + data,
            b"\xff\xd9",
        )
    )


def bmp(size: Size, compression: int, palette: list[tuple[int, int, int]], rows: bytes) -> bytes:
    """Write an 8-bit BMP with a palette."""
    colours = b"".join(bytes((blue, green, red, 0)) for red, green, blue in palette)
    start = 54 + len(colours)
    info = struct.pack("<IiiHHIIiiII", 40, size.width, size.height, 1, 8, compression, len(rows), 0, 0, len(palette), 0)
    return b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start) + info + colours + rows


def png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks, at = [], 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    return chunks


def png(chunks: list[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def interlaced_png(pixels: NDArray[np.uint8]) -> bytes:
    context = av.CodecContext.create("png", "w")
    context.height, context.width = pixels.shape[:2]
    context.pix_fmt, context.time_base = "rgb24", Fraction(1)
    context.flags |= av.codec.context.Flags.interlaced_dct
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    data = b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None)))
    assert png_chunks(data)[0][1][12] == 1, "the picture is not interlaced"
    return data


def animated_png(still: bytes, size: Size) -> bytes:
    """Make an animation of two pictures from a PNG, the second of which is missing."""
    chunks = png_chunks(still)
    control = (b"acTL", struct.pack(">II", 2, 0))
    frame = (b"fcTL", struct.pack(">IIIIIHHBB", 0, size.width, size.height, 0, 0, 1, 10, 0, 0))
    return png([chunks[0], control, frame, *chunks[1:]])


def claimed_png(width: int, height: int) -> bytes:
    """Write a PNG that says it has this size and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return png([(b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")])


def with_orientation(jpeg: bytes, orientation: int, order: str = ">") -> bytes:
    mark = b"MM" if order == ">" else b"II"
    tiff = mark + struct.pack(order + "HIH", 42, 8, 1) + struct.pack(order + "HHIHHI", 0x0112, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
