"""Fills in the connection dialog as a host does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from chalkreel.ui.settings import ConnectionDialog, ConnectionForm
from chalkreel.ui.settings.connection_form import StoredSecrets
from chalkreel.ui.settings.field_row import FieldRow


class ConnectionDialogDriver:
    """Holds an open dialog and remembers what it accepted."""

    def __init__(self, qtbot: QtBot, form: ConnectionForm, stored: StoredSecrets | None = None) -> None:
        self.bot = qtbot
        self.dialog = ConnectionDialog(form, stored or StoredSecrets())
        self.accepted: list[ConnectionForm] = []
        self.dialog.accepted_values.connect(self.accepted.append)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.dialog.activateWindow()

    def row(self, field: str) -> FieldRow:
        return next(row for row in self.dialog.findChildren(FieldRow) if row.spec.field == field)

    def shown_fields(self) -> list[str]:
        return [row.spec.field for row in self.dialog.findChildren(FieldRow) if not row.isHidden()]

    def input(self, field: str) -> QWidget:
        return self.row(field).input

    def type(self, field: str, text: str) -> None:
        line = self.input(field)
        assert isinstance(line, QLineEdit)
        line.selectAll()
        self.bot.keyClick(line, Qt.Key.Key_Delete)
        self.bot.keyClicks(line, text)

    def choose(self, field: str, value: object) -> None:
        """Walk down a list with the arrow keys until the value stands there."""
        box = self.input(field)
        assert isinstance(box, QComboBox)
        self.bot.keyClick(box, Qt.Key.Key_Home)
        while box.currentData() != value:
            before = box.currentIndex()
            self.bot.keyClick(box, Qt.Key.Key_Down)
            assert box.currentIndex() != before, f"{value!r} is not in the list"

    def press(self, word: str) -> None:
        found = (b for b in self.dialog.findChildren(QAbstractButton) if b.text() == word and b.isVisible())
        button = next(found)
        # A radio button reacts on its indicator and text, not on the empty rest of its row.
        self.bot.mouseClick(
            button, Qt.MouseButton.LeftButton, pos=button.rect().center() if button.width() < 300 else None
        )

    def complaints(self) -> dict[str, str]:
        """What stands in place beneath each input."""
        found = {}
        for row in self.dialog.findChildren(FieldRow):
            for label in row.findChildren(QLabel):
                if label.property("role") == "problem" and not label.isHidden() and not row.isHidden():
                    found[row.spec.field] = label.text()
        return found

    def texts(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible() and label.text()]
