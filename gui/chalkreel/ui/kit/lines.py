"""Text on a few lines, the last of which is cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from chalkreel.ui.kit.roles import Role, set_role


def in_lines(text: str, font: QFont, widths_px: Sequence[float]) -> list[str]:
    """Break a text at its words into lines of these widths; what is too long for the last one is cut there."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    for place, width_px in enumerate(widths_px, start=1):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width_px)
        start, length = line.textStart(), line.textLength()
        rest = text[start:] if place == len(widths_px) else text[start : start + length]
        lines.append(QFontMetrics(font).elidedText(rest.strip(), Qt.TextElideMode.ElideRight, int(width_px) + 1))
    layout.endLayout()
    return lines


class LinesLabel(QLabel):
    """A label that takes the lines it needs, up to a number; its tooltip tells the whole."""

    def __init__(self, role: Role, most_lines: int, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._most_lines = most_lines
        set_role(self, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        if text == self.text():
            return
        self.setText(text)
        self.setToolTip(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self._lines(width))) * self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def _lines(self, width_px: int) -> list[str]:
        return in_lines(self.text(), self.font(), (width_px,) * self._most_lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        lines, height = self._lines(self.width()), self.fontMetrics().height()
        top = (self.height() - len(lines) * height) // 2
        for place, line in enumerate(lines):
            row = QRect(0, top + place * height, self.width(), height)
            painter.drawText(row, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)
        painter.end()
