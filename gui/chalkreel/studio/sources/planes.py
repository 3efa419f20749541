"""Planes of yuv420p frames as numpy arrays, without copying."""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Planes = tuple[Plane, Plane, Plane]

YUV420P = "yuv420p"
BT709 = 1
"""The matrix, primaries and transfer of every canvas, as FFmpeg numbers them."""

LIMITED_RANGE = 1
FULL_RANGE = 2


def planes_of(frame: av.VideoFrame) -> Planes:
    """Give views of the three planes; lines are padded in memory, the views are not."""
    luma, first, second = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]
        for plane in frame.planes
    )
    return luma, first, second


def frame_of(planes: Planes) -> av.VideoFrame:
    """Copy planes into a frame of their size, tagged with the colours of every canvas."""
    height, width = planes[0].shape
    frame = av.VideoFrame(width, height, YUV420P)
    for target, plane in zip(planes_of(frame), planes, strict=True):
        target[:] = plane
    return tagged(frame)


def view_of(planes: Planes) -> av.VideoFrame:
    """Wrap planes as a frame without copying; both sides must be even, and the planes must stay as they are."""
    return tagged(av.VideoFrame.from_dlpack(planes, format=YUV420P))


def tagged(frame: av.VideoFrame) -> av.VideoFrame:
    """Mark a frame as BT.709, limited range."""
    frame.colorspace = BT709
    frame.color_primaries = BT709
    frame.color_trc = BT709
    frame.color_range = LIMITED_RANGE
    return frame
