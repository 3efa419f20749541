"""What the rows of the time line are called, beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.domain.timeline import TrackKind
from chalkreel.ui.kit.time_line_rows import Row
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import current_tokens

WIDTH_PX = 76


class RowNames(QWidget):
    """Paints one name per row; the line beside it says the same to a screen reader."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[Row]) -> None:
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(current_tokens().sizes.caption)
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().colors.text_muted))
        for row in self._rows:
            words = painter.fontMetrics().elidedText(_name(row), Qt.TextElideMode.ElideRight, self.width())
            box = QRectF(0, row.top_px, self.width(), row.height_px)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()


def _name(row: Row) -> str:
    if row.track is None:
        return tr("Events")
    match row.track.kind:
        case TrackKind.BOARDS:
            return tr("Boards")
        case TrackKind.LAYOUTS:
            return tr("Layout")
        case _:
            return tr("Whiteboard") if row.track.name == "whiteboard" else row.track.name
