"""Colours are entered here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QColorDialog, QLineEdit, QToolButton, QWidget

from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.take_settings.editors import Editor
from chalkreel.ui.take_settings.rows import RowSpec
from chalkreel.ui.theme import RADII, SPACING, current_tokens

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
        return _rgb_of(self._text.text()) is not None

    def value(self) -> Any:
        return _rgb_of(self._text.text()) or 0

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
        self.show_value(_rgb_of(color.name()) or 0)
        self.edited.emit()

    def _on_dialog_finished(self) -> None:
        self._dialog = None


class ColorPatch(QToolButton):
    """A button that shows a colour."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._color = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(SPACING.control_height, SPACING.control_height))

    def show_color(self, text: str) -> None:
        self._color = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = current_tokens().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPen(QColor(colors.accent if self.hasFocus() else colors.control_border))
        outline.setWidth(2 if self.hasFocus() else 1)
        painter.setPen(outline)
        painter.setBrush(QColor(self._color) if self.isEnabled() else QColor(colors.hover))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), RADII.small, RADII.small)
        painter.end()


def color_text(rgb: int) -> str:
    return f"#{rgb:06x}"


def _rgb_of(text: str) -> int | None:
    digits = text.strip().removeprefix("#")
    if len(digits) != 6:
        return None
    try:
        return int(digits, 16)
    except ValueError:
        return None
