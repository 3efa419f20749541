"""What can be done with whiteboards, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec

IMPORT = ActionSpec(
    "import-boards",
    phrase("Add boards…"),
    phrase("Open pictures as whiteboards (JPG, JPEG, PNG, BMP)"),
    "add",
    "Ctrl+O",
)
CLOSE = ActionSpec(
    "close-board", phrase("Close board"), phrase("Take the selected board out of the room"), "trash", "Ctrl+Shift+W"
)
PREVIOUS_PAGE = ActionSpec(
    "previous-page", phrase("Previous page"), phrase("Turn the board on air back by one page"), "previous", "PgUp"
)
NEXT_PAGE = ActionSpec(
    "next-page", phrase("Next page"), phrase("Turn the board on air forward by one page"), "next", "PgDown"
)

PANEL_ACTIONS = (IMPORT, CLOSE, PREVIOUS_PAGE, NEXT_PAGE)
NUMBER_KEYS = 9
"""Boards 1 to 9 go on air by their number keys."""
