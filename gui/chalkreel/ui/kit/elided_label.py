"""One line of text that shortens itself and tells the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from chalkreel.ui.kit.roles import Role, set_role


class ElidedLabel(QLabel):
    """A label that gives way: cut at the end, or in the middle for file names; ``is_whole`` hides what has no room."""

    def __init__(
        self, role: Role, owner: QWidget | None = None, *, cuts_middle: bool = False, is_whole: bool = False
    ) -> None:
        super().__init__(owner)
        self._is_whole = is_whole
        set_role(self, role)
        self._mode = Qt.TextElideMode.ElideMiddle if cuts_middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, more: str = "") -> None:
        """Show a text, and in the tooltip what more there is to say, or else the text again, whole."""
        self.setToolTip(more or text)
        self.setAccessibleDescription(more)
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        if not self._is_whole or shown == self.text():
            painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()


def divider() -> QFrame:
    """Make a thin line between two parts."""
    line = QFrame()
    set_role(line, "divider")
    return line
