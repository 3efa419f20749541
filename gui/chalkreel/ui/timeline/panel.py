"""The panel under the canvas that shows what was on air when."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import TakeView
from chalkreel.domain.timeline import Timeline, TrackKind
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.time_line import GUTTER_PX, TimeLineView
from chalkreel.ui.theme import SPACING
from chalkreel.ui.timeline.actions import FIT, FOLD, PLAY, UNFOLD

_NOT_OVER = phrase("The take can be watched when it is over and its file is on this computer.")


class TimelinePanel(QFrame):
    """Shows the take in view, grows with it, and is hidden while there is none; owned by the main window.

    At first it is one row, that of the boards: the canvas needs the height more.

    ``now`` is the clock that recording times are counted with.

    Signals:
        moment_chosen: the host looks at this moment of the recording, in ms.
        play_requested: the host wants to watch the take from this moment on.
        picture_wanted: a board on the line has no picture yet.
    """

    moment_chosen = Signal(int)
    play_requested = Signal(int)
    picture_wanted = Signal(str)

    def __init__(self, owner: QWidget | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(owner)
        self._now = now
        self._take = TakeView()
        self._timeline = Timeline()
        self._wanted: set[str] = set()
        self._is_folded = True
        self._can_play = False
        self.line = TimeLineView(gutter_px=GUTTER_PX)
        self._place = ElidedLabel("caption")
        self._fold = IconButton(FOLD)
        self._fit = IconButton(FIT)
        self._play = IconButton(PLAY, tone="text")
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count)
        self._assemble()
        self._connect()
        self._render()

    @property
    def place_words(self) -> str:
        return self._place.text()

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw a take's line; an empty one hides the panel."""
        if timeline.is_empty or not timeline.is_open:
            self._wanted = self._wanted if timeline.tracks else set()
        self._timeline = timeline
        self.line.show_timeline(timeline)
        for segment in timeline.track(TrackKind.BOARDS).segments:
            if segment.subject not in self._wanted:
                self._wanted.add(segment.subject)
                self.picture_wanted.emit(segment.subject)
        self._count()
        self._render()

    def show_take(self, take: TakeView) -> None:
        """Learn how far the recording has come and whether it can be watched."""
        self._take = take
        can_play = take.phase.is_over and any(file.url.startswith("file:") for file in take.files)
        if can_play != self._can_play:
            self._can_play = can_play
            self._play.allow(can_play, _NOT_OVER)
        self._count()

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        self.line.show_picture(board_id, image)

    def show_playing(self, at_ms: int) -> None:
        """Follow the player."""
        self.line.show_cursor(at_ms)
        self._render_place()

    def _count(self) -> None:
        take = self._take
        elapsed_ms = max(0, round((self._now() - take.measured_at) * 1000)) if take.is_counting else 0
        self.line.show_end(take.recording_ms + elapsed_ms)
        is_growing = take.is_counting and self._timeline.is_open
        if is_growing != self._timer.isActive():
            (self._timer.start if is_growing else self._timer.stop)()

    def _on_line_moment_chosen(self, at_ms: int) -> None:
        self._render_place()
        self.moment_chosen.emit(at_ms)

    def _on_line_moment_activated(self, at_ms: int) -> None:
        if self._can_play:
            self.play_requested.emit(at_ms)

    @property
    def is_folded(self) -> bool:
        return self._is_folded

    def fold(self, is_folded: bool) -> None:
        """Show the boards alone, or every row."""
        if is_folded != self._is_folded:
            self._on_fold_clicked()

    def _on_fold_clicked(self) -> None:
        self._is_folded = not self._is_folded
        self._render()

    def _on_play_clicked(self) -> None:
        self.play_requested.emit(self.line.cursor_ms or 0)

    def _on_line_zoom_changed(self, is_zoomed: bool) -> None:
        self._fit.allow(is_zoomed, phrase("The whole take is shown."))

    def _render(self) -> None:
        self.setVisible(not self._timeline.is_empty)
        self.line.show_slim(self._is_folded)
        self._fold.show_action(UNFOLD if self._is_folded else FOLD)
        for button in (self._play, self._fit):
            button.setVisible(not self._is_folded)
        self._render_place()

    def _render_place(self) -> None:
        cursor_ms = self.line.cursor_ms
        self._place.setVisible(cursor_ms is not None and not self._is_folded)
        self._place.show_text("" if cursor_ms is None else self.line.words_at(cursor_ms))

    def _assemble(self) -> None:
        self.setObjectName("timelinePanel")
        set_role(self, "panel")
        self._fit.allow(False, phrase("The whole take is shown."))
        self._play.allow(False, _NOT_OVER)
        row = QHBoxLayout()
        row.setSpacing(SPACING.tight)
        row.addWidget(self.line, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACING.hair)
        for button in (self._fold, self._play, self._fit):
            buttons.addWidget(button)
        buttons.addStretch(1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.small, SPACING.tight, SPACING.tight, SPACING.tight)
        column.setSpacing(SPACING.hair)
        column.addLayout(row)
        column.addWidget(self._place)

    def _connect(self) -> None:
        self.line.moment_chosen.connect(self._on_line_moment_chosen)
        self.line.moment_activated.connect(self._on_line_moment_activated)
        self.line.zoom_changed.connect(self._on_line_zoom_changed)
        self._fold.clicked.connect(self._on_fold_clicked)
        self._fit.clicked.connect(self.line.zoom_to_fit)
        self._play.clicked.connect(self._on_play_clicked)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            for button in (self._fold, self._fit, self._play):
                button.retranslate()
            self._render()
        super().changeEvent(event)
