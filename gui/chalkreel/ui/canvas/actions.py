"""What the host can do on the canvas, as data."""

from __future__ import annotations

from chalkreel.base.phrase import phrase
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.layout_names import MODE_NAMES
from chalkreel.ui.canvas import stage_actions
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace

MODES: dict[MixMode, ActionSpec] = {
    MixMode.GRID: ActionSpec(
        "grid", MODE_NAMES[MixMode.GRID], phrase("Everyone the same size; the whiteboard first"), "grid", "Alt+1"
    ),
    MixMode.HORIZONTAL: ActionSpec(
        "horizontal", MODE_NAMES[MixMode.HORIZONTAL], phrase("One large view, the others above it"), "grid", "Alt+2"
    ),
    MixMode.VERTICAL: ActionSpec(
        "vertical", MODE_NAMES[MixMode.VERTICAL], phrase("One large view, the others to its right"), "grid", "Alt+3"
    ),
    MixMode.FLOATING: ActionSpec(
        "floating", MODE_NAMES[MixMode.FLOATING], phrase("One view fills the picture, the others over it"), "grid",
        "Alt+4",
    ),
    MixMode.CUSTOM: ActionSpec(
        "custom", MODE_NAMES[MixMode.CUSTOM], phrase("Regions where you put them"), "grid", "Alt+5"
    ),
}  # fmt: skip

DRAFT = ActionSpec("draft", phrase("Draft"), phrase("Arrange the picture; nobody sees it yet"), "draft", "Ctrl+1")
ON_AIR = ActionSpec("on_air", phrase("On air"), phrase("See what is being recorded now"), "on-air", "Ctrl+2")
NOTHING_ON_AIR = phrase("Nothing is on air: no recording is running")

MAKE_CUSTOM = ActionSpec(
    "make_custom", phrase("Make it mine"), phrase("Turn this into regions you can move, at the same places"), "layers",
    "Ctrl+M",
)  # fmt: skip

ADD = ActionSpec("add_region", phrase("Add"), phrase("Add a region to the picture"), "add", "Ctrl+Shift+N")
CANVAS_FULL = phrase("A layout has at most 25 regions")
SHOWS = ActionSpec("shows", phrase("Shows"), phrase("Choose what the selected region shows"), "user", "Ctrl+Shift+S")
FILLS: dict[FillMode, ActionSpec] = {
    FillMode.CROP: ActionSpec(
        "crop", phrase("Crop"), phrase("Fill the region and cut off what sticks out"), "crop", "F",
        place=KeyPlace.CANVAS,
    ),
    FillMode.FIT: ActionSpec(
        "fit", phrase("Fit"), phrase("Show the whole picture, with bars where it is too narrow"), "fit", "F",
        place=KeyPlace.CANVAS, instead_of="crop",
    ),
}  # fmt: skip
RAISE = ActionSpec(
    "raise",
    phrase("Bring forward"),
    phrase("Bring the region one step forward"),
    "forward",
    "Ctrl+Up",
    place=KeyPlace.CANVAS,
)
LOWER = ActionSpec(
    "lower",
    phrase("Send backward"),
    phrase("Send the region one step back"),
    "backward",
    "Ctrl+Down",
    place=KeyPlace.CANVAS,
)
DELETE = ActionSpec(
    "delete",
    phrase("Delete region"),
    phrase("Take the region out of the picture"),
    "trash",
    "Del",
    place=KeyPlace.CANVAS,
)
NOTHING_SELECTED = phrase("Click a region first")
LOCKED = phrase(
    "This region is locked. {key} unlocks it.", key=stage_actions.SPECS[stage_actions.Command.LOCK].shortcut
)

UNDO = ActionSpec("undo", phrase("Undo"), phrase("Take the last step back"), "undo", "Ctrl+Z")
REDO = ActionSpec("redo", phrase("Redo"), phrase("Do the step again that was taken back"), "redo", "Ctrl+Shift+Z")
SEE_DRAFT_FIRST = phrase("Switch to Draft to change it")
NOTHING_TO_UNDO = phrase("There is nothing to undo")
NOTHING_TO_REDO = phrase("There is nothing to redo")

APPLY = ActionSpec("apply", phrase("Apply"), phrase("Put the draft on air"), "on-air", "Ctrl+Return")
REVERT = ActionSpec(
    "revert", phrase("Discard"), phrase("Drop the changes and go back to what is on air"), "reset", "Ctrl+Backspace"
)
LIVE = ActionSpec(
    "apply_edits", phrase("Apply as I edit"), phrase("Let every change go on air at once, without Apply"), "live",
    "Ctrl+Shift+Return",
)  # fmt: skip
LIVE_OFF = ActionSpec(
    "apply_edits", phrase("Stop applying as I edit"), phrase("Let changes go on air only when you press Apply"), "live",
    "Ctrl+Shift+Return", instead_of="apply_edits",
)  # fmt: skip
BACK = ActionSpec(
    "back", phrase("Back to previous"), phrase("Put back on air what was there before the last change"), "history",
    "Ctrl+Shift+Backspace",
)  # fmt: skip
NO_PREVIOUS = phrase("Nothing else was on air in this recording")
DIFFERENCE = ActionSpec(
    "show_difference", phrase("Show on the canvas"), phrase("Mark on the canvas what Apply would change"), "eye",
    "Ctrl+Shift+K",
)  # fmt: skip
LARGE_VIEW = ActionSpec(
    "large_view", phrase("Large view"), phrase("Choose who gets the large view; a click on a view does it too"), "user",
    "Ctrl+Shift+L",
)  # fmt: skip
BOARD_IS_LARGE = phrase("The whiteboard has the large view while it is on air.")
REHEARSE = ActionSpec(
    "rehearse", phrase("Try with"), phrase("See this layout with another number of views; nothing is sent"), "people",
    "Ctrl+H",
)  # fmt: skip
NOTHING_TO_APPLY = phrase("There is no change to apply")
APPLYING = phrase("The change is being sent")
SHOW_PROBLEMS = ActionSpec("problems", phrase("Show all"), phrase("List everything that was noticed"), "down", "Ctrl+I")

ALL = (
    *MODES.values(), DRAFT, ON_AIR, UNDO, REDO, MAKE_CUSTOM, ADD, SHOWS, *FILLS.values(), RAISE, LOWER, DELETE,
    APPLY, REVERT, SHOW_PROBLEMS, LIVE, BACK, DIFFERENCE, LARGE_VIEW, REHEARSE,
    *stage_actions.SPECS.values(), *stage_actions.BY_HAND,
)  # fmt: skip
