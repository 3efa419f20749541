"""What can be done with kept layouts, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.controllers.library_view import NUMBER_KEYS
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace

SAVE = ActionSpec(
    "save-layout", phrase("Save layout…"), phrase("Keep the draft under a name, to have it back with one key"), "add",
    "Ctrl+S",
)  # fmt: skip
OPEN = ActionSpec(
    "open-layout", phrase("Open layout…"), phrase("Open the JSON of a StartRecord or UpdateLayout call as a layout"),
    "folder", "Ctrl+Shift+O",
)  # fmt: skip
PASTE = ActionSpec(
    "paste-layout", phrase("Paste layout"), phrase("Read a layout from the JSON on the clipboard"), "copy",
    "Ctrl+Shift+V",
)  # fmt: skip
EXPORT = ActionSpec(
    "export-layout", phrase("Export…"), phrase("Write the selected layout, or the draft, as the JSON of an API call"),
    "file", "Ctrl+Shift+X",
)  # fmt: skip
STAGE_BY_NUMBER = ActionSpec(
    "stage-by-number", phrase("Layout 1 to 9"), phrase("Put a kept layout into the draft; Apply puts it on air"),
    "layers", "Shift+1", more_shortcuts=tuple(f"Shift+{number}" for number in range(2, NUMBER_KEYS + 1)),
)  # fmt: skip
MORE = ActionSpec("layout-menu", phrase("More"), phrase("All that can be done with the kept layouts"), "more", "Ctrl+K")

STAGE = ActionSpec(
    "stage-layout", phrase("Put into the draft"), phrase("Put the selected layout into the draft"), "layers", "Return",
    place=KeyPlace.LAYOUTS, more_shortcuts=("Space",),
)  # fmt: skip
RENAME = ActionSpec(
    "rename-layout", phrase("Rename…"), phrase("Give the selected layout another name"), "draft", "F2",
    place=KeyPlace.LAYOUTS,
)  # fmt: skip
DUPLICATE = ActionSpec(
    "duplicate-layout", phrase("Duplicate"), phrase("Keep the selected layout a second time"), "copy", "Ctrl+D",
    place=KeyPlace.LAYOUTS,
)  # fmt: skip
REPLACE = ActionSpec(
    "replace-layout", phrase("Replace with the draft"), phrase("Replace the selected layout with the present draft"),
    "retry", "Ctrl+U", place=KeyPlace.LAYOUTS,
)  # fmt: skip
SHARE = ActionSpec(
    "share-layout", phrase("Offer in all rooms"), phrase("Offer the selected layout in all rooms, or in this one only"),
    "people", "Ctrl+Shift+U", place=KeyPlace.LAYOUTS,
)  # fmt: skip
COPY = ActionSpec(
    "copy-layout", phrase("Copy as JSON"), phrase("Copy the selected layout as the body of an UpdateLayout call"),
    "copy", "Ctrl+C", place=KeyPlace.LAYOUTS,
)  # fmt: skip
EARLIER = ActionSpec(
    "layout-earlier", phrase("Move left"), phrase("Put the selected layout one place earlier"), "previous", "Alt+Left",
    place=KeyPlace.LAYOUTS,
)  # fmt: skip
LATER = ActionSpec(
    "layout-later", phrase("Move right"), phrase("Put the selected layout one place later"), "next", "Alt+Right",
    place=KeyPlace.LAYOUTS,
)  # fmt: skip
DELETE = ActionSpec(
    "delete-layout", phrase("Delete layout"), phrase("Take the selected layout out of the library"), "trash", "Del",
    place=KeyPlace.LAYOUTS,
)  # fmt: skip
UNDO = ActionSpec(
    "undo-layouts", phrase("Undo"), phrase("Take back the last change of the kept layouts"), "undo", "Ctrl+Z",
    place=KeyPlace.LAYOUTS,
)  # fmt: skip

SAVE_NAME = ActionSpec("save-layout-name", phrase("Save"), phrase("Keep the layout under this name"), "check")
REPLACE_NAME = ActionSpec(
    "save-layout-name", phrase("Replace"), phrase("Replace the kept layout of this name"), "retry"
)
TAKE_IN = ActionSpec("take-in-layout", phrase("Open"), phrase("Keep the layout and put it into the draft"), "check")
CANCEL = ActionSpec("cancel-layout", phrase("Cancel"), phrase("Leave everything as it is"), shortcut="Esc",
                    place=KeyPlace.FIELD)  # fmt: skip

FULL = phrase("The library is full. Delete a layout first.")

CARD_ACTIONS = (STAGE, RENAME, DUPLICATE, REPLACE, SHARE, EARLIER, LATER, COPY, EXPORT, DELETE)
WINDOW_ACTIONS = (SAVE, OPEN, PASTE, EXPORT, STAGE_BY_NUMBER, MORE)
