"""The small field that names a moment of the recording."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING

LONGEST_NOTE = 120
WIDTH_PX = 420
SET = ActionSpec("set-marker", phrase("Set marker"), phrase("Name the moment in which you asked for it"))
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class MarkerPopup(QFrame):
    """Asks for a note while the lesson goes on: the moment is the one in which it was opened.

    It lies in the window itself, so that a press anywhere else does what it is meant to, and sets the marker as well:
    a moment that was asked for is never lost but by Esc.

    Signals:
        chosen: the note, and how many ms ago its moment was.
    """

    chosen = Signal(str, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        set_role(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._is_done = False
        self._since = QElapsedTimer()
        self._since.start()
        self._note = QLineEdit()
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setPlaceholderText(tr("What is it about?"))
        self._note.setAccessibleName(tr("Note of the marker"))
        words = label("strong")
        words.setText(tr("Marker"))
        self._set = ActionButton(SET, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(SPACING.medium,) * 4)
        row.setSpacing(SPACING.small)
        row.addWidget(words)
        row.addWidget(self._note, 1)
        row.addWidget(self._set)
        self.setFixedWidth(WIDTH_PX)
        self._set.clicked.connect(self._set_marker)
        self._app = QApplication.instance()
        if self._app is not None:
            self._app.installEventFilter(self)

    def open_above(self, button: QWidget) -> None:
        """Open over a button, within the window."""
        self.adjustSize()
        room = self._window.rect()
        centre = button.mapTo(self._window, QPoint(button.width() // 2, 0))
        left = max(SPACING.small, min(centre.x() - self.width() // 2, room.width() - self.width() - SPACING.small))
        self.move(left, max(centre.y() - self.height() - SPACING.small, 0))
        self.show()
        self.raise_()
        self._note.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set the marker when the host turns to something else."""
        if self._is_done or not isinstance(watched, QWidget) or watched.window() is not self.window():
            return False
        is_press = isinstance(event, QMouseEvent) and event.type() in _PRESSES
        if (is_press or event.type() is QEvent.Type.FocusIn) and not self._holds(watched):
            self._set_marker()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._set_marker()
        else:
            super().keyPressEvent(event)

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _set_marker(self) -> None:
        if self._is_done:
            return
        ago_ms, note = self._since.elapsed(), self._note.text().strip() or tr("Marker")
        self._leave()
        self.chosen.emit(note, ago_ms)

    def _leave(self) -> None:
        self._is_done = True
        if self._app is not None:
            self._app.removeEventFilter(self)
        self.close()
