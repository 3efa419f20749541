"""What the keys do while the canvas has the focus, as data."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec


class Command(Enum):
    """One thing a key of the canvas does."""

    SELECT_ALL = "select_all"
    COPY = "copy_regions"
    CUT = "cut_regions"
    PASTE = "paste_regions"
    DUPLICATE = "duplicate"
    DELETE = "delete"
    LOCK = "lock"
    RAISE = "raise"
    LOWER = "lower"
    TO_FRONT = "to_front"
    TO_BACK = "to_back"
    FILL = "fill"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ZOOM_FIT = "zoom_fit"
    ZOOM_WHOLE = "zoom_whole"
    THIRDS = "thirds"
    SAFE_AREAS = "safe_areas"
    GRID = "grid_lines"


SPECS: dict[Command, ActionSpec] = {
    Command.SELECT_ALL: ActionSpec("select_all", phrase("Select all"), phrase("Select every region"), "", "Ctrl+A"),
    Command.COPY: ActionSpec("copy_regions", phrase("Copy"), phrase("Copy the selected regions"), "copy", "Ctrl+C"),
    Command.CUT: ActionSpec(
        "cut_regions", phrase("Cut"), phrase("Copy the selected regions and take them out"), "", "Ctrl+X"
    ),
    Command.PASTE: ActionSpec(
        "paste_regions", phrase("Paste"), phrase("Add the regions that were copied"), "", "Ctrl+V"
    ),
    Command.DUPLICATE: ActionSpec(
        "duplicate", phrase("Duplicate"), phrase("Add a copy of the selected regions beside them"), "copy", "Ctrl+D"
    ),
    Command.LOCK: ActionSpec(
        "lock",
        phrase("Lock or unlock"),
        phrase("Hold the selected regions where they are, or let go"),
        "lock",
        "Ctrl+L",
    ),
    Command.TO_FRONT: ActionSpec(
        "to_front", phrase("Bring to front"), phrase("Put the region in front of all others"), "forward", "Ctrl+Home"
    ),
    Command.TO_BACK: ActionSpec(
        "to_back", phrase("Send to back"), phrase("Put the region behind all others"), "backward", "Ctrl+End"
    ),
    Command.ZOOM_IN: ActionSpec("zoom_in", phrase("Zoom in"), phrase("Show the canvas larger"), "zoom-in", "Ctrl++"),
    Command.ZOOM_OUT: ActionSpec(
        "zoom_out", phrase("Zoom out"), phrase("Show the canvas smaller"), "zoom-out", "Ctrl+-"
    ),
    Command.ZOOM_FIT: ActionSpec("zoom_fit", phrase("Fit"), phrase("Show the whole canvas"), "fit", "Ctrl+0"),
    Command.ZOOM_WHOLE: ActionSpec(
        "zoom_whole", phrase("100 %"), phrase("Show each pixel of the canvas as one of the screen"), "", "Ctrl+9"
    ),
    Command.THIRDS: ActionSpec("thirds", phrase("Thirds"), phrase("Show lines at the thirds of the canvas"), "", "T"),
    Command.SAFE_AREAS: ActionSpec(
        "safe_areas", phrase("Safe areas"), phrase("Show what every screen shows, and where words are safe"), "", "S"
    ),
    Command.GRID: ActionSpec("grid_lines", phrase("Grid"), phrase("Show a grid, and let regions snap to it"), "", "G"),
}

BY_ARROWS: tuple[ActionSpec, ...] = (
    ActionSpec("nudge", phrase("Move"), phrase("Move the selection by 1 px with an arrow key"), "", "Right"),
    ActionSpec("nudge_far", phrase("Move far"), phrase("Move the selection by 10 px"), "", "Shift+Right"),
    ActionSpec("grow", phrase("Resize"), phrase("Resize the selection by 10 px"), "", "Ctrl+Shift+Right"),
)
"""Keys that come in fours: the other arrows do the same in their own direction."""

_KEYS_ONLY = {
    "Del": Command.DELETE,
    "Backspace": Command.DELETE,
    "Ctrl+Up": Command.RAISE,
    "Ctrl+Down": Command.LOWER,
    "F": Command.FILL,
    "Ctrl+=": Command.ZOOM_IN,
}
"""Keys of buttons beside the canvas, and second ones."""

_BY_KEYS = {
    **_KEYS_ONLY,
    **{spec.shortcut: command for command, spec in SPECS.items()},
}


def command_of(event: QKeyEvent) -> Command | None:
    """Tell what a key means on the canvas."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):  # on many keyboards plus is typed with Shift
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return _BY_KEYS.get(QKeySequence(QKeyCombination(modifiers, key)).toString())
