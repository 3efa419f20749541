"""A row of buttons of which exactly one is pressed in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING

Choice = TypeVar("Choice")


class Words(Enum):
    """Which buttons carry their word beside the icon."""

    ALL = "all"
    CHOSEN = "chosen"
    NONE = "none"


class SegmentBar(QFrame, Generic[Choice]):
    """Offers choices side by side, with words or, where it is narrow, with fewer of them beside the icons.

    A press is only a wish: what is pressed in follows from ``show_choice``.

    Signals:
        chosen(object): the host picked this choice.
    """

    chosen = Signal(object)

    def __init__(self, specs: Mapping[Choice, ActionSpec], owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "segments")
        self._specs = dict(specs)
        self._choices = list(specs)
        self._current: Choice | None = None
        self._words = Words.ALL
        self._group = QButtonGroup(self)
        self._buttons: dict[Choice, ActionButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(SPACING.hair)
        for number, (choice, spec) in enumerate(specs.items()):
            button = ActionButton(spec, "segment")
            button.setCheckable(True)
            self._group.addButton(button, number)
            self._buttons[choice] = button
            row.addWidget(button)
        self._group.idClicked.connect(self._on_group_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def button(self, choice: Choice) -> ActionButton:
        return self._buttons[choice]

    @property
    def current(self) -> Choice | None:
        return self._current

    def show_choice(self, choice: Choice | None) -> None:
        is_other, self._current = choice != self._current, choice
        if is_other and self._words is Words.CHOSEN:
            self._write()
        self._group.setExclusive(False)
        for other, button in self._buttons.items():
            button.setChecked(other == choice)
            # Tab stops once, at what is pressed in; arrow keys go on from there.
            is_stop = other == choice or choice is None
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self._group.setExclusive(choice is not None)

    def set_icon(self, choice: Choice, made: QIcon) -> None:
        self._buttons[choice].setIcon(made)

    def show_words(self, words: Words) -> None:
        if words is not self._words:
            self._words = words
            self._write()

    def show_words_within(self, width: int) -> None:
        """Show as many words as this width has room for."""
        fitting = (words for words in (Words.ALL, Words.CHOSEN) if self.width_with(words) <= width)
        self.show_words(next(fitting, Words.NONE))

    def width_with(self, words: Words) -> int:
        """Measure how wide it is with these words, whichever it shows now; any one of them may be chosen."""
        advances = [self.fontMetrics().horizontalAdvance(tr_phrase(spec.label)) for spec in self._specs.values()]
        taken = {Words.ALL: sum(advances), Words.CHOSEN: max(advances, default=0), Words.NONE: 0}[words]
        each = SPACING.icon + 2 * SPACING.small + SPACING.small + 4
        return taken + len(self._specs) * (each + SPACING.hair) + 2

    def retranslate(self) -> None:
        for button in self._buttons.values():
            button.retranslate()
        self._write()

    def _write(self) -> None:
        for choice, button in self._buttons.items():
            keys = button.shortcut()
            button.setText(tr_phrase(self._specs[choice].label) if self._has_word(choice) else "")
            button.setShortcut(keys)

    def _has_word(self, choice: Choice) -> bool:
        return self._words is Words.ALL or (self._words is Words.CHOSEN and choice == self._current)

    def _on_group_clicked(self, number: int) -> None:
        wished = self._choices[number]
        self.show_choice(self._current)
        self.chosen.emit(wished)
