"""What can be done with a take, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import TakeAction
from chalkreel.ui.kit.actions import ActionSpec

RECORD = ActionSpec("record", phrase("Record"), phrase("Start recording this room"), "record", "Ctrl+R")
PAUSE = ActionSpec(
    "pause", phrase("Pause"), phrase("Leave out of the recording what happens from now on"), "pause", "Ctrl+P"
)
RESUME = ActionSpec("resume", phrase("Resume"), phrase("Go on recording into the same file"), "play", "Ctrl+P",
                    instead_of="pause")  # fmt: skip
SNAPSHOT = ActionSpec(
    "snapshot", phrase("Snapshot"), phrase("Save a picture of what is recorded right now"), "snapshot", "Ctrl+Shift+P"
)
MARK = ActionSpec("mark", phrase("Marker"), phrase("Give this moment a name; it becomes a chapter"), "flag", "M")
STOP = ActionSpec("stop", phrase("Stop"), phrase("End the recording and save the file"), "stop", "Ctrl+Shift+R")

TAKE_SETTINGS = ActionSpec(
    "take-settings", phrase("Take settings"), phrase("Choose how the next recording is made"), "sliders", "Ctrl+T"
)

TAKES = ActionSpec(
    "takes", phrase("Takes"), phrase("List all takes of this computer and watch them"), "history", "Ctrl+Shift+H"
)

RECORD_BAR_ACTIONS = (RECORD, PAUSE, RESUME, SNAPSHOT, MARK, STOP, TAKE_SETTINGS, TAKES)

TAKE_ACTIONS = {
    TakeAction.RECORD: ActionSpec(
        "take-record", phrase("Record"), phrase("Start recording this room"), "record", tone="record"
    ),
    TakeAction.STOP: ActionSpec(
        "take-stop", phrase("Stop now"), phrase("End the recording and save the file"), "stop", tone="record_text"
    ),
    TakeAction.RESUME: ActionSpec(
        "take-resume", phrase("Resume"), phrase("Go on recording into the same file"), "play"
    ),
    TakeAction.OPEN_FOLDER: ActionSpec(
        "open-folder", phrase("Open folder"), phrase("Show the recording in its folder"), "folder"
    ),
    TakeAction.RECONNECT: ActionSpec(
        "reconnect", phrase("Try again"), phrase("Try to reach the recorder again"), "retry"
    ),
    TakeAction.RETRY: ActionSpec("retry", phrase("Try again"), phrase("Start recording once more"), "retry"),
    TakeAction.RETRY_UPLOAD: ActionSpec(
        "retry-upload", phrase("Save again"), phrase("Send the files from the backup to your storage"), "retry"
    ),
    TakeAction.TAKE_SETTINGS: ActionSpec(
        "change-take-settings",
        phrase("Change settings"),
        phrase("Open the take settings where they were refused"),
        "sliders",
    ),
    TakeAction.FIX_SETTINGS: ActionSpec(
        "fix-settings", phrase("Check settings"), phrase("Open the connection and storage settings"), "settings"
    ),
}
"""The one button of a phase; no shortcuts here, since the same wishes have theirs on the record bar."""
