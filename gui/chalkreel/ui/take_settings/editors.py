"""What a value is entered with: one small widget per kind, all alike from outside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QColorDialog, QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from chalkreel.domain.bit_rates import SUGGESTED_SIZES
from chalkreel.domain.geometry import Rect, Size
from chalkreel.ui.kit.roles import label, set_invalid
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.take_settings.rows import RowSpec
from chalkreel.ui.theme import RADII, SPACING, current_tokens

NUMBER_PX = 88
CHOICE_PX = 300
_WHOLE = QRegularExpression("-?[0-9]{0,9}")


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


class NumberEditor(Editor):
    """A whole number with its unit; an optional one may stay empty."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._number = number_line()
        self._unit = label("muted")
        self._line.addWidget(self._number)
        self._line.addWidget(self._unit)
        self._line.addStretch(1)
        self._number.textEdited.connect(self.edited)
        if spec.is_optional:
            self._number.setFixedWidth(2 * NUMBER_PX)
        self.retranslate()

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self._number,)

    @property
    def is_readable(self) -> bool:
        return _is_number(self._number) or (self.spec.is_optional and not self._number.text())

    def value(self) -> Any:
        return int(self._number.text()) * self.spec.scale if _is_number(self._number) else None

    def show_value(self, value: Any) -> None:
        self._number.setText("" if value is None else str(value // self.spec.scale))

    def show_placeholder(self, text: str) -> None:
        self._number.setPlaceholderText(text)

    def retranslate(self) -> None:
        if self.spec.unit is not None:
            self._unit.setText(tr_phrase(self.spec.unit))
        if self.spec.empty is not None:
            self._number.setPlaceholderText(tr_phrase(self.spec.empty))


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


class NumbersEditor(Editor):
    """Some numbers in a row with a sign between them; the ground of sizes and places."""

    def __init__(self, spec: RowSpec, count: int, sign: str, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._numbers = tuple(number_line() for _ in range(count))
        self._unit = label("muted")
        for place, number in enumerate(self._numbers):
            if place and sign:
                between = label("muted")
                between.setText(sign)
                self._line.addWidget(between)
            number.textEdited.connect(self.edited)
            number.setFixedWidth(NUMBER_PX - SPACING.large)
            self._line.addWidget(number)
        self._line.addWidget(self._unit)
        self.retranslate()

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return self._numbers

    @property
    def is_readable(self) -> bool:
        return all(_is_number(number) for number in self._numbers)

    def retranslate(self) -> None:
        if self.spec.unit is not None:
            self._unit.setText(tr_phrase(self.spec.unit))

    def _read(self) -> list[int]:
        return [int(number.text()) if _is_number(number) else 0 for number in self._numbers]

    def _write(self, *values: int) -> None:
        for number, value in zip(self._numbers, values, strict=True):
            number.setText(str(value))

    def _name_each(self, name: str, *parts: str) -> None:
        for number, part in zip(self._numbers, parts, strict=True):
            number.setAccessibleName(tr("{name}, {part}", name=name, part=part))


class SizeEditor(NumbersEditor):
    """Width and height, with a list of usual ones."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, 2, "×", owner)
        self._usual = ListBox()
        for usual in SUGGESTED_SIZES:
            self._usual.addItem(f"{usual.width} × {usual.height}", usual)
        self._usual.addItem("")
        self._line.addWidget(self._usual)
        self._line.addStretch(1)
        self._usual.currentIndexChanged.connect(self._on_usual_changed)
        self.retranslate()

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (*self._numbers, self._usual)

    def value(self) -> Any:
        return Size(*self._read())

    def show_value(self, value: Any) -> None:
        self._write(value.width, value.height)
        self._show_usual(value)

    def show_name(self, name: str, description: str) -> None:
        super().show_name(name, description)
        self._name_each(name, tr("width"), tr("height"))

    def show_problem(self, has_problem: bool) -> None:
        for number in self._numbers:
            set_invalid(number, has_problem)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "_usual"):
            self._usual.setItemText(self._usual.count() - 1, tr("Other size"))

    def _on_usual_changed(self, place: int) -> None:
        chosen = self._usual.itemData(place)
        if isinstance(chosen, Size) and chosen != self.value():
            self._write(chosen.width, chosen.height)
            self.edited.emit()

    def _show_usual(self, shown: Size) -> None:
        places = [place for place in range(self._usual.count()) if self._usual.itemData(place) == shown]
        self._usual.blockSignals(True)
        self._usual.setCurrentIndex(places[0] if places else self._usual.count() - 1)
        self._usual.blockSignals(False)


class PlaceEditor(NumbersEditor):
    """A rectangle as left, top, width and height."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, 4, "", owner)
        self._line.addStretch(1)

    def value(self) -> Any:
        return Rect.of(*self._read())

    def show_value(self, value: Any) -> None:
        self._write(value.left, value.top, value.width, value.height)

    def show_name(self, name: str, description: str) -> None:
        super().show_name(name, description)
        self._name_each(name, tr("left"), tr("top"), tr("width"), tr("height"))


class ColorEditor(Editor):
    """A colour as ``#rrggbb``, with a patch that opens the desktop's choice of colours."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._patch = ColorPatch()
        self._text = QLineEdit()
        self._text.setFixedWidth(NUMBER_PX + SPACING.small)
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


def number_line() -> QLineEdit:
    """Make a narrow field that takes whole numbers only."""
    line = QLineEdit()
    line.setFixedWidth(NUMBER_PX)
    line.setValidator(QRegularExpressionValidator(_WHOLE, line))
    return line


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


def _is_number(line: QLineEdit) -> bool:
    return line.text().lstrip("-").isdigit()


def words_label(text: str) -> QLabel:
    made = label("muted")
    made.setText(text)
    return made
