"""The bit rate that suits a mixed picture (CONTRACT section 7, "suggested mixed settings")."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log

from chalkreel.domain.geometry import Size

_AT_15_FPS_KBPS: dict[tuple[int, int], int] = {
    (120, 120): 50,
    (160, 120): 65,
    (180, 180): 100,
    (240, 180): 120,
    (320, 180): 140,
    (240, 240): 140,
    (320, 240): 200,
    (424, 240): 220,
    (360, 360): 260,
    (480, 360): 320,
    (640, 360): 400,
    (480, 480): 400,
    (640, 480): 500,
    (848, 480): 610,
    (960, 720): 910,
    (1280, 720): 1130,
    (1920, 1080): 2080,
}
_AT_30_FPS_KBPS: dict[tuple[int, int], int] = {
    (360, 360): 400,
    (480, 360): 490,
    (640, 360): 600,
    (480, 480): 600,
    (640, 480): 750,
    (848, 480): 930,
    (960, 720): 1380,
    (1280, 720): 1710,
    (1920, 1080): 3150,
}
_STEPS_FPS = ((10, 0.8), (15, 1.0), (30, 1.5))
"""How the rate grows with the frame rate, from the sizes that the table gives for several."""

TABLE_SIZES = tuple(Size(*sides) for sides in reversed(_AT_15_FPS_KBPS))
"""The sizes of the table, the largest first."""

SUGGESTED_SIZES = (Size(640, 360), Size(848, 480), Size(960, 720), Size(1280, 720), Size(1920, 1080))
"""The sizes of a lesson that are worth a place in a list."""


def suggested_bit_rate_bps(size: Size, fps: int) -> int:
    """Give the table's rate for a size (lying or standing) and, between its entries, one in proportion."""
    sides = (max(size.width, size.height), min(size.width, size.height))
    exact = {15: _AT_15_FPS_KBPS, 30: _AT_30_FPS_KBPS}.get(fps, {}).get(sides)
    if exact is not None:
        return exact * 1000
    kbps = _between_sizes(max(1, size.area)) * _between_rates(fps)
    return max(10, round(kbps / 10) * 10) * 1000


def _between_sizes(area: int) -> float:
    """Read the table at an area, in straight lines on logarithmic scales; beyond its ends by the last line."""
    points = sorted({width * height: kbps for (width, height), kbps in _AT_15_FPS_KBPS.items()}.items())
    place = next((number for number, (known, _) in enumerate(points) if known >= area), len(points) - 1)
    place = max(1, place)
    (low_area, low), (high_area, high) = points[place - 1], points[place]
    slope = log(high / low) / log(high_area / low_area)
    return low * exp(slope * log(area / low_area))


def _between_rates(fps: int) -> float:
    for (low_fps, low), (high_fps, high) in pairwise(_STEPS_FPS):
        if fps <= high_fps:
            return max(0.5, low + (high - low) * (fps - low_fps) / (high_fps - low_fps))
    return _STEPS_FPS[-1][1]
