"""Numbers, sizes and places are entered here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from chalkreel.domain.bit_rates import SUGGESTED_SIZES
from chalkreel.domain.geometry import Rect, Size
from chalkreel.ui.kit.roles import label, set_invalid
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.take_settings.editors import Editor, ListBox
from chalkreel.ui.take_settings.rows import RowSpec
from chalkreel.ui.theme import SPACING

NUMBER_PX = 88
_TYPED = QRegularExpression("-?[0-9０-９]{0,9}([.,。．，][0-9０-９]{0,3})?")
"""What a field lets in. Fractions, too: without their sign they would become ten times as much, unseen."""


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
        self._usual = ListBox()
        super().__init__(spec, 2, "×", owner)
        for usual in SUGGESTED_SIZES:
            self._usual.addItem(f"{usual.width} × {usual.height}", usual)
        self._usual.addItem("")
        self._line.addWidget(self._usual)
        self._line.addStretch(1)
        self._usual.currentIndexChanged.connect(self._on_usual_changed)
        for number in self._numbers:
            number.textEdited.connect(self._on_typed)
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
        self._usual.setItemText(self._usual.count() - 1, tr("Other size"))

    def _on_usual_changed(self, place: int) -> None:
        chosen = self._usual.itemData(place)
        if isinstance(chosen, Size) and chosen != self.value():
            self._write(chosen.width, chosen.height)
            self.edited.emit()

    def _on_typed(self) -> None:
        self._show_usual(self.value())

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


def number_line() -> QLineEdit:
    """Make a narrow field for a number."""
    line = QLineEdit()
    line.setFixedWidth(NUMBER_PX)
    line.setValidator(QRegularExpressionValidator(_TYPED, line))
    return line


def _is_number(line: QLineEdit) -> bool:
    return line.text().lstrip("-").isdigit()
