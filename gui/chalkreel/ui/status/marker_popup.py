"""The small field that names a moment of the recording."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING

LONGEST_NOTE = 120
WIDTH_PX = 420
SET = ActionSpec("set-marker", phrase("Set marker"), phrase("Name the moment in which you asked for it"))


class MarkerPopup(QDialog):
    """Asks for a note while the lesson goes on: the moment is the one in which it was opened.

    Signals:
        chosen: the note, and how many ms ago its moment was.
    """

    chosen = Signal(str, int)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
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
        self._set.clicked.connect(self._on_set_clicked)
        self._set.setDefault(True)

    def open_above(self, button: QWidget) -> None:
        """Open over a button, within its window."""
        self.adjustSize()
        centre = button.mapToGlobal(QPoint(button.width() // 2, 0))
        self.move(centre - QPoint(self.width() // 2, self.height() + SPACING.small))
        self.open()
        self._note.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_set_clicked(self) -> None:
        ago_ms = self._since.elapsed()
        self.accept()
        self.chosen.emit(self._note.text().strip() or tr("Marker"), ago_ms)
