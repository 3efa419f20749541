"""The layout being edited beside the one on air."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.apply_pace import ApplyPace
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import LAYOUT_NOT_USED
from chalkreel.controllers.view_state import BoardsView, LayoutView, RoomView
from chalkreel.domain.arrange import arrange
from chalkreel.domain.board_recording import records_board
from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.conversion import to_custom
from chalkreel.domain.edit_names import edit_name
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_difference import difference, picture_difference
from chalkreel.domain.layout_history import LayoutHistory
from chalkreel.domain.layout_rules import findings
from chalkreel.domain.presets import LARGE_VIEW_MODES
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings

FIRST_CANVAS = DEFAULTS.canvas
FIRST_LAYOUT = Layout(MixMode.HORIZONTAL)
_PLACE, _SIZE = "place by keys", "size by keys"
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
        self._kept_names: dict[Layout, str] = {}
        self._pace = ApplyPace(self)
        self._pace.due.connect(self.apply_draft)
        self._applies_edits = False
        self._previous: Layout | None = None
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
            difference=self._difference() if has_changes else (),
            findings=findings(self.draft, self._canvas, self._names, self._records_board),
            is_applying=self._is_applying,
            refused=self._refused,
            is_exact=self._is_exact or self.draft.mode is MixMode.CUSTOM,
            not_used=LAYOUT_NOT_USED if self._is_single else None,
            undo=self._step_name(self._history.before, self.draft) if self._history.can_undo else None,
            redo=self._step_name(self.draft, self._history.after) if self._history.can_redo else None,
            applies_edits=self._applies_edits,
            has_previous=self._previous is not None,
        )

    @property
    def on_air(self) -> Layout | None:
        return self._on_air

    def _difference(self) -> tuple[Phrase, ...]:
        said = difference(self._on_air, self.draft, self._names)
        if self._on_air is None or self._on_air.mode is self.draft.mode or self.draft.mode is not MixMode.CUSTOM:
            return said
        before, after = (
            arrange(
                layout,
                self._canvas,
                tuple(self._names),
                board_open=self._board_is_open,
                has_whiteboard=self._records_board,
            )
            for layout in (self._on_air, self.draft)
        )
        return (*said, *picture_difference(before, after, self._names))

    def _step_name(self, before: Layout, after: Layout) -> Phrase:
        kept = self._kept_names.get(after)
        return edit_name(before, after, self._names) if kept is None else phrase("use “{name}”", name=kept)

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
        """Take a small edit by keys: moves of the same regions that follow at once are one step, and so are resizes."""
        sizes = {region.region_id: region.rect.size for region in self.draft.regions}
        is_resize = any(sizes.get(region.region_id) != region.rect.size for region in layout.regions)
        self._merge(layout, _SIZE if is_resize else _PLACE, NUDGES_MERGE_S)

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
        self._apply_by_itself()

    def as_draft(self, layout: Layout, canvas: Size) -> Layout:
        """Give a layout that was made for some canvas as it would be in the draft."""
        return replace(for_canvas(layout, canvas, self._canvas), fill_mode=self.preset_fill)

    def stage(self, layout: Layout, canvas: Size) -> None:
        """Put a kept layout into the draft."""
        self.edit_draft(self.as_draft(layout, canvas))

    def name_layouts(self, names: Mapping[Layout, str]) -> None:
        """Learn what kept layouts are called, so that steps that lead to them can be named."""
        if dict(names) != self._kept_names:
            self._kept_names = dict(names)
            self._publish()

    @property
    def preset_fill(self) -> FillMode | None:
        """How presets fill their views now."""
        # A running recording keeps the fill mode it began with: no call can change it.
        return self._settings.preset_fill if self._on_air is None else self._on_air.fill_mode

    def choose_preset(self, mode: MixMode) -> None:
        """Switch the draft to a preset; to custom by taking over the regions it shows now."""
        if mode is MixMode.CUSTOM:
            self.make_custom()
        elif mode is not self.draft.mode:
            self.edit_draft(Layout(mode, large_stream_id=self.draft.large_stream_id, fill_mode=self.preset_fill))

    def choose_large_view(self, stream_id: str) -> None:
        """Give the large view of a preset to one stream, or (empty) to the first to join."""
        if self.draft.mode in LARGE_VIEW_MODES:
            self.edit_draft(replace(self.draft, large_stream_id=stream_id))

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

    def switch_live(self, is_on: bool) -> None:
        """Let every edit go on air at once, or only what is applied; what differs when it is switched on goes too."""
        self._applies_edits = is_on and self._on_air is not None
        if not self._applies_edits:
            self._pace.stop()
        self._publish()
        self._apply_by_itself()

    def _apply_by_itself(self) -> None:
        """Where edits go on air at once: send the draft, if it is not there yet, as soon as the pace allows."""
        if self._applies_edits and self._on_air is not None and self.draft.recorded != self._on_air.recorded:
            self._pace.ask()

    def back_to_previous(self) -> None:
        """Put back on air what was there before. A draft that was on air goes along, another one stays."""
        previous, on_air = self._previous, self._on_air
        if previous is None or on_air is None or self._is_applying:
            return
        if self.draft.recorded == on_air.recorded:
            self.edit_draft(previous)
        if not self._applies_edits or self.draft.recorded != previous.recorded:
            self.apply_wished.emit(previous)

    def show_take(self, take: TakeState) -> None:
        live = take.phase.is_live
        self._take = take
        self._put_on_air(take.on_air_layout if live else None)
        self._is_applying = take.is_applying_layout
        if take.layout_refused != self._refused_before:
            # Only a new no counts: after an edit the old one no longer speaks of this draft.
            self._refused = self._refused_before = take.layout_refused
        if self._on_air is None or self._refused is not None:
            self._applies_edits = False
            self._pace.stop()
        elif not self._is_applying:
            self._apply_by_itself()  # the draft may have gone on while the last one was on its way
        if not self._follow_settings():
            self._publish()

    def _put_on_air(self, layout: Layout | None) -> None:
        before, self._on_air = self._on_air, layout
        if before is None or layout is None:
            self._previous = None
        elif layout.recorded != before.recorded:
            self._previous = before

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
            self._previous = take.layout_before
            self.edit_draft(take.on_air_layout)

    def show_room(self, room: RoomView) -> None:
        names = {stream.stream_id: stream.user_name or stream.stream_id for stream in room.streams if stream.is_here}
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
