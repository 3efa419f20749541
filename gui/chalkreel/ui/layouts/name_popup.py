"""The small field that names a layout, for saving and for renaming."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chalkreel.domain.layout_library import LONGEST_NAME
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr
from chalkreel.ui.layouts.actions import REPLACE_NAME, SAVE_NAME
from chalkreel.ui.theme import SPACING

WIDTH_PX = 420


class NamePopup(QDialog):
    """Asks for a name over the lesson, closed by a click elsewhere; a name that is taken means to replace.

    Signals:
        chosen: the name, and whether the layout is for all rooms.
    """

    chosen = Signal(str, bool)

    def __init__(
        self, owner: QWidget | None, name: str, taken: Sequence[str] = (), *, is_for_all_rooms: bool | None = None
    ) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._taken = {one.casefold() for one in taken}
        self._name = QLineEdit(name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(tr("Name of the layout"))
        self._all_rooms = QCheckBox(tr("Offer it in all rooms"))
        self._all_rooms.setVisible(is_for_all_rooms is not None)
        self._all_rooms.setChecked(is_for_all_rooms is not False)
        self._save = ActionButton(SAVE_NAME, "primary")
        self._save.setDefault(True)
        words = label("strong")
        words.setText(tr("Name"))
        row = QHBoxLayout()
        row.setSpacing(SPACING.small)
        row.addWidget(words)
        row.addWidget(self._name, 1)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACING.medium,) * 4)
        column.setSpacing(SPACING.small)
        column.addLayout(row)
        column.addWidget(self._all_rooms)
        self.setFixedWidth(WIDTH_PX)
        self._name.textChanged.connect(self._on_name_changed)
        self._save.clicked.connect(self._on_save_clicked)
        self._on_name_changed(name)

    def open_below(self, button: QWidget) -> None:
        """Open under a button, within its window."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + SPACING.tight))
        left = max(corner.x() - self.width(), button.window().mapToGlobal(QPoint(0, 0)).x() + SPACING.small)
        self.move(left, corner.y())
        self.open()
        self._name.setFocus(Qt.FocusReason.PopupFocusReason)
        self._name.selectAll()

    def _on_name_changed(self, text: str) -> None:
        is_taken = " ".join(text.split()).casefold() in self._taken
        self._save.show_action(REPLACE_NAME if is_taken else SAVE_NAME)
        self._save.setEnabled(bool(text.strip()))

    def _on_save_clicked(self) -> None:
        self.accept()
        self.chosen.emit(self._name.text().strip(), self._all_rooms.isChecked())
