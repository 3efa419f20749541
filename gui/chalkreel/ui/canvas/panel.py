"""The canvas panel: shows its parts what is so and hands their wishes on; decides nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.picture_view import PictureView
from chalkreel.controllers.view_state import BoardsView, LayoutView, RoomView
from chalkreel.domain.arrangement import View
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.air_overlay import AirOverlay, Overlay
from chalkreel.ui.canvas.clock import PictureClock
from chalkreel.ui.canvas.content import StageContent, board_shown, people_of
from chalkreel.ui.canvas.frame import CanvasFrame
from chalkreel.ui.canvas.guides import Overlays
from chalkreel.ui.canvas.large_view_picker import LargeViewPicker
from chalkreel.ui.canvas.rehearsal import rehearsed, words_for
from chalkreel.ui.canvas.side.content import CanvasSettings, SideContent
from chalkreel.ui.kit.resting import Resting

PRESS_THE_BOARD = phrase("The whiteboard has its place. To put this board on air, press it in the row of boards.")


class CanvasPanel(CanvasFrame):
    """Shows draft and on air, and lets the host arrange the draft; owned by the main window.

    Signals:
        layout_edited(Layout): one gesture changed the draft into this.
        layout_nudged(Layout): the same by an arrow key, one of several perhaps.
        undo_requested(), redo_requested(): take a step back, or do it again.
        apply_requested(), revert_requested(): put the draft on air, or drop it.
        preset_chosen(MixMode): switch the draft to this layout.
        make_custom_requested(): turn the preset into regions.
        board_requested(str): a board that the next recording is to begin with.
        told(Phrase): why something could not be done.
        large_view_chosen(str): give the preset's large view to this stream (empty for the first to join).
        live_requested(bool): let every edit go on air at once, or no longer.
        back_requested(): put back on air what was there before.
        field_edited(Layout, str): a field of the inspector changed the draft; edits of the same field belong together.
        settings_edited(TakeSettings): the inspector changed what the next recording is recorded with.
        side_toggled(bool): layers and fields are open beside the canvas, or no longer.
    """

    layout_edited = Signal(object)
    layout_nudged = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    apply_requested = Signal()
    revert_requested = Signal()
    preset_chosen = Signal(object)
    make_custom_requested = Signal()
    board_requested = Signal(str)
    told = Signal(object)
    large_view_chosen = Signal(str)
    live_requested = Signal(bool)
    back_requested = Signal()
    field_edited = Signal(object, str)
    settings_edited = Signal(object)
    side_toggled = Signal(bool)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._view = LayoutView(canvas=Size(1280, 720), draft=Layout(MixMode.GRID), has_whiteboard=False)
        self._content = StageContent()
        self._room = RoomView("", "", is_studio=False)
        self._clock = PictureClock(self)
        self._shows_on_air = False
        self._overlay = AirOverlay(self.stage, self._title)
        self._picker = LargeViewPicker(self.stage, self)
        self._resting_modes, self._resting_bar = Resting(self.head.modes), Resting(self.edit_bar)
        self._shows_difference = True
        self._offered: Rect | None = None
        self._connect()
        self._render()

    def show_layout(self, view: LayoutView) -> None:
        if view == self._view:
            return
        self._view = view
        if view.on_air is None:
            self._shows_on_air = False
        self._render()

    def show_room(self, view: RoomView) -> None:
        self._room = view
        self._show_people()

    def show_picture_view(self, view: PictureView) -> None:
        """Learn what is recorded where no live picture is."""
        self._content = replace(self._content, picture=view)
        self._render()
        self._show_people()

    def show_boards(self, view: BoardsView) -> None:
        self._show(replace(self._content, board=board_shown(view.boards)))

    def show_picture(self, stream_id: str, image: QImage) -> None:
        """Show the newest picture of a stream; a null image takes it away."""
        self.stage.show_stream_picture(stream_id, image)

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        """Show a board's present page; a null image takes it away."""
        self.stage.show_board_picture(board_id, image)

    def show_canvas_settings(self, shown: CanvasSettings) -> None:
        """Learn what the next recording is recorded with, as far as it is the canvas's."""
        self.side.show_settings(shown)

    def show_backdrop(self, key: str, image: QImage) -> None:
        """Show a picture by address; a null image takes it away."""
        self.stage.show_backdrop(key, image)

    @property
    def clock_text(self) -> str:
        """What the clock in the picture says; empty where none is recorded."""
        return self._clock.text

    def overlay_names(self) -> tuple[str, ...]:
        """Name the lines that lie over the canvas, to be kept between two starts."""
        return self.stage.overlays.names

    def restore_overlays(self, names: object) -> None:
        """Show the lines that were kept; what is no list of names is left out."""
        known = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        self.stage.show_overlays(Overlays.named(known))

    def _connect(self) -> None:
        self.head.modes.chosen.connect(self.preset_chosen)
        self.head.tabs.chosen.connect(self._on_tabs_chosen)
        self.head.undo.clicked.connect(self._on_undo_clicked)
        self.head.redo.clicked.connect(self._on_redo_clicked)
        self.stage.layout_edited.connect(self.layout_edited)
        self.stage.layout_nudged.connect(self.layout_nudged)
        self.stage.selection_changed.connect(self._on_stage_selection_changed)
        self.stage.told.connect(self.told)
        self.stage.board_dropped.connect(self._on_stage_board_dropped)
        self.stage.zoom_changed.connect(self._on_stage_zoom_changed)
        self.stage.overlays_changed.connect(self.view_button.show_overlays)
        self.view_button.command_requested.connect(self.stage.do)
        self.stage.inspector_requested.connect(self._on_stage_inspector_requested)
        self.side.layout_edited.connect(self.layout_edited)
        self.side.layout_nudged.connect(self.layout_nudged)
        self.side.field_edited.connect(self.field_edited)
        self.side.settings_edited.connect(self.settings_edited)
        self.side.selection_chosen.connect(self._on_side_selection_chosen)
        self.side.command_requested.connect(self.stage.do)
        self.head.side.toggled.connect(self.side.setVisible)
        self.head.side.toggled.connect(self.side_toggled)
        self.apply_bar.regions_chosen.connect(self._on_apply_bar_regions_chosen)
        self.edit_bar.layout_edited.connect(self.layout_edited)
        self.edit_bar.command_requested.connect(self.stage.do)
        self.edit_bar.region_added.connect(self._on_edit_bar_region_added)
        self.edit_bar.make_custom_requested.connect(self.make_custom_requested)
        self.apply_bar.apply_requested.connect(self.apply_requested)
        self.apply_bar.revert_requested.connect(self.revert_requested)
        self.apply_bar.back_requested.connect(self.back_requested)
        self.apply_bar.live_requested.connect(self.live_requested)
        self.apply_bar.difference_toggled.connect(self._on_difference_toggled)
        self.edit_bar.preset_bar.large_view_chosen.connect(self.large_view_chosen)
        self.edit_bar.preset_bar.rehearsal_wished.connect(self._on_rehearsal_wished)
        self._picker.picked.connect(self.large_view_chosen)
        self._picker.offered.connect(self._on_picker_offered)
        self._clock.text_changed.connect(self._on_clock_text_changed)

    def _on_stage_board_dropped(self, board_id: str) -> None:
        """Have the next recording begin with it; while one runs, nothing goes on air by a drop."""
        shown = self._content.board
        if self._view.on_air is None:
            self.board_requested.emit(board_id)
        elif shown is None or shown.board_id != board_id:
            self.told.emit(PRESS_THE_BOARD)

    def _on_stage_zoom_changed(self, percent: int) -> None:
        self.view_button.show_zoom(percent, self.stage.is_fitted)

    def _on_undo_clicked(self) -> None:
        self.undo_requested.emit()

    def _on_redo_clicked(self) -> None:
        self.redo_requested.emit()

    def _on_tabs_chosen(self, shows_on_air: bool) -> None:
        self._shows_on_air = shows_on_air
        self._render()

    def _on_stage_selection_changed(self, _selection: tuple[str, ...]) -> None:
        self._render_edit_bar()

    def _on_side_selection_chosen(self, chosen: tuple[str, ...]) -> None:
        before = self.stage.selection
        self.stage.set_selection(chosen)
        if self.stage.selection == before:
            self._render_tools()  # what is hidden was selected, which the stage does not tell of

    def _on_stage_inspector_requested(self, _region_id: str) -> None:
        self.open_side()
        self.side.focus_name()

    def _on_apply_bar_regions_chosen(self, region_ids: tuple[str, ...]) -> None:
        """Show the regions that a problem is about."""
        self.head.tabs.chosen.emit(False)
        self.stage.set_selection(region_ids)
        self.stage.setFocus()

    def _on_edit_bar_region_added(self, region_id: str) -> None:
        self.stage.select(region_id)
        self.stage.setFocus()

    def _on_difference_toggled(self, is_shown: bool) -> None:
        self._shows_difference = is_shown
        self._render_overlay()

    def _on_rehearsal_wished(self, _views: int) -> None:
        self._show(self._content)

    def _on_picker_offered(self, rect: Rect | None) -> None:
        self._offered = rect
        self._render_overlay()

    def _on_clock_text_changed(self, text: str) -> None:
        self._show(replace(self._content, clock_text=text))

    def _show_people(self) -> None:
        people = people_of(self._room, self._content.picture.departed)
        for gone in self._content.people.keys() - people.keys():
            # Whoever comes back is not seen before a picture comes.
            self.stage.show_stream_picture(gone, QImage())
        if people != self._content.people or list(people) != list(self._content.people):
            self._show(replace(self._content, people=people))
        self.stage.show_levels({stream.stream_id: stream.level for stream in self._room.streams})

    def _render(self) -> None:
        view = self._view
        on_air = view.on_air if self._shows_on_air else None
        shown = on_air or view.draft
        self.head.modes.show_choice(shown.mode)
        self._resting_modes.rest(view.not_used or (actions.SEE_DRAFT_FIRST if on_air is not None else None))
        self.head.show_steps(view.undo, view.redo, actions.SEE_DRAFT_FIRST if on_air is not None else view.not_used)
        self.stage.setEnabled(view.not_used is None)
        self._resting_bar.rest(view.not_used)
        self.head.tabs.show_choice(on_air is not None)
        self.head.tabs.button(True).allow(view.on_air is not None, view.not_used or actions.NOTHING_ON_AIR)
        self.apply_bar.show_layout(view)
        decided = self._content.picture.options.has_whiteboard
        self._clock.show_clock(view.canvas, self._content.picture.options.clock_font_px)
        self._show(
            replace(
                self._content,
                canvas=view.canvas,
                layout=shown,
                has_whiteboard=view.has_whiteboard if decided is None else decided,
                is_on_air=on_air is not None,
                is_live=view.on_air is not None,
            )
        )

    def _show(self, content: StageContent) -> None:
        self._content = content
        if self._rehearsed_views and (content.is_on_air or content.layout.mode is MixMode.CUSTOM):
            self.edit_bar.preset_bar.end_rehearsal()
        views = self._rehearsed_views
        self.stage.show_content(rehearsed(content, views) if views else content)
        self._picker.show_content(content, is_rehearsal=bool(views))
        self._render_edit_bar()
        self._render_overlay()

    @property
    def _rehearsed_views(self) -> int:
        return self.edit_bar.preset_bar.views

    def _title(self, view: View) -> Phrase:
        return self._content.title(view)

    def _render_overlay(self) -> None:
        view, content, views = self._view, self._content, self._rehearsed_views
        is_compared = self._shows_difference and bool(view.difference) and not content.is_on_air and not views
        on_air = content.views(view.on_air) if is_compared and view.on_air is not None else None
        is_live = view.applies_edits and not content.is_on_air and not views
        tried = words_for(views) if views else None
        self._overlay.show_overlay(Overlay(content.canvas, on_air, is_live, tried, self._offered))

    def _render_edit_bar(self) -> None:
        self._render_side()
        self._render_tools()

    def _render_tools(self) -> None:
        # What is hidden is selected in the layers only, and the bar speaks of it, too.
        chosen = self.side.selection if self._content.is_editable else ()
        selected = self.stage.selected or (chosen[-1] if chosen else "")
        self.edit_bar.show_content(self._content, selected, self._view.is_exact)

    def _render_side(self) -> None:
        content = self._content
        is_editable = content.is_editable and self._view.not_used is None
        findings = self._view.findings if is_editable else ()
        self.stage.show_findings(findings)
        self.side.show_content(
            SideContent(
                content.layout, content.canvas, content.names, self.stage.selection, findings, is_editable=is_editable
            )
        )
