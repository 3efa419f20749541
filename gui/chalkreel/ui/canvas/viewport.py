"""From canvas px to the px of a widget and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor

from PySide6.QtCore import QPointF, QRectF

from chalkreel.domain.geometry import Rect, Size

SMALLEST_SCALE = 0.05
LARGEST_SCALE = 16.0
KEPT_IN_SIGHT_PX = 48


@dataclass(frozen=True, slots=True)
class Viewport:
    """How large a canvas px is and where the canvas begins; ``device_ratio`` is that of the screen."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    device_ratio: float = 1.0

    @classmethod
    def fitted(cls, canvas: Size, width: float, height: float, margin: float, device_ratio: float) -> Viewport:
        """Show the whole canvas in the middle of a widget, with a margin around it."""
        if canvas.width < 1 or canvas.height < 1:
            return cls(device_ratio=device_ratio)
        free_width, free_height = max(width - 2 * margin, 1), max(height - 2 * margin, 1)
        scale = min(free_width / canvas.width, free_height / canvas.height)
        x, y = (width - canvas.width * scale) / 2, (height - canvas.height * scale) / 2
        return cls(scale, round(x * device_ratio) / device_ratio, round(y * device_ratio) / device_ratio, device_ratio)

    @property
    def percent(self) -> int:
        """100 where one px of the canvas is one px of the screen."""
        return round(self.scale * self.device_ratio * 100)

    def zoomed(self, factor: float, at: QPointF) -> Viewport:
        """Zoom so that what is at a point of the widget stays there."""
        scale = max(SMALLEST_SCALE, min(self.scale * factor, LARGEST_SCALE))
        by = scale / self.scale
        x, y = at.x() - (at.x() - self.x) * by, at.y() - (at.y() - self.y) * by
        return replace(self, scale=scale, x=self._whole(x), y=self._whole(y))

    def panned(self, dx: float, dy: float) -> Viewport:
        return replace(self, x=self._whole(self.x + dx), y=self._whole(self.y + dy))

    def kept_in_sight(self, canvas: Size, width: float, height: float) -> Viewport:
        """Move back until some of the canvas can be seen."""
        shown_width, shown_height = canvas.width * self.scale, canvas.height * self.scale
        x = max(KEPT_IN_SIGHT_PX - shown_width, min(self.x, width - KEPT_IN_SIGHT_PX))
        y = max(KEPT_IN_SIGHT_PX - shown_height, min(self.y, height - KEPT_IN_SIGHT_PX))
        return replace(self, x=self._whole(x), y=self._whole(y))

    def to_widget(self, rect: Rect) -> QRectF:
        """Place a rectangle with its edges on whole device px, so that neighbours meet and nothing blurs."""
        # Written out, because every event of a drag asks for every region.
        scale, ratio, x, y = self.scale, self.device_ratio, self.x, self.y
        left, top = floor((rect.left * scale + x) * ratio + 0.5), floor((rect.top * scale + y) * ratio + 0.5)
        right, bottom = floor((rect.right * scale + x) * ratio + 0.5), floor((rect.bottom * scale + y) * ratio + 0.5)
        return QRectF(left / ratio, top / ratio, (right - left) / ratio, (bottom - top) / ratio)

    def area_to_widget(self, area: QRectF) -> QRectF:
        return QRectF(area.x() * self.scale + self.x, area.y() * self.scale + self.y, area.width() * self.scale,
                      area.height() * self.scale)  # fmt: skip

    def to_canvas(self, point: QPointF) -> tuple[float, float]:
        return (point.x() - self.x) / self.scale, (point.y() - self.y) / self.scale

    def _whole(self, px: float) -> float:
        # Halves always go up: what is rounded after a pan by whole px lies exactly those px further.
        return floor(px * self.device_ratio + 0.5) / self.device_ratio
