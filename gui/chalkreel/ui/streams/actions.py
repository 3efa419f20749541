"""What can be done in the streams panel, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec

CONNECTION = ActionSpec(
    "connection",
    phrase("Connection…"),
    phrase("Choose where recording happens: Studio on this computer or a ZEGOCLOUD project"),
    "settings",
    "Ctrl+,",
)
ADD_STREAM = ActionSpec(
    "add-stream",
    phrase("Add participant"),
    phrase("Let a video or sound file take part in the room"),
    "add",
    "Ctrl+Shift+A",
)
ADD_GUEST = ActionSpec(
    "add-guest",
    phrase("From an address…"),
    phrase("Let a camera, a stream from the network or an encoder like OBS take part in the room"),
    "connection",
    "Ctrl+Shift+E",
)
MUTE = ActionSpec("mute", phrase("Mute"), phrase("Switch this participant's microphone off"), "microphone")
UNMUTE = ActionSpec("unmute", phrase("Unmute"), phrase("Switch this participant's microphone on"), "microphone-off")
CAMERA_OFF = ActionSpec(
    "camera-off", phrase("Turn camera off"), phrase("Switch this participant's camera off"), "camera"
)
CAMERA_ON = ActionSpec(
    "camera-on", phrase("Turn camera on"), phrase("Switch this participant's camera on"), "camera-off"
)
REMOVE = ActionSpec("remove-stream", phrase("Remove"), phrase("Take this participant out of the room"), "close")

PANEL_ACTIONS = (CONNECTION, ADD_STREAM, ADD_GUEST)
ROW_ACTIONS = (MUTE, UNMUTE, CAMERA_OFF, CAMERA_ON, REMOVE)
