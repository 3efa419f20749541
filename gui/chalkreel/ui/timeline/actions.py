"""What can be done with the time line, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec

FOLD = ActionSpec(
    "fold-time-line", phrase("Fewer rows"), phrase("Show the boards of the time line only"), "down", "Ctrl+J"
)
UNFOLD = ActionSpec("fold-time-line", phrase("All rows"), phrase("Show every row of the time line"), "next", "Ctrl+J")
FIT = ActionSpec(
    "fit-time-line", phrase("Show all"), phrase("Show the whole take on the time line"), "fit", "Ctrl+Shift+J"
)
PLAY = ActionSpec(
    "play-take",
    phrase("Play from here"),
    phrase("Watch this take from the place on the time line"),
    "play",
    "Ctrl+Shift+Y",
)

PANEL_ACTIONS = (FOLD, FIT, PLAY)
