"""Sizes and rectangles in whole canvas pixels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in px."""

    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    def even(self) -> Size:
        """Round both sides down to even numbers, as 4:2:0 video needs."""
        return Size(self.width & ~1, self.height & ~1)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its corners in px; right and bottom lie outside it, so ``right - left`` is the width."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, x: int, y: int, width: int, height: int) -> Rect:
        return cls(x, y, x + width, y + height)

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def is_empty(self) -> bool:
        return self.right <= self.left or self.bottom <= self.top

    def moved(self, dx: int, dy: int) -> Rect:
        return Rect(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom

    def is_inside(self, size: Size) -> bool:
        return 0 <= self.left <= self.right <= size.width and 0 <= self.top <= self.bottom <= size.height

    def intersection(self, other: Rect) -> Rect:
        """Give the common part; ``is_empty`` tells where there is none."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )
