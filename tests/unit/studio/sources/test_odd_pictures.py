"""Pictures as other programs write them: print colours, palettes, run lengths, interlacing, several in one."""

from __future__ import annotations

import struct
import zlib

import av
import numpy as np
import pytest

from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.pictures import PictureRefused, load_picture
from tests.support.recordings import RED, TEAL, picture_bytes, plain


def pixels_of(data: bytes) -> np.ndarray:
    return load_picture(data).frame.to_ndarray().astype(int)


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


@pytest.mark.parametrize(
    ("inks", "rgb"),
    [((0, 0, 0, 0), (255, 255, 255)), ((0, 255, 255, 0), (255, 0, 0)), ((0, 0, 0, 255), (0, 0, 0))],
)
def test_print_colours_are_shown_as_on_paper(inks: tuple[int, int, int, int], rgb: tuple[int, int, int]) -> None:
    assert np.abs(pixels_of(cmyk_jpeg(*inks)) - rgb).max() <= 6


def test_a_palette_bmp_is_read_upright() -> None:
    rows = bytes([0] * 8) * 4 + bytes([1] * 8) * 4  # from the bottom: red below, teal above
    pixels = pixels_of(bmp(Size(8, 8), 0, [RED, TEAL], rows))
    assert np.abs(pixels[:4] - TEAL).max() <= 1
    assert np.abs(pixels[4:] - RED).max() <= 1


def test_a_run_length_bmp_is_read() -> None:
    line = bytes((5, 0, 3, 1, 0, 0))  # five of the first colour, three of the second, end of line
    pixels = pixels_of(bmp(Size(8, 4), 1, [RED, TEAL], line * 4 + b"\0\1"))
    assert np.abs(pixels[:, :5] - RED).max() <= 1
    assert np.abs(pixels[:, 5:] - TEAL).max() <= 1


def test_an_interlaced_png_is_whole() -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (21, 34, 3), np.uint8)
    context = av.CodecContext.create("png", "w")
    context.width, context.height, context.pix_fmt = 34, 21, "rgb24"
    context.time_base = 1
    context.flags |= av.codec.context.Flags.interlaced_dct
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    data = b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None)))
    assert png_chunks(data)[0][1][12] == 1, "the picture is not interlaced"
    assert (pixels_of(data) == pixels).all()


def test_of_an_animated_png_the_still_picture_is_shown() -> None:
    chunks = png_chunks(picture_bytes(plain(Size(16, 8), TEAL)))
    control = (b"acTL", struct.pack(">II", 2, 0))
    frame = (b"fcTL", struct.pack(">IIIIIHHBB", 0, 16, 8, 0, 0, 1, 10, 0, 0))
    animated = png([chunks[0], control, frame, *chunks[1:]])
    assert np.abs(pixels_of(animated) - TEAL).max() <= 1


@pytest.mark.parametrize("data", [b"GIF89a" + bytes(40), b"RIFF\x40\0\0\0WEBPVP8X" + bytes(40)])
def test_animations_of_other_kinds_are_refused_with_what_is_taken(data: bytes) -> None:
    with pytest.raises(PictureRefused, match="JPG, PNG or BMP"):
        load_picture(data)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (0, 10)])
def test_a_picture_that_claims_to_be_huge_or_nothing_is_refused_before_it_takes_memory(size: tuple[int, int]) -> None:
    header = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    with pytest.raises(PictureRefused) as refusal:
        load_picture(png([(b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]))
    assert str(refusal.value.sentence).endswith(".")
