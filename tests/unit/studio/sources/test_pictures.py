"""Pictures from outside: what is taken, what is turned, what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalkreel.domain.geometry import Size
from chalkreel.studio.sources import pictures
from chalkreel.studio.sources.exif import orientation_of
from chalkreel.studio.sources.pictures import PictureRefused, load_picture
from tests.support.odd_pictures import with_orientation
from tests.support.recordings import RED, TEAL, picture_bytes, plain

CODECS = [("png", "rgb24"), ("bmp", "bgr24"), ("mjpeg", "yuvj420p")]


def pixels_of(data: bytes | Path) -> np.ndarray:
    return load_picture(data).frame.to_ndarray()


def quarters() -> np.ndarray:
    """Red in the upper left quarter of 64x32, white elsewhere."""
    pixels = plain(Size(64, 32), (255, 255, 255))
    pixels[:16, :32] = RED
    return pixels


@pytest.mark.parametrize(("codec", "pix_fmt"), CODECS)
@pytest.mark.parametrize("size", [Size(64, 48), Size(33, 17), Size(1, 1)])
def test_each_format_is_read_in_its_colours(codec: str, pix_fmt: str, size: Size) -> None:
    picture = load_picture(picture_bytes(plain(size, TEAL), codec, pix_fmt))
    assert picture.size == size
    pixels = picture.frame.to_ndarray()
    assert pixels.shape == (size.height, size.width, 3)
    assert np.abs(pixels.astype(int) - TEAL).max() <= 4


@pytest.mark.parametrize("pix_fmt", ["gray", "rgb48be", "gray16be", "monob"])
def test_grey_and_deep_pngs_are_read(pix_fmt: str) -> None:
    pixels = pixels_of(picture_bytes(plain(Size(32, 16), (255, 255, 255)), "png", pix_fmt))
    assert pixels.min() >= 254


def test_transparent_places_are_white() -> None:
    rgba = np.zeros((16, 32, 4), np.uint8)
    rgba[:, 16:] = (*RED, 255)
    pixels = pixels_of(picture_bytes(rgba, "png", "rgba"))
    assert (pixels[:, :16] == 255).all()
    assert np.abs(pixels[:, 16:].astype(int) - RED).max() <= 1


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (64, 32), (8, 8)),
        (2, (64, 32), (8, 56)),
        (3, (64, 32), (24, 56)),
        (4, (64, 32), (24, 8)),
        (5, (32, 64), (8, 8)),
        (6, (32, 64), (8, 24)),
        (7, (32, 64), (56, 24)),
        (8, (32, 64), (56, 8)),
    ],
)
@pytest.mark.parametrize("order", [">", "<"])
def test_a_photo_is_shown_the_way_it_was_held(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int], order: str
) -> None:
    data = with_orientation(picture_bytes(quarters(), "mjpeg", "yuvj420p"), orientation, order)
    picture = load_picture(data)
    pixels = picture.frame.to_ndarray()
    assert (picture.size.width, picture.size.height) == size
    assert np.abs(pixels[red_at].astype(int) - RED).max() < 30
    corners = pixels[[8, 8, -8, -8], [8, -8, 8, -8]].astype(int)
    assert sum(np.abs(corner - RED).max() < 30 for corner in corners) == 1


def test_a_large_picture_is_kept_smaller_but_reports_its_size() -> None:
    picture = load_picture(picture_bytes(plain(Size(4800, 16), TEAL)))
    assert picture.size == Size(4800, 16)
    assert picture.frame.width == pictures.MAX_KEPT_SIDE_PX


@pytest.mark.parametrize(("codec", "pix_fmt"), CODECS)
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_a_cut_off_picture_is_refused(codec: str, pix_fmt: str, part: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (90, 120, 3), np.uint8)
    data = picture_bytes(noise, codec, pix_fmt)
    with pytest.raises(PictureRefused):
        load_picture(data[: round(len(data) * part)])


@pytest.mark.parametrize("data", [b"", b"GIF89a" + b"\0" * 50, b"hello", b"\xff\xd8\xff", b"BM", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(PictureRefused) as refusal:
        load_picture(data)
    assert str(refusal.value.sentence).endswith(".")


def test_files_are_read_and_missing_ones_refused(tmp_path: Path) -> None:
    path = tmp_path / "board.jpeg"
    path.write_bytes(picture_bytes(plain(Size(8, 8), RED)))  # the content counts, not the name
    assert load_picture(path).size == Size(8, 8)
    for wrong in (tmp_path / "missing.png", tmp_path):
        with pytest.raises(PictureRefused):
            load_picture(wrong)


def test_too_many_bytes_or_pixels_are_refused_before_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture_bytes(plain(Size(64, 64), RED))
    monkeypatch.setattr(pictures, "MAX_PICTURE_PX", 64 * 64 - 1)
    with pytest.raises(PictureRefused, match="pixels"):
        load_picture(data)
    monkeypatch.setattr(pictures, "MAX_PICTURE_BYTES", len(data) - 1)
    with pytest.raises(PictureRefused, match="larger"):
        load_picture(data)


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.sampled_from(CODECS), st.data())
def test_damage_never_gives_anything_but_a_picture_or_a_refusal(codec: tuple[str, str], data: st.DataObject) -> None:
    content = bytearray(picture_bytes(quarters(), *codec))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = load_picture(bytes(content))
    except PictureRefused:
        return
    assert picture.frame.width >= 1


@given(st.binary(max_size=120))
def test_any_bytes_have_an_orientation(data: bytes) -> None:
    assert 1 <= orientation_of(b"\xff\xd8\xff\xe1" + data) <= 8
    assert 1 <= orientation_of(b"\x89PNG\r\n\x1a\n" + data) <= 8
