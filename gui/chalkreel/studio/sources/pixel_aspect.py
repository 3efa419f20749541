"""Pixels that are wider or taller than they are high or wide, as in DV, broadcasts and old cameras."""

from __future__ import annotations

import av

from chalkreel.domain.geometry import Size

SQUARE = 1.0

_NEARLY_SQUARE = 0.01
"""Scaling leaves ratios like 1280:1281, which nobody means."""

_STRANGEST = 4.0
"""The most that any standard knows is 2.9; what is beyond is a damaged header."""


class PixelAspect:
    """Follows the shape of a stream's pixels, width by height, as its container or, without that, its pictures say."""

    def __init__(self, stream: av.VideoStream) -> None:
        self._context = stream.codec_context
        outside, inside = stream.sample_aspect_ratio, self._context.sample_aspect_ratio
        self._of_container = float(outside) if outside and outside != inside else 0.0

    @property
    def ratio(self) -> float:
        """Give the shape now; ask again with every keyframe."""
        ratio = self._of_container or float(self._context.sample_aspect_ratio or SQUARE)
        is_meant = abs(ratio - SQUARE) > _NEARLY_SQUARE and 1 / _STRANGEST <= ratio <= _STRANGEST
        return ratio if is_meant else SQUARE


def squared(size: Size, ratio: float, longest_px: int) -> Size:
    """Give the size with square pixels that loses none of them, or else one that is no longer than ``longest_px``."""
    width, height = size.width * max(ratio, 1.0), size.height / min(ratio, 1.0)
    if max(width, height) > longest_px:
        width, height = size.width * min(ratio, 1.0), size.height / max(ratio, 1.0)
    return Size(max(round(width / 2) * 2, 2), max(round(height / 2) * 2, 2))
