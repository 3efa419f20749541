"""The pointer on the stage: from press to release it does one thing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice

from chalkreel.domain.layout import Layout
from chalkreel.ui.canvas.press import Press, grip_at, press, regions_at
from chalkreel.ui.canvas.selecting import SelectingSurface
from chalkreel.ui.canvas.stage_keys import Edit
from chalkreel.ui.canvas.tools import CURSORS, Dragged, Pointing

GRIP_REACH_PX = 8
"""How far from a handle's point it can still be grabbed, on the screen, at any size of the canvas."""
FINGER_REACH_PX = 22
SNAP_REACH_PX = 10
DRAG_BEGINS_PX = 3


class Hand:
    """Turns the pointer's events into selections and edits of one surface; owned by the stage."""

    def __init__(self, surface: SelectingSurface) -> None:
        self._surface = surface
        self._press: Press | None = None
        self._dragged: Dragged | None = None
        self._is_drag = False
        self._pressed_at = QPointF()
        self._at = QPointF()
        self._is_inside = False
        self._picked: tuple[QPointF, str] = (QPointF(), "")
        self._pan_from: QPointF | None = None
        self._is_space_held = False

    @property
    def is_busy(self) -> bool:
        return self._press is not None or self._pan_from is not None

    @property
    def is_editing(self) -> bool:
        """Whether something is pressed that may become an edit."""
        return self._press is not None

    @property
    def is_refused(self) -> bool:
        """Whether a press asks for more regions than a layout takes."""
        return self._press is not None and self._press.is_full

    @property
    def is_space_held(self) -> bool:
        return self._is_space_held

    def hold_space(self, is_held: bool) -> None:
        """Pan instead of selecting while the space bar is down."""
        self._is_space_held = is_held
        if not self.is_busy:
            self.hover(Qt.KeyboardModifier.NoModifier)

    def press(self, event: QMouseEvent) -> None:
        if self.is_busy:
            return
        is_left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (is_left and self._is_space_held):
            self._pan_from = event.position()
            self._surface.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_left and self._surface.content.is_editable:
            self._begin(event)

    def _begin(self, event: QMouseEvent) -> None:
        self._at = self._pressed_at = event.position()
        self._is_drag = False
        spot, picked = self._picked
        is_same_spot = _is_near(self._at, spot) and picked == self._surface.selected
        is_finger = event.pointerType() is QPointingDevice.PointerType.Finger
        reach = (FINGER_REACH_PX if is_finger else GRIP_REACH_PX) / self._surface.look.scale
        pointing = self._pointing(event.modifiers())
        self._press = press(self._surface.seen, pointing, reach, picked if is_same_spot else "")
        self._surface.set_selection(self._press.selection)
        self._surface.show_hovered("")
        if self._press.gesture is not None:
            self._surface.setCursor(self._press.gesture.cursor)

    def move(self, event: QMouseEvent) -> bool:
        """Follow the pointer; tell whether a drag just began of what is locked."""
        self._at, self._is_inside = event.position(), True
        if self.is_busy and not event.buttons():
            self._lose()
        if self._pan_from is not None:
            way, self._pan_from = event.position() - self._pan_from, event.position()
            self._surface.pan_by(way.x(), way.y())
        elif self._press is None:
            self.hover(event.modifiers())
        elif self._is_drag or not _is_near(self._at, self._pressed_at):
            begins, self._is_drag = not self._is_drag, True
            self.drag(event.modifiers())
            return begins and self._press.is_held
        return False

    def _lose(self) -> None:
        """End what nobody holds any more: a dialog came up, or the canvas was switched off, and no release came."""
        self._pan_from = None
        self.cancel()

    def drag(self, keys: Qt.KeyboardModifier) -> None:
        """Follow the pointer, or keys that were pressed or let go on the way."""
        if self._press is None or not self._is_drag:
            return
        pointing = self._pointing(keys)
        gesture, band = self._press.gesture, self._press.band
        if gesture is not None:
            self._dragged = gesture.at(pointing)
            self._surface.show_drag(self._dragged, gesture.resized_ids)
        elif band is not None:
            self._surface.set_selection(band.selection_at(self._surface.views, pointing.x, pointing.y))
            self._surface.show_band(band.area(pointing.x, pointing.y))
        elif self._press.is_held:
            self._surface.set_selection(self._press.clicked)
            self._surface.setCursor(Qt.CursorShape.ForbiddenCursor)

    def release(self, event: QMouseEvent) -> Edit | None:
        """End what the press began, and give the edit if it made one."""
        if self._pan_from is not None:
            self._pan_from = None
            self.hover(event.modifiers())
            return None
        if event.button() is not Qt.MouseButton.LeftButton or self._press is None:
            return None
        pressed, dragged, was_drag = self._press, self._dragged, self._is_drag
        base = pressed.gesture.base if pressed.gesture is not None else None
        self._forget()
        if not was_drag:
            self._surface.set_selection(pressed.clicked)
            self._picked = (event.position(), self._surface.selected)
            self.hover(event.modifiers())
            return None
        is_edit = dragged is not None and dragged.layout != base
        self._surface.end_drag(keeps_layout=is_edit)
        self.hover(event.modifiers())
        return Edit(dragged.layout, dragged.selection) if is_edit and dragged is not None else None

    def cancel(self) -> bool:
        """Give up what the press began; everything is as it was before. Tell whether there was anything."""
        pressed = self._press
        if pressed is None:
            return False
        self._forget()
        self._surface.end_drag(keeps_layout=False)
        self._surface.set_selection(pressed.band.before if pressed.band is not None else pressed.selection)
        return True

    def outlives(self, layout: Layout) -> bool:
        """Whether what is being done can go on with this layout."""
        return self._press is None or self._press.gesture is None or self._press.gesture.base == layout

    def picks_at(self, at: QPointF) -> str:
        """Tell the region that a click at a point means: the selected one, if it is there."""
        hits = regions_at(self._surface.views, *self._surface.look.to_canvas(at))
        return self._surface.selected if self._surface.selected in hits else ""

    def leave(self) -> None:
        self._is_inside = False
        self._surface.show_hovered("")
        self._surface.show_distances(False)

    def hover(self, keys: Qt.KeyboardModifier) -> None:
        """Show what a press here would do."""
        surface = self._surface
        if self.is_busy:
            return
        x, y = surface.look.to_canvas(self._at)
        cursor, hovered = Qt.CursorShape.ArrowCursor, ""
        if self._is_space_held:
            cursor = Qt.CursorShape.OpenHandCursor
        elif surface.content.is_editable:
            handle = grip_at(surface.seen, x, y, GRIP_REACH_PX / surface.look.scale)
            hits = () if handle is not None else regions_at(surface.views, x, y)
            hovered = hits[0] if hits else ""
            region = surface.content.layout.region(hovered)
            if handle is not None:
                cursor = CURSORS[handle]
            elif region is not None and not region.is_locked:
                cursor = Qt.CursorShape.SizeAllCursor
        surface.setCursor(cursor)
        surface.show_hovered(hovered)
        surface.show_distances(bool(keys & Qt.KeyboardModifier.AltModifier) and self._is_inside)

    def _forget(self) -> None:
        self._press, self._dragged, self._is_drag = None, None, False
        self._surface.show_band(None)

    def _pointing(self, keys: Qt.KeyboardModifier) -> Pointing:
        look = self._surface.look
        return Pointing(*look.to_canvas(self._at), keys, SNAP_REACH_PX / look.scale)


def _is_near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() < DRAG_BEGINS_PX
