"""What the keys do while the stage has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_fill, with_region_moved, with_region_raised, without_region

NUDGE_PX = 1
LONG_NUDGE_PX = 10

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ORDER = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


def is_nudge(event: QKeyEvent) -> bool:
    """Whether a key that edits does so in small steps, many of which make one change."""
    return Qt.Key(event.key()) in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def edit_for_key(layout: Layout, selected: str, canvas: Size, event: QKeyEvent) -> Layout | None:
    """Give the layout a key makes of this one, or ``None`` where the key means nothing here."""
    region = layout.region(selected)
    if region is None:
        return None
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier and key in _ORDER:
        return with_region_raised(layout, selected, _ORDER[key])
    if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier) and key in _ARROWS:
        px = LONG_NUDGE_PX if modifiers == Qt.KeyboardModifier.ShiftModifier else NUDGE_PX
        dx, dy = _ARROWS[key]
        return with_region_moved(layout, selected, dx * px, dy * px, canvas)
    if modifiers == Qt.KeyboardModifier.NoModifier and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return without_region(layout, selected)
    if modifiers == Qt.KeyboardModifier.NoModifier and key == Qt.Key.Key_F:
        other = FillMode.FIT if region.fill_mode is FillMode.CROP else FillMode.CROP
        return with_fill(layout, selected, other)
    return None
