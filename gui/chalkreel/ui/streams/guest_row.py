"""One row of the dialog for guests: a word, its field, and a button beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING

LABEL_PX = 132


class GuestRow(QWidget):
    """Names a field; the field is the dialog's to read and write."""

    def __init__(self, words: Phrase, field: QWidget, button: IconButton | None = None) -> None:
        super().__init__()
        self._words = words
        self._field = field
        self._button = button
        self._caption = label("muted")
        self._caption.setFixedWidth(LABEL_PX)
        self._caption.setBuddy(field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self._caption)
        row.addWidget(field, 1)
        if button is not None:
            row.addWidget(button)
        self.retranslate()

    def retranslate(self) -> None:
        words = tr_phrase(self._words)
        self._caption.setText(words)
        self._field.setAccessibleName(words)
        if self._button is not None:
            self._button.retranslate()
