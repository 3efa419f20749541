"""Headings of sections, and what stands where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.roles import label
from chalkreel.ui.theme import SPACING


class SectionHeader(QWidget):
    """A heading with a quiet count beside it and room for buttons at its end."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._words = label("heading")
        self._count = label("muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING.small)
        self._row.addWidget(self._words)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        self.setMinimumHeight(SPACING.control_height)

    def show_words(self, heading: str, count: str = "") -> None:
        self._words.setText(heading)
        self._count.setText(count)

    def add_control(self, control: QWidget) -> None:
        self._row.addWidget(control)


class EmptyState(QWidget):
    """An icon, a heading and a sentence that says what to do first."""

    def __init__(self, icon_name: str, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._icon_name = icon_name
        self._heading = label("strong", wraps=True)
        self._sentence = label("muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.large, SPACING.small, SPACING.large, SPACING.small)
        column.setSpacing(SPACING.tight)
        column.addStretch(1)
        column.addWidget(self._picture)
        for words in (self._heading, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addStretch(1)
        self._tint()

    def show_words(self, heading: str, sentence: str) -> None:
        self._heading.setText(heading)
        self._sentence.setText(sentence)

    def _tint(self) -> None:
        self._picture.setPixmap(icon(self._icon_name, "text_muted").pixmap(QSize(28, 28), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)
