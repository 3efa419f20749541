"""PNG pictures written by the app, read by another library."""

import io

import av
import pytest

from chalkreel.base.png import encode_png, plain_png


def pixels(content):
    with av.open(io.BytesIO(content), format="png_pipe") as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def test_pixels_come_back_as_they_were():
    rows = bytes(range(2 * 3 * 3))
    assert pixels(encode_png(3, 2, rows)).tobytes() == rows


def test_a_plain_picture_has_its_size_and_one_colour():
    found = pixels(plain_png(1280, 720, (255, 254, 253)))
    assert found.shape == (720, 1280, 3)
    assert set(map(tuple, found.reshape(-1, 3)[::997])) == {(255, 254, 253)}


@pytest.mark.parametrize(("width", "height"), [(0, 1), (1, 0), (2, 2)])
def test_a_wrong_size_is_refused(width, height):
    with pytest.raises(ValueError, match="are no"):
        encode_png(width, height, b"abc")
