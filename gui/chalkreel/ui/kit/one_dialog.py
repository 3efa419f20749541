"""One question at a time, opened with ``open()``."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog


class OneDialog(QObject):
    """Holds the dialog that is open, so that none opens over it; owned by who asks."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._dialog: QDialog | None = None

    @property
    def dialog(self) -> QDialog | None:
        return self._dialog

    def is_busy(self) -> bool:
        """Tell whether one is open, and bring it before the host again."""
        if self._dialog is not None:
            self._dialog.raise_()
        return self._dialog is not None

    def open(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._on_dialog_finished)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        dialog.open()

    def _on_dialog_finished(self) -> None:
        self._dialog = None
