"""How the forms of the inspector lay their fields out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chalkreel.ui.kit.roles import label
from chalkreel.ui.theme import SPACING

LABEL_PX = 82


class FormRows(QVBoxLayout):
    """One row beneath the other: words at the left, fields at the right, a note below."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(SPACING.medium, SPACING.small, SPACING.tight, SPACING.medium)
        self.setSpacing(SPACING.tight)

    def add_row(self, words: QLabel, *fields: QWidget) -> None:
        words.setFixedWidth(LABEL_PX)
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(SPACING.small)
        row.addWidget(words)
        for field in fields:
            row.addWidget(field, 1)
        if len(fields) == 1:
            words.setBuddy(fields[0])
        self.addLayout(row)


def pairs(*rows: tuple[QLabel, QWidget, QLabel, QWidget]) -> QGridLayout:
    """Lay fields out two by two, each behind a letter."""
    grid = QGridLayout()
    grid.setSpacing(SPACING.tight)
    for place, row in enumerate(rows):
        for column, part in enumerate(row):
            grid.addWidget(part, place, column)
            if isinstance(part, QLabel):
                part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid


def words() -> QLabel:
    made = label("muted")
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
