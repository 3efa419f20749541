"""From canvas px to the px of a widget and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from chalkreel.domain.geometry import Rect, Size


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

    def to_widget(self, rect: Rect) -> QRectF:
        """Place a rectangle with its edges on whole device px, so that neighbours meet and nothing blurs."""
        left, top = self._on_device(rect.left, self.x), self._on_device(rect.top, self.y)
        right, bottom = self._on_device(rect.right, self.x), self._on_device(rect.bottom, self.y)
        return QRectF(left, top, right - left, bottom - top)

    def to_canvas(self, point: QPointF) -> tuple[float, float]:
        return (point.x() - self.x) / self.scale, (point.y() - self.y) / self.scale

    def _on_device(self, position: float, origin: float) -> float:
        return round((position * self.scale + origin) * self.device_ratio) / self.device_ratio
