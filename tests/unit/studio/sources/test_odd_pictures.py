"""Pictures as other programs write them: print colours, palettes, run lengths, interlacing, several in one."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.pictures import PictureRefused, load_picture
from tests.support.odd_pictures import animated_png, bmp, claimed_png, cmyk_jpeg, interlaced_png
from tests.support.recordings import RED, TEAL, picture_bytes, plain


def pixels_of(data: bytes) -> np.ndarray:
    return load_picture(data).frame.to_ndarray().astype(int)


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
    assert (pixels_of(interlaced_png(pixels)) == pixels).all()


def test_of_an_animated_png_the_still_picture_is_shown() -> None:
    animated = animated_png(picture_bytes(plain(Size(16, 8), TEAL)), Size(16, 8))
    assert np.abs(pixels_of(animated) - TEAL).max() <= 1


@pytest.mark.parametrize("data", [b"GIF89a" + bytes(40), b"RIFF\x40\0\0\0WEBPVP8X" + bytes(40)])
def test_animations_of_other_kinds_are_refused_with_what_is_taken(data: bytes) -> None:
    with pytest.raises(PictureRefused, match="JPG, PNG or BMP"):
        load_picture(data)


def huge() -> dict[str, bytes]:
    jpeg = b"\xff\xd8" + bytes((0xFF, 0xC2)) + struct.pack(">HBHHB", 17, 8, 60_000, 60_000, 3) + bytes(9)
    return {
        "png": claimed_png(60_000, 60_000),
        "long png": claimed_png(2**31 - 1, 1),
        "bmp": bmp(Size(60_000, 60_000), 0, [RED], b""),
        "upside-down bmp": bmp(Size(60_000, -60_000), 0, [RED], b""),
        "gif": b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + bytes(30),
        "progressive jpeg": jpeg,
    }


@pytest.mark.parametrize("name", huge())
def test_a_picture_that_claims_to_be_huge_is_refused_with_the_limit(name: str) -> None:
    with pytest.raises(PictureRefused, match="million pixels"):
        load_picture(huge()[name], takes_gif=True)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (0, 10)])
def test_a_picture_that_claims_to_be_huge_or_nothing_is_refused_before_it_takes_memory(size: tuple[int, int]) -> None:
    with pytest.raises(PictureRefused) as refusal:
        load_picture(claimed_png(*size))
    assert str(refusal.value.sentence).endswith(".")
