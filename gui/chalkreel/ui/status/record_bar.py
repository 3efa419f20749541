"""The bar with the large Record button, Pause, Snapshot and Stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.view_state import TakeView
from chalkreel.domain.phases import Phase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton, ButtonKeys, IconButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.kept_focus import KeptFocus
from chalkreel.ui.kit.record_button import RecordButton
from chalkreel.ui.kit.words import listed, tr, tr_phrase
from chalkreel.ui.status.actions import MARK, PAUSE, RECORD, RESUME, SNAPSHOT, STOP, TAKE_SETTINGS, TAKES
from chalkreel.ui.status.marker_popup import MarkerPopup
from chalkreel.ui.theme import SPACING

SMALL_BUTTON_PX = 112
"""Wide enough for Pause and for Resume, so that what stands beside keeps its place."""

_RUNNING_WORDS: dict[Phase, Phrase] = {
    Phase.PREFLIGHT: phrase("Checking…"),
    Phase.STARTING: phrase("Starting…"),
    Phase.ARMED: phrase("Waiting"),
    Phase.RECORDING: phrase("Recording"),
    Phase.WAITING: phrase("Waiting"),
    Phase.PAUSED: phrase("Paused"),
    Phase.STOPPING: phrase("Stopping…"),
    Phase.UPLOADING: phrase("Saving…"),
}
SIDE_PX = 124
"""Room for marker, settings and takes, also where none is left for words."""

_MARKABLE = frozenset({Phase.RECORDING, Phase.WAITING, Phase.PAUSED})
_NOTHING_RUNS = phrase("Nothing is being recorded.")


class RecordBar(QWidget):
    """Renders what a take allows now.

    Record and Stop keep their own places, so that a double click on Record cannot stop what it started.

    Signals:
        record_requested, pause_requested, resume_requested, snapshot_requested, stop_requested: wishes.
        marker_requested: a note for a moment of the recording, and how many ms ago that was.
        take_settings_requested: the host wants to choose how the next recording is made.
        takes_requested: the host wants to see all takes.
    """

    record_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    snapshot_requested = Signal()
    stop_requested = Signal()
    marker_requested = Signal(str, int)
    take_settings_requested = Signal()
    takes_requested = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._take = TakeView()
        self._record = RecordButton()
        self._pause = ActionButton(PAUSE)
        self._snapshot = ActionButton(SNAPSHOT)
        self._mark = IconButton(MARK, tone="text")
        self._stop = RecordButton(is_square=True)
        self._settings = IconButton(TAKE_SETTINGS, tone="text")
        self._takes = IconButton(TAKES, tone="text")
        self._summary = ElidedLabel("muted")
        self._pieces: tuple[Phrase, ...] = ()
        for button, spec in ((self._record, RECORD), (self._stop, STOP)):
            ButtonKeys(button).setKey(QKeySequence(spec.shortcut))
        self._record.clicked.connect(self.record_requested)
        self._pause.clicked.connect(self._on_pause_clicked)
        self._snapshot.clicked.connect(self.snapshot_requested)
        self._mark.clicked.connect(self._on_mark_clicked)
        self._stop.clicked.connect(self.stop_requested)
        self._settings.clicked.connect(self.take_settings_requested)
        self._takes.clicked.connect(self.takes_requested)
        self._focus = KeptFocus(
            {self._record: (self._pause,), self._pause: (self._record,), self._stop: (self._record,)}
        )
        self.setFocusProxy(self._record)
        self._assemble()
        self._retranslate()

    def put_beside(self, widget: QWidget) -> None:
        """Let something stand before Record, on the side that is empty otherwise."""
        self._other_side.addWidget(widget)
        QWidget.setTabOrder(widget, self._record)

    def show_take(self, take: TakeView) -> None:
        if take == self._take:
            return
        self._take = take
        self._render()

    def show_summary(self, pieces: tuple[Phrase, ...]) -> None:
        """Say what the next recording will be."""
        self._pieces = pieces
        words = listed(pieces)
        self._summary.show_text(words)
        self._settings.setAccessibleDescription(words)

    def _on_pause_clicked(self) -> None:
        if self._take.can_resume:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit()

    def _on_mark_clicked(self) -> None:
        popup = MarkerPopup(self.window())
        popup.chosen.connect(self.marker_requested)
        popup.open_above(self._mark)

    def _render(self) -> None:
        take = self._take
        running = None if take.can_record else _RUNNING_WORDS.get(take.phase)
        self._record.show_running(running is not None, take.phase is Phase.RECORDING)
        with self._focus.kept():
            self._record.setEnabled(take.can_record)
            _describe(self._record, RECORD, running, None if take.can_record else take.record_blocked)
            self._pause.show_action(RESUME if take.can_resume else PAUSE)
            self._pause.allow(take.can_pause or take.can_resume, take.pause_blocked or _NOTHING_RUNS)
            self._snapshot.allow(take.can_snapshot, take.snapshot_blocked or _snapshot_blocked(take.phase))
            self._mark.allow(take.phase in _MARKABLE, _NOTHING_RUNS)
            self._stop.setEnabled(take.can_stop)
            _describe(self._stop, STOP, None, None if take.can_stop else _NOTHING_RUNS)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Recording controls"))
        self._pause.retranslate()
        self._snapshot.retranslate()
        self._mark.retranslate()
        self._settings.retranslate()
        self._takes.retranslate()
        self.show_summary(self._pieces)
        self._record.make_room_for(tr_phrase(RECORD.label), *map(tr_phrase, _RUNNING_WORDS.values()))
        self._render()

    def _assemble(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.large, SPACING.small, SPACING.large, SPACING.small)
        row.setSpacing(SPACING.small)
        self._other_side = QHBoxLayout()
        other_side = QWidget()
        other_side.setLayout(self._other_side)
        other_side.setMinimumWidth(SIDE_PX)
        other_side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._other_side.setContentsMargins(0, 0, 0, 0)
        row.addWidget(other_side, 1)
        row.addWidget(self._record)
        for button in (self._pause, self._snapshot):
            button.setMinimumWidth(SMALL_BUTTON_PX)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
            row.addWidget(button)
        row.addWidget(self._stop)
        row.addWidget(self._make_side(), 1)

    def _make_side(self) -> QWidget:
        """Settings and what they amount to, as wide as the empty side, so that the buttons stay in the middle."""
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(SPACING.medium, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self._mark)
        row.addWidget(self._settings)
        row.addWidget(self._takes)
        row.addWidget(self._summary, 1)
        side.setMinimumWidth(SIDE_PX)
        side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return side

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _describe(button: RecordButton, spec: ActionSpec, running: Phrase | None, blocked: Phrase | None) -> None:
    button.setObjectName(spec.action_id)
    words = tr_phrase(spec.label if running is None else running)
    if words != button.text():
        button.setText(words)
        button.updateGeometry()
    button.setAccessibleName(words)
    button.setAccessibleDescription(tr_phrase(spec.tip))
    button.setToolTip(spec.tip_text() if blocked is None else tr_phrase(blocked))


def _snapshot_blocked(phase: Phase) -> Phrase:
    if phase is Phase.PAUSED:
        return phrase("No picture is made while the recording is paused.")
    return _NOTHING_RUNS
