"""What the keys do while the canvas has the focus, as data."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace


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


def _spec(action_id: str, label: Phrase, tip: Phrase, icon: str, shortcut: str) -> ActionSpec:
    return ActionSpec(action_id, label, tip, icon, shortcut, place=KeyPlace.CANVAS)


SPECS: dict[Command, ActionSpec] = {
    Command.SELECT_ALL: _spec("select_all", phrase("Select all"), phrase("Select every region"), "", "Ctrl+A"),
    Command.COPY: _spec("copy_regions", phrase("Copy"), phrase("Copy the selected regions"), "copy", "Ctrl+C"),
    Command.CUT: _spec(
        "cut_regions", phrase("Cut"), phrase("Copy the selected regions and take them out"), "", "Ctrl+X"
    ),
    Command.PASTE: _spec("paste_regions", phrase("Paste"), phrase("Add the regions that were copied"), "", "Ctrl+V"),
    Command.DUPLICATE: _spec(
        "duplicate", phrase("Duplicate"), phrase("Add a copy of the selected regions beside them"), "copy", "Ctrl+D"
    ),
    Command.LOCK: _spec(
        "lock",
        phrase("Lock or unlock"),
        phrase("Hold the selected regions where they are, or let go"),
        "lock",
        "Ctrl+L",
    ),
    Command.TO_FRONT: _spec(
        "to_front", phrase("Bring to front"), phrase("Put the region in front of all others"), "forward", "Ctrl+Home"
    ),
    Command.TO_BACK: _spec(
        "to_back", phrase("Send to back"), phrase("Put the region behind all others"), "backward", "Ctrl+End"
    ),
    Command.ZOOM_IN: _spec("zoom_in", phrase("Zoom in"), phrase("Show the canvas larger"), "zoom-in", "Ctrl++"),
    Command.ZOOM_OUT: _spec("zoom_out", phrase("Zoom out"), phrase("Show the canvas smaller"), "zoom-out", "Ctrl+-"),
    Command.ZOOM_FIT: _spec("zoom_fit", phrase("Fit"), phrase("Show the whole canvas"), "fit", "Ctrl+0"),
    Command.ZOOM_WHOLE: _spec(
        "zoom_whole", phrase("100 %"), phrase("Show each pixel of the canvas as one of the screen"), "", "Ctrl+9"
    ),
    Command.THIRDS: _spec("thirds", phrase("Thirds"), phrase("Show lines at the thirds of the canvas"), "", "T"),
    Command.SAFE_AREAS: _spec(
        "safe_areas", phrase("Safe areas"), phrase("Show what every screen shows, and where words are safe"), "", "S"
    ),
    Command.GRID: _spec("grid_lines", phrase("Grid"), phrase("Show a grid, and let regions snap to it"), "", "G"),
}

NUDGE = ActionSpec(
    "nudge",
    phrase("Move"),
    phrase("Move the selection by 1 px"),
    shortcut="Right",
    place=KeyPlace.CANVAS,
    more_shortcuts=("Left", "Up", "Down"),
)
NUDGE_FAR = ActionSpec(
    "nudge_far",
    phrase("Move far"),
    phrase("Move the selection by 10 px"),
    shortcut="Shift+Right",
    place=KeyPlace.CANVAS,
    more_shortcuts=("Shift+Left", "Shift+Up", "Shift+Down"),
)
GROW = ActionSpec(
    "grow",
    phrase("Resize"),
    phrase("Make the selection 10 px larger or smaller"),
    shortcut="Ctrl+Shift+Right",
    place=KeyPlace.CANVAS,
    more_shortcuts=("Ctrl+Shift+Left", "Ctrl+Shift+Up", "Ctrl+Shift+Down"),
)
NEXT_REGION = ActionSpec(
    "next_region",
    phrase("Next region"),
    phrase("Select the next region"),
    shortcut="Tab",
    place=KeyPlace.CANVAS,
    more_shortcuts=("Shift+Tab",),
)
SELECT_NONE = ActionSpec(
    "select_none",
    phrase("Cancel or deselect"),
    phrase("Cancel a drag, or select nothing"),
    shortcut="Esc",
    place=KeyPlace.CANVAS,
)
PAN = ActionSpec(
    "pan", phrase("Hold to pan"), phrase("Drag the canvas while you hold it"), shortcut="Space", place=KeyPlace.CANVAS
)
VIEW = ActionSpec("view", phrase("View"), phrase("Zoom, guides and grid"), shortcut="Alt+V")
BY_HAND = (NUDGE, NUDGE_FAR, GROW, NEXT_REGION, SELECT_NONE, PAN, VIEW)

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
