"""What belongs to the window as a whole, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec

KEYS = ActionSpec(
    "keys", phrase("Keys"), phrase("Show all keys and what they do"), "question", "?", more_shortcuts=("F1",)
)
SAVE_SHEET = ActionSpec(
    "save-key-sheet", phrase("Save as PDF…"), phrase("Save this list as a PDF file, to print it"), "file"
)
CLOSE_SHEET = ActionSpec("close-key-sheet", phrase("Close"), phrase("Go back to the lesson"), "close")
