"""The field that finds a board among many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

WIDTH_PX = 180


class SearchField(QLineEdit):
    """Shown where there are many boards, or where the host asked for it.

    Signals:
        gone_through: Enter or Down, towards the boards that were found.
        given_up: Escape with nothing left in it.
    """

    gone_through = Signal()
    given_up = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(WIDTH_PX)
        self.setMinimumWidth(WIDTH_PX * 2 // 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.gone_through.emit()
            case _:
                super().keyPressEvent(event)
