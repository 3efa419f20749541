"""What the pointer is on: a view, or one of a region's eight handles, and what dragging a handle does."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from chalkreel.domain.arrangement import View
from chalkreel.domain.geometry import Rect, Size

MIN_REGION_PX = 16
"""A region is not dragged smaller than this; a smaller one (typed in, or loaded) may stay as it is."""


class Handle(Enum):
    """A handle by the sides it moves: -1 left or top, 0 neither, 1 right or bottom."""

    TOP_LEFT = (-1, -1)
    TOP_RIGHT = (1, -1)
    BOTTOM_LEFT = (-1, 1)
    BOTTOM_RIGHT = (1, 1)
    TOP = (0, -1)
    BOTTOM = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)

    @property
    def is_corner(self) -> bool:
        return 0 not in self.value


def view_at(views: Sequence[View], x: float, y: float) -> View | None:
    """Tell the top-most view under a point; the views are in paint order."""
    return next((view for view in reversed(views) if view.rect.contains(x, y)), None)


def handle_point(rect: Rect, handle: Handle) -> tuple[float, float]:
    across, down = handle.value
    x = rect.left + rect.width * (across + 1) / 2
    y = rect.top + rect.height * (down + 1) / 2
    return x, y


def handle_at(rect: Rect, x: float, y: float, reach: float) -> Handle | None:
    """Tell the handle within ``reach`` px of a point; corners win over sides.

    Inwards the reach is at most a quarter of the region, so that a small region can still be moved.
    """
    inward_x, inward_y = min(reach, rect.width / 4), min(reach, rect.height / 4)
    for handle in Handle:
        across, down = handle.value
        at_x, at_y = handle_point(rect, handle)
        if _is_near(x - at_x, across, reach, inward_x) and _is_near(y - at_y, down, reach, inward_y):
            return handle
    return None


def _is_near(distance: float, direction: int, reach: float, inward: float) -> bool:
    if direction == 0:
        return abs(distance) <= reach
    outward = distance * direction
    return -inward <= outward <= reach


def resized(rect: Rect, handle: Handle, dx: int, dy: int, canvas: Size, *, keeps_aspect: bool) -> Rect:
    """Drag a handle by that many px: the opposite side or corner stays, and the result stays on the canvas.

    ``keeps_aspect`` concerns the corners only; the longer way of the pointer leads.
    """
    across, down = handle.value
    width, most_width = _dragged(rect.left, rect.right, across, dx, canvas.width)
    height, most_height = _dragged(rect.top, rect.bottom, down, dy, canvas.height)
    if keeps_aspect and handle.is_corner and not rect.is_empty:
        width, height = _in_shape(rect.size, Size(width, height), Size(most_width, most_height))
    left = rect.right - width if across < 0 else rect.left
    top = rect.bottom - height if down < 0 else rect.top
    return Rect.of(left, top, width, height)


def _dragged(low: int, high: int, direction: int, by: int, limit: int) -> tuple[int, int]:
    """Give the new length of one axis and the greatest it could have."""
    length = high - low
    if direction == 0:
        return length, length
    most = high if direction < 0 else limit - low
    least = min(MIN_REGION_PX, length)
    return max(least, min(length + direction * by, most)), most


def _in_shape(shape: Size, wanted: Size, most: Size) -> tuple[int, int]:
    """Scale a shape to where the pointer leads, but neither over the canvas edge nor under the least size."""
    scale = max(wanted.width / shape.width, wanted.height / shape.height)
    scale = max(scale, min(1.0, max(MIN_REGION_PX / shape.width, MIN_REGION_PX / shape.height)))
    scale = min(scale, most.width / shape.width, most.height / shape.height)
    return max(round(shape.width * scale), 1), max(round(shape.height * scale), 1)
