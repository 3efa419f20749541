"""The top of the status panel: phase, timer, why, what happens next, one button."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import TakeAction, TakeView
from chalkreel.domain.phases import Phase
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import Role, label
from chalkreel.ui.kit.words import listed, tr, tr_phrase
from chalkreel.ui.status.actions import TAKE_ACTIONS
from chalkreel.ui.status.clock_label import ClockLabel
from chalkreel.ui.status.phase_words import sign_of
from chalkreel.ui.theme import SPACING

_STARTS = frozenset({TakeAction.RECORD, TakeAction.RETRY})
_PRIMARY = frozenset(
    {
        TakeAction.RESUME,
        TakeAction.OPEN_FOLDER,
        TakeAction.RETRY,
        TakeAction.RETRY_UPLOAD,
        TakeAction.FIX_SETTINGS,
        TakeAction.TAKE_SETTINGS,
    }
)


class TakeHead(QWidget):
    """Renders what a take says of itself; owned by the status panel.

    Signals:
        action_requested: the one action of the phase was pressed.
    """

    action_requested = Signal(TakeAction)

    def __init__(self, owner: QWidget | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(owner)
        self._take = TakeView()
        self._summary: tuple[Phrase, ...] = ()
        self._badge = Badge()
        self._clock = ClockLabel(now=now)
        self._headline = label("title", wraps=True)
        self._cause = label("muted", wraps=True)
        self._next = label("muted", wraps=True)
        self._heard = label("problem", wraps=True)
        # One button per look: restyling a living button is dearer than hiding the other one.
        self._buttons = {role: ActionButton(TAKE_ACTIONS[TakeAction.RECORD], role) for role in _ROLES}
        for button in self._buttons.values():
            button.clicked.connect(self._on_button_clicked)
        self._assemble()
        self._render()

    def show_take(self, take: TakeView) -> None:
        self._take = take
        self._render()

    def show_summary(self, pieces: tuple[Phrase, ...]) -> None:
        """Say what is there for a recording, as long as none is in view."""
        self._summary = pieces
        self._render()

    def _on_button_clicked(self) -> None:
        if self._take.action is not None:
            self.action_requested.emit(self._take.action)

    def _render(self) -> None:
        take = self._take
        sign = sign_of(take)
        self._badge.show_state(tr_phrase(sign.word), sign.icon, sign.kind)
        is_quiet = take.phase in (Phase.IDLE, Phase.PREFLIGHT, Phase.STARTING, Phase.ARMED)
        self._clock.show_time(take.recording_ms, take.measured_at, take.is_counting, is_quiet)
        self._headline.setText(tr_phrase(take.headline))
        _show_or_hide(self._cause, take.cause)
        if take.phase is Phase.IDLE and take.cause is None and self._summary:
            self._cause.setText(listed(self._summary))
            self._cause.show()
        _show_or_hide(self._next, take.next_step)
        self._render_heard(take.heard_age_s)
        self._render_button(take.action)

    def _render_heard(self, age_s: int | None) -> None:
        self._heard.setVisible(age_s is not None)
        if age_s is not None:
            age = f"{age_s // 60}:{age_s % 60:02d}"
            self._heard.setText(tr("Last heard from the recorder {age} ago; the recording goes on there.", age=age))

    def _render_button(self, action: TakeAction | None) -> None:
        wanted: Role = "primary" if action in _PRIMARY else "button"
        for role, button in self._buttons.items():
            button.setVisible(action is not None and role == wanted)
        if action is not None:
            self._buttons[wanted].show_action(TAKE_ACTIONS[action])
            is_blocked = action in _STARTS and self._take.record_blocked is not None
            self._buttons[wanted].allow(not is_blocked, self._take.record_blocked)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._clock)
        top.addStretch(1)
        top.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING.tight)
        column.addLayout(top)
        for words in (self._headline, self._cause, self._next, self._heard):
            words.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(words)
        column.addSpacing(SPACING.tight)
        for button in self._buttons.values():
            column.addWidget(button)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            for button in self._buttons.values():
                button.retranslate()
            self._render()
        super().changeEvent(event)


_ROLES: tuple[Role, ...] = ("primary", "button")


def _show_or_hide(words: QLabel, sentence: Phrase | None) -> None:
    words.setVisible(sentence is not None)
    if sentence is not None:
        words.setText(tr_phrase(sentence))
