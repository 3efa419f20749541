"""The layout being edited beside the one on air."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import LAYOUT_NOT_USED
from chalkreel.controllers.view_state import BoardsView, LayoutView, RoomView, StreamCondition
from chalkreel.domain.board_recording import records_board
from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.conversion import to_custom
from chalkreel.domain.edit_names import edit_name
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_difference import difference
from chalkreel.domain.layout_history import LayoutHistory
from chalkreel.domain.layout_rules import findings
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings

FIRST_CANVAS = DEFAULTS.canvas
FIRST_LAYOUT = Layout(MixMode.HORIZONTAL)
NUDGES_MERGE_S = 1.0
"""Nudges of the same regions that follow each other within this time are one step of undo."""
FIELDS_MERGE_S = 3.0
"""Likewise for edits of the same number."""


class LayoutController(QObject):
    """Owns the draft; what is on air it only repeats from the take.

    Signals:
        layout_changed(LayoutView): draft, on air, or the difference between them is another.
        history_changed(LayoutHistory): a step was made, undone or done again.
        apply_wished(Layout): the host wants this draft on air.
    """

    layout_changed = Signal(object)
    history_changed = Signal(object)
    apply_wished = Signal(object)

    def __init__(
        self,
        canvas: Size = FIRST_CANVAS,
        draft: Layout = FIRST_LAYOUT,
        parent: QObject | None = None,
        now: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._history = LayoutHistory((draft,))
        self._now = now
        self._merging: tuple[float, object] | None = None
        self._settings = replace(DEFAULTS, canvas=canvas)
        self._take = TakeState()
        self._on_air: Layout | None = None
        self._names: dict[str, str] = {}
        self._has_board = False
        self._board_is_open = False
        self._is_exact = True
        self._is_applying = False
        self._refused: Phrase | None = None
        self._refused_before: Phrase | None = None

    @property
    def canvas(self) -> Size:
        return self._canvas

    @property
    def draft(self) -> Layout:
        return self._history.current

    @property
    def history(self) -> LayoutHistory:
        return self._history

    @property
    def view(self) -> LayoutView:
        has_changes = self._on_air is not None and self._on_air.recorded != self.draft.recorded
        return LayoutView(
            canvas=self._canvas,
            draft=self.draft,
            on_air=self._on_air,
            has_whiteboard=self._records_board,
            difference=difference(self._on_air, self.draft, self._names) if has_changes else (),
            findings=findings(self.draft, self._canvas, self._names, self._records_board),
            is_applying=self._is_applying,
            refused=self._refused,
            is_exact=self._is_exact or self.draft.mode is MixMode.CUSTOM,
            not_used=LAYOUT_NOT_USED if self._is_single else None,
            undo=edit_name(self._history.before, self.draft, self._names) if self._history.can_undo else None,
            redo=edit_name(self.draft, self._history.after, self._names) if self._history.can_redo else None,
        )

    @property
    def _is_single(self) -> bool:
        return self._take.is_single if self._take.phase.is_live else self._settings.is_single

    @property
    def _records_board(self) -> bool:
        return records_board(self._settings, self.draft, self._has_board)

    def edit_draft(self, layout: Layout) -> None:
        """Take an edit as one step of undo."""
        self._go_to(self._history.edited(layout))

    def nudge_draft(self, layout: Layout) -> None:
        """Take a small edit by keys: those of the same regions that follow at once are one step together."""
        self._merge(layout, "", NUDGES_MERGE_S)

    def refine_draft(self, layout: Layout, field: str) -> None:
        """Take an edit of a field: what is entered there next for the same regions is one step with it."""
        self._merge(layout, field, FIELDS_MERGE_S)

    def _merge(self, layout: Layout, field: str, within_s: float) -> None:
        changed = set(self.draft.regions) ^ set(layout.regions)
        what = (field, frozenset(region.region_id for region in changed))
        before, now = self._merging, self._now()
        follows = before is not None and before[1] == what and now - before[0] < within_s
        position = self._history.position
        self._go_to(self._history.merged(layout) if follows else self._history.edited(layout))
        if self._history.position >= position:  # else the edits have taken each other back, and no step is left
            self._merging = (now, what)

    def undo(self) -> None:
        if self._history.can_undo:
            self._go_to(self._history.undone())

    def redo(self) -> None:
        if self._history.can_redo:
            self._go_to(self._history.redone())

    def restore(self, history: LayoutHistory) -> None:
        """Go on with another draft and its past, as one that was kept on disk."""
        self._go_to(history)

    def _go_to(self, history: LayoutHistory) -> None:
        self._refused = None
        self._merging = None
        if history is not self._history:
            self._history = history
            self.history_changed.emit(history)
        self._publish()

    def choose_preset(self, mode: MixMode) -> None:
        """Switch the draft to a preset; to custom by taking over the regions it shows now."""
        if mode is MixMode.CUSTOM:
            self.make_custom()
        elif mode is not self.draft.mode:
            # A running recording keeps the fill mode it began with: no call can change it.
            fill_mode = self._settings.preset_fill if self._on_air is None else self._on_air.fill_mode
            self.edit_draft(Layout(mode, large_stream_id=self.draft.large_stream_id, fill_mode=fill_mode))

    def make_custom(self) -> None:
        self.edit_draft(
            to_custom(
                self.draft, self._canvas, list(self._names), self._board_is_open, has_whiteboard=self._records_board
            )
        )

    def apply_draft(self) -> None:
        """Ask for the draft to go on air; without a running take there is nothing to apply to."""
        if self._on_air is not None and self.draft.recorded != self._on_air.recorded and not self._is_applying:
            self.apply_wished.emit(self.draft)

    def revert_draft(self) -> None:
        """Go back to what is on air."""
        if self._on_air is not None:
            self.edit_draft(self._on_air)

    def show_take(self, take: TakeState) -> None:
        live = take.phase.is_live
        self._take = take
        self._on_air = take.on_air_layout if live else None
        self._is_applying = take.is_applying_layout
        if take.layout_refused != self._refused_before:
            # Only a new no counts: after an edit the old one no longer speaks of this draft.
            self._refused = self._refused_before = take.layout_refused
        if not self._follow_settings():
            self._publish()

    def show_settings(self, settings: TakeSettings) -> None:
        """Draw on the canvas that the next recording will have; the one of a running recording stays until its end."""
        self._settings = settings
        if not self._follow_settings():
            self._publish()

    def _follow_settings(self) -> bool:
        """Take over the canvas and the presets' fill mode, unless they are on air; tell whether anything changed."""
        wanted = self._settings
        if self._take.phase.is_live or (wanted.canvas, wanted.preset_fill) == (self._canvas, self.draft.fill_mode):
            return False
        before, self._canvas = self._canvas, wanted.canvas
        self._go_to(
            self._history.mapped(
                lambda layout: replace(for_canvas(layout, before, wanted.canvas), fill_mode=wanted.preset_fill)
            )
        )
        return True

    def take_over(self, take: TakeState) -> None:
        """Go on editing from what an adopted take has on air; what was edited before is one undo away."""
        if take.canvas is not None and take.canvas != self._canvas:
            before, now = self._canvas, take.canvas
            self._canvas = now
            self._go_to(self._history.mapped(lambda layout: for_canvas(layout, before, now)))
        if take.on_air_layout is not None:
            self.edit_draft(take.on_air_layout)

    def show_room(self, room: RoomView) -> None:
        names = {
            stream.stream_id: stream.user_name or stream.stream_id
            for stream in room.streams
            if stream.condition is not StreamCondition.ABSENT
        }
        is_exact = room.is_studio or not room.connection_name  # without a recorder nothing is the cloud's yet
        if list(names.items()) != list(self._names.items()) or is_exact != self._is_exact:
            self._names = names
            self._is_exact = is_exact
            self._publish()

    def show_boards(self, boards: BoardsView) -> None:
        has_board = bool(boards.boards)
        is_open = any(board.is_on_air or board.is_next for board in boards.boards)
        if (has_board, is_open) != (self._has_board, self._board_is_open):
            self._has_board, self._board_is_open = has_board, is_open
            self._publish()

    def _publish(self) -> None:
        self.layout_changed.emit(self.view)
