"""Colours are entered here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QLineEdit, QWidget

from chalkreel.ui.kit.color_patch import ColorPatch, color_text, rgb_of
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.take_settings.editors import Editor
from chalkreel.ui.take_settings.rows import RowSpec

CODE_PX = 96


class ColorEditor(Editor):
    """A colour as ``#rrggbb``, with a patch that opens the desktop's choice of colours."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._patch = ColorPatch()
        self._text = QLineEdit()
        self._text.setFixedWidth(CODE_PX)
        self._text.setMaxLength(7)
        self._dialog: QColorDialog | None = None
        self._line.addWidget(self._patch)
        self._line.addWidget(self._text)
        self._line.addStretch(1)
        self._text.textEdited.connect(self._on_text_edited)
        self._patch.clicked.connect(self._on_patch_clicked)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self._patch, self._text)

    @property
    def is_readable(self) -> bool:
        return rgb_of(self._text.text()) is not None

    def value(self) -> Any:
        return rgb_of(self._text.text()) or 0

    def show_value(self, value: Any) -> None:
        self._text.setText(color_text(value))
        self._patch.show_color(color_text(value))

    def _on_text_edited(self) -> None:
        if self.is_readable:
            self._patch.show_color(color_text(self.value()))
        self.edited.emit()

    def _on_patch_clicked(self) -> None:
        if self._dialog is not None:
            return
        dialog = QColorDialog(QColor(color_text(self.value())), self)
        dialog.setWindowTitle(tr_phrase(self.spec.label))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self._on_color_selected)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _on_color_selected(self, color: QColor) -> None:
        self.show_value(rgb_of(color.name()) or 0)
        self.edited.emit()

    def _on_dialog_finished(self) -> None:
        self._dialog = None
