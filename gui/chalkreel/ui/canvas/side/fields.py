"""Fields of the inspector: what is typed is judged at once, and taken with Enter or when the keys go elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.arithmetic import SumError, round_half_up, value_of, whole_number
from chalkreel.ui.kit.color_patch import color_text, rgb_of
from chalkreel.ui.kit.roles import set_invalid

Check = Callable[[Any], Phrase | None]
STEP = 1
LONG_STEP = 10
MEGABIT = 1_000_000
NO_COLOR = phrase("Enter a colour as six hexadecimal digits: red, green, blue.")


class EntryField(QLineEdit):
    """The ground of all fields; ``check`` says why a value cannot be taken, ``advice`` what to mind about it.

    Signals:
        entered(object): another value is done.
        said(object): what is wrong with what is typed (a Phrase), or ``None``.
    """

    entered = Signal(object)
    said = Signal(object)

    def __init__(self, check: Check | None = None, advice: Check | None = None, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._check = check
        self._advice = advice
        self._shown: Any = None
        self.textEdited.connect(self._on_text_edited)
        self.returnPressed.connect(self._on_return_pressed)

    def show_value(self, value: Any, empty: str = "") -> None:
        """Show a value; ``None`` for none, or for several that differ (``empty`` says so). What is typed now stays."""
        self.setPlaceholderText(empty)
        if value == self._shown and self.isModified():
            return
        self._shown = value
        self._write()

    def finish(self) -> None:
        """Take what is typed, if it can be taken."""
        if not self.isModified():
            return
        value, problem = self._judged()
        if problem is not None:
            return
        changed, self._shown = value != self._shown, value
        self._write()
        if changed:
            self.entered.emit(value)

    def _read(self, text: str) -> tuple[Any, Phrase | None]:
        """Give the value of a text, or say why it has none."""
        return text, None

    def _text_of(self, value: Any) -> str:
        return str(value)

    def _judged(self) -> tuple[Any, Phrase | None]:
        value, problem = self._read(self.text().strip())
        if problem is None and value is not None and self._check is not None:
            problem = self._check(value)
        return value, problem

    def _write(self) -> None:
        with QSignalBlocker(self):
            self.setText("" if self._shown is None else self._text_of(self._shown))
        self.setModified(False)
        self._say(None)

    def _say(self, sentence: Phrase | None) -> None:
        set_invalid(self, sentence is not None)
        self.said.emit(sentence)

    def _on_text_edited(self, _text: str) -> None:
        value, problem = self._judged()
        if problem is None and value is not None and self._advice is not None:
            problem = self._advice(value)
        self._say(problem)

    def _on_return_pressed(self) -> None:
        self.finish()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._write()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()
        if self.isModified() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._write()


class TextField(EntryField):
    """A line of text."""


class MegabitField(EntryField):
    """Bits per second, typed in millions of them; it may stay empty."""

    def _read(self, text: str) -> tuple[int | None, Phrase | None]:
        if not text:
            return None, None
        try:
            return round_half_up(value_of(text) * MEGABIT), None
        except SumError as error:
            return None, error.sentence

    def _text_of(self, value: Any) -> str:
        return megabits(value)


class ColorField(EntryField):
    """A colour as ``#rrggbb``; its value is the number."""

    def _read(self, text: str) -> tuple[int | None, Phrase | None]:
        rgb = rgb_of(text)
        return rgb, NO_COLOR if rgb is None else None

    def _text_of(self, value: Any) -> str:
        return color_text(value)


def megabits(bps: int) -> str:
    """Write a rate in Mbps, as short as it can be."""
    return f"{bps / MEGABIT:.3f}".rstrip("0").rstrip(".")


class SumField(EntryField):
    """A whole number, or a sum that makes one; arrow keys and the wheel count up and down."""

    def _read(self, text: str) -> tuple[int | None, Phrase | None]:
        if not text and self._shown is None:
            return None, None
        try:
            return whole_number(text), None
        except SumError as error:
            return None, error.sentence

    def _step(self, by: int) -> None:
        self.finish()
        if self._shown is None:
            return
        wanted = self._shown + by
        if self._check is None or self._check(wanted) is None:
            self._shown = wanted
            self._write()
            self.selectAll()
            self.entered.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = LONG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        if event.key() == Qt.Key.Key_Up:
            self._step(step)
        elif event.key() == Qt.Key.Key_Down:
            self._step(-step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and event.angleDelta().y():
            self._step(STEP if event.angleDelta().y() > 0 else -STEP)
            event.accept()
        else:
            event.ignore()
