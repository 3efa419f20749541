"""The stage: the picture on the screen, and the pointer and keys that arrange it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from chalkreel.domain.arrangement import View
from chalkreel.domain.handles import view_at
from chalkreel.ui.canvas.actions import CANVAS_FULL, LOCKED
from chalkreel.ui.canvas.clipboard import RegionClipboard
from chalkreel.ui.canvas.content import StageContent
from chalkreel.ui.canvas.drops import Carried, Drop, drop_at
from chalkreel.ui.canvas.hand import SNAP_REACH_PX, Hand
from chalkreel.ui.canvas.selecting import SelectingSurface
from chalkreel.ui.canvas.stage_actions import Command, command_of
from chalkreel.ui.canvas.stage_keys import Edit, edit_for, edit_for_arrow, pasted
from chalkreel.ui.canvas.surface import ZOOM_STEP
from chalkreel.ui.canvas.tools import Pointing
from chalkreel.ui.kit.carried import board_in, stream_in
from chalkreel.ui.kit.words import tr_phrase

_MODIFIER_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt)
_ADDING = (Command.DUPLICATE, Command.PASTE)


class Stage(SelectingSurface):
    """Turns gestures and keys into layouts; owned by the canvas panel.

    Signals:
        layout_edited(Layout): one gesture or key is done and gave this layout.
        layout_nudged(Layout): an arrow key did, and more of the same may follow.
        board_dropped(str): a board was dropped here, and has its place in the layout.
        inspector_requested(str): the host wants to see all about a region.
        told(Phrase): why something could not be done.
    """

    layout_edited = Signal(object)
    layout_nudged = Signal(object)
    board_dropped = Signal(str)
    inspector_requested = Signal(str)
    told = Signal(object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._hand = Hand(self)
        self._clipboard = RegionClipboard()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)

    @property
    def is_dragging(self) -> bool:
        return self._hand.is_editing

    def show_content(self, content: StageContent) -> None:
        """Show another state; a drag goes on unless the layout it began with is gone."""
        if content == self._content and self._layout_now == content.layout:
            return
        if not content.is_editable or not self._hand.outlives(content.layout):
            self._hand.cancel()
        is_dragged = self._dragged is not None
        self._show_all(content, self._layout_now if is_dragged else content.layout)
        self.set_selection(self._selection)
        self._describe_selection()
        self.remark()

    def do(self, command: Command) -> None:
        """Do what a key or a button asks for."""
        match command:
            case Command.ZOOM_IN | Command.ZOOM_OUT:
                self.zoom_by(ZOOM_STEP if command is Command.ZOOM_IN else 1 / ZOOM_STEP)
            case Command.ZOOM_FIT:
                self.zoom_to_fit()
            case Command.ZOOM_WHOLE:
                self.zoom_to(100)
            case Command.THIRDS:
                self.show_overlays(replace(self._overlays, has_thirds=not self._overlays.has_thirds))
            case Command.SAFE_AREAS:
                self.show_overlays(replace(self._overlays, has_safe_areas=not self._overlays.has_safe_areas))
            case Command.GRID:
                self.show_overlays(replace(self._overlays, has_grid=not self._overlays.has_grid))
            case _ if self._content.is_editable:
                self._edit(command)

    # -- editing ----------------------------------------------------------------------------------------------

    def _edit(self, command: Command) -> None:
        layout, canvas = self._content.layout, self._content.canvas
        if command is Command.SELECT_ALL:
            self.set_selection(tuple(region.region_id for region in layout.visible_regions))
            return
        if command in (Command.COPY, Command.CUT):
            self._copy()
        if command is Command.PASTE:
            edit: Edit | None = pasted(layout, self._clipboard.paste(), canvas)
        else:
            edit = edit_for(command, layout, self._selection, canvas)
        if edit is None:
            return
        if command in _ADDING and edit.layout == layout:
            self.told.emit(CANVAS_FULL)
        self._commit(edit)

    def _copy(self) -> None:
        chosen = [region for region in self._content.layout.visible_regions if region.region_id in self._selection]
        self._clipboard.copy(chosen)

    def _commit(self, edit: Edit) -> None:
        """Show the edit at once and hand it on; whoever keeps the draft answers with ``show_content``."""
        if edit.layout == self._content.layout:
            return
        self._content = replace(self._content, layout=edit.layout)
        self._show_layout(edit.layout)
        self.set_selection(edit.selection)
        self._describe_selection()
        self.remark()
        (self.layout_nudged if edit.is_nudge else self.layout_edited).emit(edit.layout)

    # -- pointer ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)
        if self._hand.is_refused:
            self.told.emit(CANVAS_FULL)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hand.move(event):
            self.told.emit(LOCKED)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        edit = self._hand.release(event)
        if edit is not None:
            self._commit(edit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the inspector of what the first click selected."""
        region_id = self._hand.picks_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and region_id and not self._hand.is_space_held:
            self.inspector_requested.emit(region_id)
        else:
            self._hand.press(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hand.leave()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            view = view_at(self._views, *self._viewport.to_canvas(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), self._tip(view) if view else "", self)
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _tip(self, view: View) -> str:
        """Name what is under the pointer, and what was found about it."""
        lines = (self._content.title(view), *self.said_about(view.region_id))
        return "\n".join(tr_phrase(line) for line in lines)

    # -- what is dragged here from other panels ---------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        is_known = bool(stream_in(event.mimeData()) or board_in(event.mimeData()))
        event.setAccepted(is_known and not self._content.is_on_air)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        drop = self._drop_at(event)
        self.show_drop(drop)
        event.setAccepted(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_drop(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        drop, board_id = self._drop_at(event), board_in(event.mimeData())
        self.show_drop(None)
        event.setAccepted(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if drop.refused is None:
            self._commit(Edit(drop.layout, (drop.region_id,)))
        elif not board_id:
            self.told.emit(drop.refused)
        self.select(drop.region_id)
        if board_id:
            self.board_dropped.emit(board_id)

    def _drop_at(self, event: QDropEvent) -> Drop:
        mime = event.mimeData()
        carried = Carried(stream_in(mime), board_in(mime))
        x, y = self._viewport.to_canvas(event.position())
        at = Pointing(x, y, event.modifiers(), SNAP_REACH_PX / self._viewport.scale)
        return drop_at(self._content, carried, at, self._overlays.grid_px)

    # -- keys -------------------------------------------------------------------------------------------------

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's own although the window has one like it: only where it does something."""
        command = command_of(event)
        if command is Command.PASTE:
            return self._content.is_editable and bool(self._clipboard.paste())
        return command is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self._hand.hold_space(True)
            return
        if key in _MODIFIER_KEYS:
            self._follow_keys(event.modifiers() | _modifier_of(key))
            return
        if key == Qt.Key.Key_Escape and self._give_up():
            return
        if self._hand.is_busy or not self._do_key(event):
            super().keyPressEvent(event)

    def _give_up(self) -> bool:
        """Cancel a drag, or else let go of the selection; tell whether there was either."""
        if self._hand.cancel():
            return True
        had_selection = bool(self._selection)
        self.set_selection(())
        return had_selection

    def _do_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; tell whether it means anything."""
        command = command_of(event)
        if command is not None:
            self.do(command)
            return True
        if not self._content.is_editable:
            return False
        edit = edit_for_arrow(self._content.layout, self._selection, self._content.canvas, event)
        if edit is not None:
            self._commit(edit)
        return edit is not None

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hand.hold_space(False)
        elif event.key() in _MODIFIER_KEYS:
            self._follow_keys(event.modifiers() & ~_modifier_of(Qt.Key(event.key())))
        else:
            super().keyReleaseEvent(event)

    def _follow_keys(self, modifiers: Qt.KeyboardModifier) -> None:
        self._hand.drag(modifiers)
        self._hand.hover(modifiers)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Step through the regions first; after the last one Tab leaves the canvas."""
        ids = [region.region_id for region in self._content.layout.visible_regions] if self._content.is_editable else []
        position = ids.index(self.selected) if self.selected in ids else (-1 if forward else len(ids))
        position += 1 if forward else -1
        if 0 <= position < len(ids):
            self.select(ids[position])
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hand.hold_space(False)
        super().focusOutEvent(event)


def _modifier_of(key: Qt.Key) -> Qt.KeyboardModifier:
    match key:
        case Qt.Key.Key_Control:
            return Qt.KeyboardModifier.ControlModifier
        case Qt.Key.Key_Shift:
            return Qt.KeyboardModifier.ShiftModifier
    return Qt.KeyboardModifier.AltModifier
