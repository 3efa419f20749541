"""One row of a form: label, input, hint, and what is wrong with it in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.roles import label, set_invalid
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.settings.connection_fields import FieldKind, FieldSpec
from chalkreel.ui.theme import SPACING

LABEL_PX = 148
_CHOOSE = ActionSpec("choose-folder", phrase("Choose…"), phrase("Choose a folder"), "folder")
_SHOW = ActionSpec("show-secret", phrase("Show"), phrase("Show what you typed"), "eye")
_HIDE = ActionSpec("hide-secret", phrase("Hide"), phrase("Hide what you typed"), "eye-off")


class FieldRow(QWidget):
    """Renders one ``FieldSpec``.

    Signals:
        edited: the host changed the value.
    """

    edited = Signal()

    def __init__(self, spec: FieldSpec, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.spec = spec
        self._caption = label("muted")
        self._hint = label("caption", wraps=True)
        self._problem = label("problem", wraps=True)
        self._hint.hide()
        self._problem.hide()
        self._dialog: QFileDialog | None = None
        self._input, self._extra = self._make_input()
        self._assemble()
        self.retranslate()

    @property
    def input(self) -> QWidget:
        return self._input

    def value(self) -> Any:
        match self._input:
            case QComboBox() as box:
                return box.currentData()
            case QCheckBox() as check:
                return check.isChecked()
            case QLineEdit() as line:
                return line.text()

    def show_value(self, value: Any) -> None:
        match self._input:
            case QComboBox() as box:
                # findData compares by the wire's value; enum members of two enums never meet in one box.
                box.setCurrentIndex(next(i for i in range(box.count()) if box.itemData(i) == value))
            case QCheckBox() as check:
                check.setChecked(bool(value))
            case QLineEdit() as line:
                line.setText(str(value))

    def show_placeholder(self, text: str) -> None:
        if isinstance(self._input, QLineEdit):
            self._input.setPlaceholderText(text)

    def show_problem(self, problem: Phrase | None) -> None:
        """Say beneath the input what is wrong, or nothing."""
        self._problem.setVisible(problem is not None)
        self._problem.setText("" if problem is None else tr_phrase(problem))
        self._input.setAccessibleDescription(self._problem.text() or self._hint.text())
        if not isinstance(self._input, QCheckBox):
            set_invalid(self._input, problem is not None)

    def retranslate(self) -> None:
        words = tr_phrase(self.spec.label)
        self._input.setAccessibleName(words)
        if isinstance(self._input, QCheckBox):
            self._input.setText(words)
        else:
            self._caption.setText(words)
        if self.spec.hint is not None:
            self._hint.setText(tr_phrase(self.spec.hint))
            self._hint.show()
        if isinstance(self._input, QComboBox):
            for place, (_value, text) in enumerate(self.spec.choices):
                self._input.setItemText(place, tr_phrase(text))
        if self._extra is not None:
            self._extra.retranslate()

    def _make_input(self) -> tuple[QComboBox | QCheckBox | QLineEdit, ActionButton | IconButton | None]:
        match self.spec.kind:
            case FieldKind.CHOICE:
                box = QComboBox()
                for value, text in self.spec.choices:
                    box.addItem(tr_phrase(text), value)
                box.currentIndexChanged.connect(self.edited)
                return box, None
            case FieldKind.SWITCH:
                check = QCheckBox()
                check.toggled.connect(self.edited)
                return check, None
        line = QLineEdit()
        line.setPlaceholderText(self.spec.placeholder)
        line.textEdited.connect(self.edited)
        if self.spec.kind is FieldKind.FOLDER:
            choose = ActionButton(_CHOOSE)
            choose.clicked.connect(self._on_choose_clicked)
            return line, choose
        if self.spec.kind is FieldKind.SECRET:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
            reveal = IconButton(_SHOW)
            reveal.clicked.connect(self._on_reveal_clicked)
            return line, reveal
        return line, None

    def _on_reveal_clicked(self) -> None:
        if isinstance(self._input, QLineEdit) and isinstance(self._extra, IconButton):
            is_hidden = self._input.echoMode() is QLineEdit.EchoMode.Password
            self._input.setEchoMode(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)
            self._extra.show_action(_HIDE if is_hidden else _SHOW)

    def _on_choose_clicked(self) -> None:
        if self._dialog is not None:
            return
        dialog = QFileDialog(self, tr("Choose a folder"), str(self.value()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _on_folder_selected(self, folder: str) -> None:
        self.show_value(folder)
        self.edited.emit()

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _assemble(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACING.small)
        line.addWidget(self._input, 1)
        if self._extra is not None:
            line.addWidget(self._extra)
        column = QVBoxLayout()
        column.setSpacing(SPACING.tight)
        column.addLayout(line)
        column.addWidget(self._hint)
        column.addWidget(self._problem)
        self._caption.setFixedWidth(LABEL_PX)
        self._caption.setMinimumHeight(SPACING.control_height)
        self._caption.setBuddy(self._input)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.medium)
        row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def sizeHint(self) -> QSize:
        return QSize(480, super().sizeHint().height())
