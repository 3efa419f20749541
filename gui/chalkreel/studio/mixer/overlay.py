"""Something see-through that lies above the finished picture: prepared once, blended into every canvas."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter
from numpy.typing import NDArray

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.sources.pictures import Picture

_Parts = NDArray[np.floating]
_Part = NDArray[np.uint16]

_SOLID = 256
"""Weights are parts of 256, so that blending is a multiplication and a shift."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One plane of an overlay: what it adds, and how much of what lies below it lets through."""

    rows: slice
    columns: slice
    added: _Part
    through: _Part


class Overlay:
    """RGBA pixels at a place of a canvas; what lies outside the canvas is cut off. Implements ``Painter``."""

    is_translucent = True
    is_steady = False

    def __init__(self, pixels: NDArray[np.uint8], left: int, top: int, canvas: Size) -> None:
        """``pixels``: (height, width, 4), colours multiplied by their alpha. Blocks for a while if they are many."""
        place = Rect.of(left, top, pixels.shape[1], pixels.shape[0])
        seen = place.intersection(Rect(0, 0, canvas.width, canvas.height))
        self.rect = seen
        self._layers: tuple[_Layer, ...] = ()
        if not seen.is_empty:
            cut = pixels[seen.top - top : seen.bottom - top, seen.left - left : seen.right - left]
            self._layers = _layers(cut, seen)

    def version(self, time_s: float) -> Hashable:
        del time_s  # it does not move
        return 0 if self._layers else None

    def paint(self, canvas: Canvas) -> None:
        for plane, layer in zip(canvas.planes, self._layers, strict=False):
            part = plane[layer.rows, layer.columns]
            np.copyto(part, (part * layer.through + layer.added) >> 8, casting="unsafe")


def stretched_overlay(picture: Picture, rect: Rect, canvas: Size) -> Overlay:
    """Stretch a picture over a rectangle, its transparency respected. Blocks: call it off the mixer's thread."""
    if rect.is_empty:
        return Overlay(np.zeros((0, 0, 4), np.uint8), 0, 0, canvas)
    # Multiplied before it is scaled, so that the colour of what is not seen does not bleed into the edges.
    frame = av.VideoFrame.from_ndarray(
        _multiplied(np.asarray(picture.frame.to_ndarray(format="rgba"), np.uint8)), format="rgba"
    )
    scaled = VideoReformatter().reformat(
        frame, rect.width, rect.height, "rgba", interpolation=Interpolation.BICUBIC, threads=1
    )
    pixels = np.asarray(scaled.to_ndarray(), np.uint8)
    np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
    return Overlay(pixels, rect.left, rect.top, canvas)


def _multiplied(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    alpha = pixels[..., 3:].astype(np.uint16)
    colours = (pixels[..., :3] * alpha + 127) // 255
    return np.ascontiguousarray(np.concatenate((colours, alpha), axis=2).astype(np.uint8))


def _layers(pixels: NDArray[np.uint8], place: Rect) -> tuple[_Layer, ...]:
    """Convert to BT.709, limited range; chroma is weighed by how much is seen of each pixel."""
    # Whole chroma samples: the cut grows to even sides with transparent pixels.
    grown = ((place.top & 1, place.bottom & 1), (place.left & 1, place.right & 1))
    padded = np.pad(pixels, (*grown, (0, 0))).astype(np.float32) / 255
    top, left = place.top & ~1, place.left & ~1
    alpha: _Parts = padded[..., 3]
    red, green, blue = (padded[..., channel] for channel in range(3))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    first = _halved(128 * alpha + 224 * (blue - luma) / 1.8556)
    second = _halved(128 * alpha + 224 * (red - luma) / 1.5748)
    halved = _halved(alpha)
    return (
        _layer(16 * alpha + 219 * luma, alpha, top, left),
        _layer(first, halved, top // 2, left // 2),
        _layer(second, halved, top // 2, left // 2),
    )


def _layer(values: _Parts, alpha: _Parts, top: int, left: int) -> _Layer:
    rows, columns = slice(top, top + values.shape[0]), slice(left, left + values.shape[1])
    through = np.rint(_SOLID * (1 - alpha)).astype(np.uint16)
    added = np.clip(np.rint(_SOLID * values + _SOLID / 2 * (alpha > 0)), 0, np.iinfo(np.uint16).max)
    return _Layer(rows, columns, added.astype(np.uint16), through)


def _halved(plane: _Parts) -> _Parts:
    height, width = plane.shape
    result: _Parts = plane.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3))
    return result
