"""Small JPEG pictures, one after the other."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.jpeg import JpegStream, encode_jpeg
from chalkreel.studio.sources.planes import frame_of

QUANTISER = 4
YELLOW, BLUE = (173, 42, 146), (70, 190, 110)


def striped(size: Size) -> av.VideoFrame:
    """Two colours side by side, in the canvas's colours."""
    left, right = (np.array(colour, np.uint8) for colour in (YELLOW, BLUE))
    planes = []
    for index, shrink in enumerate((1, 2, 2)):
        plane = np.full((size.height // shrink, size.width // shrink), left[index], np.uint8)
        plane[:, plane.shape[1] // 2 :] = right[index]
        planes.append(plane)
    return frame_of((planes[0], planes[1], planes[2]))


def rgb(jpeg: bytes) -> np.ndarray:
    with av.open(io.BytesIO(jpeg), format="mjpeg") as container:
        (frame,) = container.decode(video=0)
        return frame.to_ndarray(format="rgb24").astype(int)


@pytest.mark.parametrize("size", [Size(320, 180), Size(640, 360), Size(161, 91)])
def test_the_colours_are_those_of_a_snapshot(size: Size) -> None:
    frame = striped(Size(640, 360))
    ours, exact = rgb(JpegStream(QUANTISER).encode(frame, size)), rgb(encode_jpeg(frame, size, QUANTISER))
    assert ours.shape == exact.shape == (size.height, size.width, 3)
    for column in (size.width // 4, size.width * 3 // 4):
        assert np.abs(ours[:, column] - exact[:, column]).max() <= 4


def test_a_stream_of_pictures_may_change_its_size_and_what_it_shows() -> None:
    stream = JpegStream(QUANTISER)
    for source, size in (
        (Size(640, 360), Size(320, 180)),
        (Size(320, 180), Size(320, 180)),
        (Size(64, 64), Size(32, 32)),
    ):
        again = [rgb(stream.encode(striped(source), size)) for _ in range(2)]
        assert again[0].shape == (size.height, size.width, 3)
        assert np.abs(again[0] - again[1]).max() <= 4


def test_a_picture_of_the_right_size_is_left_as_it_is() -> None:
    frame = striped(Size(64, 64))
    frame.pts = 77
    before = frame.to_ndarray().copy()
    JpegStream(QUANTISER).encode(frame, Size(64, 64))
    assert frame.pts == 77
    assert np.array_equal(frame.to_ndarray(), before)
