"""An abstract portrait that moves softly: what a test participant looks like."""

from __future__ import annotations

import colorsys
import math

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.colours import to_canvas_colours
from chalkreel.studio.sources.planes import Plane, Planes, frame_of, planes_of

_Pixels = NDArray[np.float32]
"""RGB from 0 to 1."""

_Mask = NDArray[np.float32]
"""How much each pixel is covered, 0 to 1."""

_SWAY_S = 7.0
_BOB_S = 4.4
_DRIFT_S = 19.0
_SWAY_PART = 0.035
_BOB_PART = 0.02
_DRIFT_PART = 0.06


class Portrait:
    """Draws one participant at any time; pictures of the same time are the same.

    All shapes are drawn once; a picture is a window of the background plus the figure laid over it, so it
    costs a fraction of a millisecond. There is no name in it, as there is none in a camera's picture.
    """

    def __init__(self, size: Size, hue_degrees: float) -> None:
        self._size = size
        self._margin = _even(size.width * _DRIFT_PART) + 2
        hue = hue_degrees % 360 / 360
        self._background = _converted(_backdrop(size, self._margin, hue))
        self._reach = (round(size.height * _SWAY_PART), round(size.height * _BOB_PART))
        self._figure = [_Overlay(shape, colour) for shape, colour in _figure(size, self._reach, hue)]

    def at(self, time_s: float) -> av.VideoFrame:
        drift = _even(self._margin * (1 + math.sin(math.tau * time_s / _DRIFT_S)) / 2)
        luma, first, second = self._background
        height, width = self._size.height, self._size.width
        frame = frame_of(
            (
                luma[:, drift : drift + width],
                first[:, drift // 2 : drift // 2 + (width + 1) // 2],
                second[:, drift // 2 : drift // 2 + (width + 1) // 2],
            )
        )
        planes = planes_of(frame)
        dx = round(self._reach[0] * math.sin(math.tau * time_s / _SWAY_S))
        dy = round(self._reach[1] * math.sin(math.tau * time_s / _BOB_S))
        for overlay in self._figure:
            overlay.lay(planes, dx, dy)
        assert planes[0].shape == (height, width)
        return frame


class _Overlay:
    """One shape of one colour, laid over planes at whole pixels."""

    def __init__(self, shape: _Mask, rgb: tuple[float, float, float]) -> None:
        rows, columns = np.flatnonzero(shape.any(axis=1)), np.flatnonzero(shape.any(axis=0))
        self._top, bottom = int(rows[0]) & ~1, int(rows[-1]) + 1
        self._left, right = int(columns[0]) & ~1, int(columns[-1]) + 1
        cut = np.pad(
            shape[self._top : bottom, self._left : right],
            ((0, (bottom - self._top) & 1), (0, (right - self._left) & 1)),
        )
        weight = np.round(cut * 256).astype(np.int16)
        half = np.round(cut.reshape(cut.shape[0] // 2, 2, cut.shape[1] // 2, 2).mean(axis=(1, 3)) * 256).astype(
            np.int16
        )
        swatch = _converted(np.full((16, 16, 3), rgb, np.float32))
        self._parts = [(weights, int(plane[4, 4])) for weights, plane in zip((weight, half, half), swatch, strict=True)]

    def lay(self, planes: Planes, dx: int, dy: int) -> None:
        for plane, (weights, value), shrink in zip(planes, self._parts, (1, 2, 2), strict=True):
            _blend(plane, weights, value, (self._left + dx) // shrink, (self._top + dy) // shrink)


def _blend(plane: Plane, weights: NDArray[np.int16], value: int, left: int, top: int) -> None:
    """Mix one value into a plane where the weights (0..256) say so; parts outside are cut off."""
    skip_x, skip_y = max(-left, 0), max(-top, 0)
    target = plane[max(top, 0) : top + weights.shape[0], max(left, 0) : left + weights.shape[1]]
    if not target.size:
        return
    weights = weights[skip_y : skip_y + target.shape[0], skip_x : skip_x + target.shape[1]]
    below = target.astype(np.int16)
    # At most 255 * 128 either way: halves of the weights keep it within 16 bits.
    target[:] = below + (((value - below) * (weights >> 1)) >> 7)


def _backdrop(size: Size, margin: int, hue: float) -> _Pixels:
    """A wall in soft light, wider than the picture so that it can drift."""
    y, x = np.mgrid[0 : size.height, 0 : size.width + 2 * margin].astype(np.float32)
    x, y = x / (size.width + 2 * margin), y / size.height
    dark = np.array(colorsys.hls_to_rgb(hue, 0.20, 0.38), np.float32)
    light = np.array(colorsys.hls_to_rgb((hue + 0.04) % 1, 0.52, 0.36), np.float32)
    lamp = np.exp(-(((x - 0.32) / 0.34) ** 2 + ((y - 0.30) / 0.55) ** 2))
    window = np.exp(-(((x - 0.86) / 0.10) ** 4 + ((y - 0.34) / 0.30) ** 4)) * 0.35
    amount = np.clip(0.12 + 0.25 * (1 - y) + 0.55 * lamp + window, 0, 1)[..., None]
    result: _Pixels = dark * (1 - amount) + light * amount
    return result


def _figure(size: Size, reach: tuple[int, int], hue: float) -> list[tuple[_Mask, tuple[float, float, float]]]:
    """Shoulders, neck, head and hair, lowest first; drawn deeper than the picture so that it can bob."""
    depth = size.height + 2 * reach[1] + 2
    y, x = np.mgrid[0:depth, 0 : size.width].astype(np.float32)
    x = (x + 0.5 - size.width / 2) / size.height
    y = (y + 0.5) / size.height
    edge = 1.2 / size.height
    clothes = colorsys.hls_to_rgb((hue + 0.52) % 1, 0.42, 0.40)
    shade = colorsys.hls_to_rgb((hue + 0.52) % 1, 0.34, 0.40)
    skin_hue, skin_light = 0.07 + 0.02 * math.sin(hue * 17), 0.52 + 0.20 * math.sin(hue * 29)
    skin = colorsys.hls_to_rgb(skin_hue, skin_light, 0.45)
    neck_skin = colorsys.hls_to_rgb(skin_hue, skin_light * 0.84, 0.42)
    hair = colorsys.hls_to_rgb(0.06, 0.13 + 0.10 * (1 + math.sin(hue * 41)) / 2, 0.35)
    crown = np.minimum(_ellipse(x, y, 0, 0.395, 0.178, 0.215, edge), _below(y, 0.40, edge))
    face = _ellipse(x, y, 0, 0.44, 0.148, 0.190, edge)
    return [
        (_ellipse(x, y, 0, 1.13, 0.43, 0.42, edge), clothes),
        (_ellipse(x, y, 0, 0.745, 0.105, 0.075, edge), shade),
        (np.minimum(_ellipse(x, y, 0, 0.62, 0.072, 0.16, edge), 1 - _below(y, 0.5, edge)), neck_skin),
        (crown, hair),
        (face, skin),
        (np.minimum(_ellipse(x, y, -0.02, 0.315, 0.165, 0.105, edge), _below(y, 0.39, edge)), hair),
    ]


def _ellipse(x: _Pixels, y: _Pixels, cx: float, cy: float, rx: float, ry: float, edge: float) -> _Mask:
    distance = np.hypot((x - cx) / rx, (y - cy) / ry) - 1
    result: _Mask = np.clip(0.5 - distance * min(rx, ry) / edge, 0, 1).astype(np.float32)
    return result


def _below(y: _Pixels, limit: float, edge: float) -> _Mask:
    result: _Mask = np.clip(0.5 + (limit - y) / edge, 0, 1).astype(np.float32)
    return result


def _converted(pixels: _Pixels) -> Planes:
    height, width = pixels.shape[:2]
    noise = np.random.default_rng(1).random((height, width, 1), np.float32)  # hides the steps of soft gradients
    image = np.floor(np.clip(pixels * 255 + noise, 0, 255)).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")
    luma, first, second = planes_of(to_canvas_colours(VideoReformatter(), frame))
    return luma.copy(), first.copy(), second.copy()


def _even(value: float) -> int:
    return round(value) & ~1
