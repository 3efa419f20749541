"""One row of the take settings: words, editor, default, and what the contract says of it."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.take_members import api_name
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.icons import Tone, icon
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.take_settings.making import default_text, make_editor
from chalkreel.ui.take_settings.row_words import in_words_of
from chalkreel.ui.take_settings.rows import RowSpec
from chalkreel.ui.take_settings.stream_editors import StreamChoicesEditor, StreamsEditor
from chalkreel.ui.theme import SPACING

LABEL_PX = 212
_ICON_PX = 14
RESET = ActionSpec("reset-setting", phrase("Back to the default"), phrase("Take the default again"), "reset")
_UNREADABLE = {
    True: phrase("Enter a whole number."),
    False: phrase("Enter a colour as six hexadecimal digits: red, green, blue."),
}


class ReasonPlace(Enum):
    """Where a row that rests says why."""

    BENEATH = "beneath"
    ABOVE = "above"
    """For itself and for the rows that follow, which rest for the same reason."""
    ELSEWHERE = "elsewhere"
    """A row above says it."""


class SettingRow(QWidget):
    """Renders one ``RowSpec``; its owner tells what holds.

    Signals:
        edited(): the host changed the value.
    """

    edited = Signal()

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.spec = spec
        self._words = label("muted", wraps=True)
        self._api = label("caption", wraps=True)
        self._hint = label("caption", wraps=True)
        self._note_sign = QLabel()
        self._note = label("problem", wraps=True)
        self._above_sign = QLabel()
        self._above = label("caption", wraps=True)
        self._place = ReasonPlace.BENEATH
        self._reset = IconButton(RESET)
        self._editor = make_editor(spec, self)
        self._view = TakeSettingsView()
        self._editor.edited.connect(self.edited)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._assemble()
        self.retranslate()

    @property
    def editor(self) -> QWidget:
        return self._editor

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return self._editor.inputs

    @property
    def reset_button(self) -> IconButton:
        return self._reset

    @property
    def is_changed(self) -> bool:
        return not self._editor.is_readable or self.value() != getattr(DEFAULTS, self.spec.setting)

    @property
    def has_problem(self) -> bool:
        """Whether the row holds back saving. What does nothing anyway does not."""
        setting = self.spec.setting
        return setting not in self._view.idle and (not self._editor.is_readable or setting in self._view.problems)

    @property
    def note(self) -> str:
        """What is said of the row, wherever that stands; empty where there is nothing to say."""
        sentence = self._said()[2]
        return "" if sentence is None else tr_phrase(sentence)

    @property
    def reason(self) -> Phrase | None:
        """Why the row rests; ``None`` where it does not."""
        return self._view.idle.get(self.spec.setting)

    def value(self) -> Any:
        """Give the value, or the default where none can be read."""
        return self._editor.value() if self._editor.is_readable else getattr(DEFAULTS, self.spec.setting)

    def show_value(self, value: Any) -> None:
        self._editor.show_value(value)

    def place_reason(self, place: ReasonPlace) -> None:
        if place is not self._place:
            self._place = place
            self._render_note()

    def finish(self) -> None:
        self._editor.finish()

    def render_view(self, view: TakeSettingsView) -> None:
        """Show what is said of this row in a draft."""
        self._view = view
        setting = self.spec.setting
        if isinstance(self._editor, StreamsEditor | StreamChoicesEditor):
            self._editor.show_streams(view.streams)
        is_idle = setting in view.idle
        self._editor.setEnabled(not is_idle)
        self._hint.setVisible(not is_idle)
        self._editor.show_problem(self.has_problem)
        self._render_note()
        self._reset.setVisible(self.is_changed)
        set_role(self._words, "strong" if self.is_changed else "muted")
        self._render_placeholder()
        self._render_name()

    def matches(self, wanted: str) -> bool:
        """Tell whether every word of a search stands in this row."""
        texts = (self._words.text(), self._hint.text(), api_name(self.spec.setting), str(self.spec.label))
        choices = " ".join(tr_phrase(words) for _value, words in self.spec.choices)
        everything = " ".join((*texts, choices)).casefold()
        return all(word in everything for word in wanted.casefold().split())

    def focus_input(self) -> None:
        self._editor.inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._words.setText(tr_phrase(self.spec.label))
        self._api.setText(_breakable(api_name(self.spec.setting)))
        default = tr("Default: {value}.", value=default_text(self.spec))
        hint = self.spec.hint
        self._hint.setText(default if hint is None else tr("{hint} {default}", hint=hint, default=default))
        self._editor.retranslate()
        self._reset.retranslate()
        self._reset.setToolTip(tr("Back to the default: {value}", value=default_text(self.spec)))
        self._render_note()
        self._render_name()

    def _on_reset_clicked(self) -> None:
        self.show_value(getattr(DEFAULTS, self.spec.setting))
        self.focus_input()
        self.edited.emit()

    def _render_note(self) -> None:
        sign, tone, sentence = self._said()
        is_above = self.reason is not None and self._place is ReasonPlace.ABOVE
        is_elsewhere = self.reason is not None and self._place is ReasonPlace.ELSEWHERE
        for part in (self._note, self._note_sign):
            part.setVisible(sentence is not None and not is_above and not is_elsewhere)
        for part in (self._above, self._above_sign):
            part.setVisible(is_above)
        if sentence is None:
            return
        for words, place in ((self._note, self._note_sign), (self._above, self._above_sign)):
            words.setText(tr_phrase(sentence))
            place.setPixmap(icon(sign, tone).pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))
        set_role(self._note, "problem" if tone == "problem_text" else "caption")

    def _said(self) -> tuple[str, Tone, Phrase | None]:
        """Choose the one thing to say: why the row rests, what is wrong, what was refused, what to mind."""
        setting, view = self.spec.setting, self._view
        if setting in view.idle:
            return "info", "text_muted", view.idle[setting]
        if not self._editor.is_readable:
            return "warning", "problem_text", _UNREADABLE[self.spec.unit is not None]
        if setting in view.problems:
            return "warning", "problem_text", in_words_of(self.spec, view.problems[setting])
        if setting in view.refused:
            return "refused", "problem_text", view.refused[setting]
        return "info", "text_muted", view.advice.get(setting)

    def _render_placeholder(self) -> None:
        if self.spec.setting == "video_bit_rate_bps" and self.spec.empty is not None:
            suggested = self._view.settings.suggested_bit_rate_bps // self.spec.scale
            self._editor.show_placeholder(tr("{number}, suggested", number=suggested))
        if self.spec.setting == "output_folder":
            self._editor.show_placeholder(self._view.usual_folder)

    def _render_name(self) -> None:
        self._editor.show_name(self._words.text(), self.note or self._hint.text())

    def _assemble(self) -> None:
        self._words.setMinimumHeight(SPACING.control_height)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._words)
        names.addWidget(self._api)
        names.addStretch(1)
        left = QWidget()
        left.setFixedWidth(LABEL_PX)
        left.setLayout(names)
        names.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(SPACING.small)
        line.addWidget(self._editor, 1)
        line.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignTop)
        note = QHBoxLayout()
        note.setSpacing(SPACING.tight)
        note.addWidget(self._note_sign, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        column = QVBoxLayout()
        column.setSpacing(SPACING.hair)
        column.addLayout(line)
        column.addWidget(self._hint)
        column.addLayout(note)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACING.medium)
        row.addWidget(left, 0)
        row.addLayout(column, 1)
        above = QHBoxLayout()
        above.setContentsMargins(0, SPACING.tight, 0, 0)
        above.setSpacing(SPACING.tight)
        above.addWidget(self._above_sign, 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(self._above, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, SPACING.tight)
        whole.setSpacing(SPACING.tight)
        whole.addLayout(above)
        whole.addLayout(row)
        for part in (self._above, self._above_sign):
            part.hide()
        self._note.hide()
        self._note_sign.hide()
        for words in (self._words, self._hint, self._note, self._above, self._api):
            words.setTextFormat(Qt.TextFormat.PlainText)


def _breakable(name: str) -> str:
    """Let a long name of the API go on in the next line between two of its words."""
    return _WORD_END.sub("\u200b", name)


_WORD_END = re.compile(r"(?<=[a-z.])(?=[A-Z])")
