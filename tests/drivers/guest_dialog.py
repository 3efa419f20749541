"""Fills in the dialog for a guest from an address as a host does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from chalkreel.ui.streams import GuestDialog

LEFT = Qt.MouseButton.LeftButton


class GuestDialogDriver:
    """Holds an open dialog; fields are named by their words."""

    def __init__(self, qtbot: QtBot, dialog: GuestDialog) -> None:
        self.bot = qtbot
        self.dialog = dialog

    def choose_way(self, words: str) -> None:
        button = self._button(words)
        self.bot.mouseClick(button, LEFT, pos=button.rect().center())

    def type(self, field: str, text: str) -> None:
        line = next(line for line in self.dialog.findChildren(QLineEdit) if line.accessibleName() == field)
        line.selectAll()
        self.bot.keyClick(line, Qt.Key.Key_Delete)
        self.bot.keyClicks(line, text)

    def choose_kind(self, steps_down: int) -> None:
        box = self.dialog.findChild(QComboBox)
        self.bot.keyClick(box, Qt.Key.Key_Home)
        for _ in range(steps_down):
            self.bot.keyClick(box, Qt.Key.Key_Down)

    def press(self, words: str) -> None:
        self.bot.mouseClick(self._button(words), LEFT)

    def can_press(self, words: str) -> bool:
        return self._button(words).isEnabled()

    def shown(self) -> dict[str, str]:
        """What stands in the fields that can be seen."""
        lines = self.dialog.findChildren(QLineEdit)
        return {line.accessibleName(): line.text() for line in lines if line.isVisible()}

    def texts(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible() and label.text()]

    def _button(self, words: str) -> QAbstractButton:
        buttons = self.dialog.findChildren(QAbstractButton)
        return next(b for b in buttons if words in (b.text(), b.accessibleName()))
