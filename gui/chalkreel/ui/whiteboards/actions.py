"""What can be done with whiteboards, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace

IMPORT = ActionSpec(
    "import-boards",
    phrase("Add boards…"),
    phrase("Open pictures or PDF files as whiteboards; folders can be dropped here"),
    "add",
    "Ctrl+O",
)
IMPORT_FOLDER = ActionSpec(
    "import-board-folder",
    phrase("Add a folder…"),
    phrase("Open all pictures and PDF files of a folder as whiteboards"),
    "folder-add",
    "Ctrl+Alt+O",
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

STAGE = ActionSpec(
    "stage-boards",
    phrase("Stage, then take"),
    phrase("Let a click only make a board the next one; Take puts it on air"),
    "staged",
    "Ctrl+Shift+B",
)
TAKE = ActionSpec("take-board", phrase("Take"), phrase("Put the next board on air"), "on-air", "Shift+Return")
NOTHING_STAGED = phrase("Click the board that is to be next first.")
NOTHING_RUNS = phrase("Boards go on air while a recording runs.")

GROUPS = ActionSpec(
    "board-groups",
    phrase("Groups"),
    phrase("Put boards into groups, one per lesson for example"),
    "folder",
    "Ctrl+Shift+G",
)

BLANK = ActionSpec("blank-board", phrase("Blank board"), phrase("Open an empty white board"), "blank", "Ctrl+B")
SEARCH = ActionSpec(
    "search-boards", phrase("Find a board"), phrase("Find a board by its name or id"), "search", "Ctrl+F"
)
GRID = ActionSpec(
    "board-grid", phrase("Show as grid"), phrase("Show the boards in rows, many at once"), "grid", "Ctrl+G"
)
STRIP = ActionSpec("board-grid", phrase("Show as row"), phrase("Show the boards in one row again"), "file", "Ctrl+G")

BOOK = ActionSpec(
    "board-book",
    phrase("List boards…"),
    phrase("Write down which whiteboards this room has"),
    "add",
    "Ctrl+O",
    instead_of="import-boards",
)
FORGET = ActionSpec(
    "forget-board",
    phrase("Take off the list"),
    phrase("Take the selected board off the list; the room keeps it"),
    "trash",
    "Ctrl+Shift+W",
    instead_of="close-board",
)
PICTURE = ActionSpec(
    "board-picture", phrase("Choose picture…"), phrase("Choose a picture to know the selected board by"), "image"
)

NUMBER_KEYS = 9
"""Boards 1 to 9 go on air by their number keys."""
BY_NUMBER = ActionSpec(
    "board-by-number",
    phrase("Board 1 to 9"),
    phrase("Put the board of this number on air"),
    "board",
    "1",
    more_shortcuts=tuple(str(number) for number in range(2, NUMBER_KEYS + 1)),
)
PUT_ON_AIR = ActionSpec(
    "put-board-on-air",
    phrase("Put on air"),
    phrase("Put the selected board on air"),
    "on-air",
    "Return",
    place=KeyPlace.BOARDS,
    more_shortcuts=("Space",),
)
EARLIER = ActionSpec(
    "board-earlier",
    phrase("Move left"),
    phrase("Put the selected board one place earlier"),
    "previous",
    "Alt+Left",
    place=KeyPlace.BOARDS,
)
LATER = ActionSpec(
    "board-later",
    phrase("Move right"),
    phrase("Put the selected board one place later"),
    "next",
    "Alt+Right",
    place=KeyPlace.BOARDS,
)
PASTE = ActionSpec(
    "paste-board",
    phrase("Paste"),
    phrase("Make a board of the picture or files on the clipboard"),
    "copy",
    "Ctrl+V",
    place=KeyPlace.BOARDS,
)

PANEL_ACTIONS = (IMPORT, IMPORT_FOLDER, STAGE, TAKE, GROUPS, BLANK, SEARCH, GRID, CLOSE, PREVIOUS_PAGE, NEXT_PAGE)
