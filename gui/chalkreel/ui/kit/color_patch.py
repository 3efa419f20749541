"""A colour as a button that shows it, and as a text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from chalkreel.ui.theme import RADII, SPACING, current_tokens


class ColorPatch(QToolButton):
    """A button that shows a colour."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._color = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(SPACING.control_height, SPACING.control_height))

    def show_color(self, text: str) -> None:
        self._color = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = current_tokens().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPen(QColor(colors.accent if self.hasFocus() else colors.control_border))
        outline.setWidth(2 if self.hasFocus() else 1)
        painter.setPen(outline)
        painter.setBrush(QColor(self._color) if self.isEnabled() else QColor(colors.hover))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), RADII.small, RADII.small)
        painter.end()


def color_text(rgb: int) -> str:
    return f"#{rgb:06x}"


def rgb_of(text: str) -> int | None:
    digits = text.strip().removeprefix("#")
    if len(digits) != 6:
        return None
    try:
        return int(digits, 16)
    except ValueError:
        return None
