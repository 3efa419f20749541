"""What a value is entered with: the ground of all editors, and the plain ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from chalkreel.ui.kit.roles import set_invalid
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.take_settings.rows import RowSpec
from chalkreel.ui.theme import SPACING

CHOICE_PX = 260


class Editor(QWidget):
    """The ground of all editors.

    Signals:
        edited: the host changed the value.
    """

    edited = Signal()

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.spec = spec
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(SPACING.small)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in order."""
        raise NotImplementedError

    @property
    def is_readable(self) -> bool:
        """Whether what stands there is a value at all."""
        return True

    def value(self) -> Any:
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value without telling that it was edited."""
        raise NotImplementedError

    def show_name(self, name: str, description: str) -> None:
        for one in self.inputs:
            one.setAccessibleName(name)
            one.setAccessibleDescription(description)

    def show_problem(self, has_problem: bool) -> None:
        for one in self.inputs:
            if isinstance(one, QLineEdit | QComboBox):
                set_invalid(one, has_problem)

    def show_placeholder(self, text: str) -> None:
        """Say what holds while nothing is entered."""

    def finish(self) -> None:
        """Take over what was typed and not confirmed, before the value is asked for a last time."""

    def retranslate(self) -> None:
        """Say everything again, in the language of now."""


class ListBox(QComboBox):
    """A list that the wheel only moves while it has the focus, since it stands in a page that scrolls."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """One of some values."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._box = ListBox()
        self._box.setMinimumWidth(CHOICE_PX)
        for _value, words in spec.choices:
            self._box.addItem(tr_phrase(words))
        self._line.addWidget(self._box)
        self._line.addStretch(1)
        self._box.activated.connect(self.edited)
        self._box.currentIndexChanged.connect(self._on_box_changed)
        self._shown = 0

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self._box,)

    def value(self) -> Any:
        return self.spec.choices[self._box.currentIndex()][0]

    def show_value(self, value: Any) -> None:
        self._shown = next(place for place, (one, _words) in enumerate(self.spec.choices) if one == value)
        self._box.setCurrentIndex(self._shown)

    def retranslate(self) -> None:
        for place, (_value, words) in enumerate(self.spec.choices):
            self._box.setItemText(place, tr_phrase(words))

    def _on_box_changed(self, place: int) -> None:
        # The arrow keys change the list without "activated".
        if place != self._shown:
            self._shown = place
            self.edited.emit()


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._check = QCheckBox()
        self._line.addWidget(self._check)
        self._line.addStretch(1)
        self._check.toggled.connect(self.retranslate)
        self._check.clicked.connect(self.edited)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self._check,)

    def value(self) -> Any:
        return self._check.isChecked()

    def show_value(self, value: Any) -> None:
        self._check.setChecked(bool(value))

    def retranslate(self) -> None:
        self._check.setText(tr("On") if self._check.isChecked() else tr("Off"))


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._text = QLineEdit()
        self._text.setPlaceholderText(spec.placeholder)
        self._line.addWidget(self._text)
        self._text.textEdited.connect(self.edited)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self._text,)

    def value(self) -> Any:
        return self._text.text().strip()

    def show_value(self, value: Any) -> None:
        self._text.setText(value)

    def show_placeholder(self, text: str) -> None:
        self._text.setPlaceholderText(text or self.spec.placeholder)
