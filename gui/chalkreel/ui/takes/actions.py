"""What can be done with past takes, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec

OPEN_FOLDER = ActionSpec(
    "takes-open-folder", phrase("Open folder"), phrase("Show this file in its folder"), "folder", "Ctrl+Shift+O"
)
COPY_ADDRESS = ActionSpec(
    "takes-copy-address", phrase("Copy address"), phrase("Copy the address of this file"), "copy", "Ctrl+Shift+C"
)
PLAY = ActionSpec("takes-play", phrase("Play"), phrase("Watch this take (also Space or K)"), "play")
PAUSE = ActionSpec("takes-play", phrase("Pause"), phrase("Pause the film here (also Space or K)"), "pause")
EARLIER = ActionSpec(
    "takes-earlier", phrase("Board before"), phrase("Go to the board before (also Page Up)"), "previous"
)
LATER = ActionSpec("takes-later", phrase("Next board"), phrase("Go to the next board (also Page Down)"), "next")
MUTE = ActionSpec("takes-mute", phrase("Mute"), phrase("Watch without sound"), "sound", "S")
CAPTIONS = ActionSpec(
    "takes-captions", phrase("Board names"), phrase("Show the name of the board in the picture"), "board", "C"
)

WINDOW_ACTIONS = (OPEN_FOLDER, COPY_ADDRESS, PLAY, EARLIER, LATER, MUTE, CAPTIONS)
