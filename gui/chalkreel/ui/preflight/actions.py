"""What can be done about findings, as data."""

from chalkreel.base.phrase import phrase
from chalkreel.domain.preflight import Remedy
from chalkreel.ui.kit.actions import ActionSpec

SHOW = ActionSpec("show-findings", phrase("Show checks"), phrase("List what was checked before recording"), "up", "F8")
HIDE = ActionSpec("show-findings", phrase("Hide checks"), phrase("Hide the list of checks"), "down", "F8")
FIX = ActionSpec("fix-first", phrase("Fix"), phrase("Do what helps with the most serious finding"), "check", "Ctrl+F8")
CHECK_AGAIN = ActionSpec(
    "check-again", phrase("Check again"), phrase("Try connection, storage and disk again now"), "retry", "Shift+F8"
)
PANEL_ACTIONS = (SHOW, FIX, CHECK_AGAIN)

REMEDIES: dict[Remedy, ActionSpec] = {
    Remedy.PUT_BOARD_IN_LAYOUT: ActionSpec(
        "remedy-put-board", phrase("Put it into the layout"), phrase("Give the whiteboard a region"), "board"
    ),
    Remedy.ONE_WHITEBOARD: ActionSpec(
        "remedy-one-board",
        phrase("Make it one whiteboard"),
        phrase("Keep the largest; others become seats"),
        "board",
    ),
    Remedy.BOARD_TO_FRONT: ActionSpec(
        "remedy-board-front",
        phrase("Bring it to the front"),
        phrase("Put the whiteboard in front of all others"),
        "forward",
    ),
    Remedy.BOARD_ALONE: ActionSpec(
        "remedy-board-alone", phrase("Keep it for the board"), phrase("Show nobody in the whiteboard's region"), "board"
    ),
    Remedy.LARGE_BOARD: ActionSpec(
        "remedy-large-board", phrase("Make it large"), phrase("Give the whiteboard the largest place"), "board"
    ),
    Remedy.SHAPE_BOARD_REGION: ActionSpec(
        "remedy-shape-region", phrase("Shape the region"), phrase("Give the region the shape of the board"), "fit"
    ),
    Remedy.REGIONS_INSIDE: ActionSpec(
        "remedy-inside", phrase("Move it inside"), phrase("Bring every region back onto the canvas"), "crop"
    ),
    Remedy.OPEN_SEAT: ActionSpec(
        "remedy-open-seat", phrase("Make it an open seat"), phrase("Show whoever joins next in this region"), "user"
    ),
    Remedy.FREE_LARGE_VIEW: ActionSpec(
        "remedy-free-large", phrase("Show who is here"), phrase("Give the large view to the first to enter"), "user"
    ),
    Remedy.PUT_PEOPLE_IN_LAYOUT: ActionSpec(
        "remedy-seat", phrase("Put them in the layout"), phrase("Give everybody who is left out a place"), "people"
    ),
    Remedy.SHOW_IN_LAYOUT: ActionSpec(
        "remedy-show", phrase("Show in the layout"), phrase("Go to the canvas where this was found"), "layers"
    ),
    Remedy.RECORD_BOARDS: ActionSpec(
        "remedy-record-boards", phrase("Record whiteboards"), phrase("Switch whiteboards on for the recording"), "board"
    ),
    Remedy.RECORD_PICTURE: ActionSpec(
        "remedy-record-picture", phrase("Record the picture"), phrase("Record picture and sound together"), "file"
    ),
    Remedy.RECORD_EVERYBODY: ActionSpec(
        "remedy-everybody", phrase("Record everybody"), phrase("Record whoever is in the room"), "people"
    ),
    Remedy.SHAPE_BOARD_FILE: ActionSpec(
        "remedy-shape-file", phrase("Shape the file"), phrase("Give the board's file the shape of the board"), "fit"
    ),
    Remedy.DROP_PICTURE: ActionSpec(
        "remedy-drop-picture", phrase("Leave it out"), phrase("Record without this picture"), "trash"
    ),
    Remedy.TAKE_SETTINGS: ActionSpec(
        "remedy-take-settings", phrase("Take settings…"), phrase("Choose how the recording is made"), "sliders"
    ),
    Remedy.ADD_BOARDS: ActionSpec(
        "remedy-add-boards", phrase("Add boards…"), phrase("Open pictures or PDF files as whiteboards"), "add"
    ),
    Remedy.LIST_BOARDS: ActionSpec(
        "remedy-list-boards", phrase("List boards…"), phrase("Write down the room's boards and their shapes"), "add"
    ),
    Remedy.CHOOSE_BOARD_PICTURE: ActionSpec(
        "remedy-board-picture", phrase("Choose picture…"), phrase("Choose a picture to know the board by"), "image"
    ),
    Remedy.ADD_PERSON: ActionSpec(
        "remedy-add-person", phrase("Add a participant…"), phrase("Let a video or sound file take part"), "add"
    ),
    Remedy.REMOVE_PERSON: ActionSpec(
        "remedy-remove-person", phrase("Take them out"), phrase("Take this participant out of the room"), "close"
    ),
    Remedy.UNMUTE: ActionSpec(
        "remedy-unmute", phrase("Unmute"), phrase("Switch the first muted microphone on"), "microphone"
    ),
    Remedy.CONNECTION: ActionSpec(
        "remedy-connection", phrase("Connection…"), phrase("Open the connection and storage settings"), "settings"
    ),
    Remedy.CHOOSE_FOLDER: ActionSpec(
        "remedy-folder", phrase("Choose another folder…"), phrase("Save recordings into another folder"), "folder"
    ),
    Remedy.CHECK_AGAIN: ActionSpec(
        "remedy-check-again", phrase("Check again"), phrase("See whether this is over"), "retry"
    ),
}
"""The one button of a finding; they have no keys of their own: Ctrl+F8 presses the first one."""
