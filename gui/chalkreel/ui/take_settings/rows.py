"""The rows of the take settings, as data. What disables a row and what is wrong with it, the contract says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.enums import (
    FillMode,
    FrameFillMode,
    OutputFileFormat,
    RecordMode,
    RecordMuteAudio,
    SoundWaveType,
    StreamType,
)


class RowKind(Enum):
    """How a value is entered."""

    CHOICE = "choice"
    SWITCH = "switch"
    NUMBER = "number"
    TEXT = "text"
    COLOR = "color"
    SIZE = "size"
    PLACE = "place"
    STREAMS = "streams"
    STREAM_CHOICES = "stream choices"


class Section(Enum):
    """The groups of rows, in their order; the first stands open, the others can be folded."""

    LESSON = phrase("This lesson")
    QUALITY = phrase("Quality")
    PEOPLE = phrase("People")
    PICTURE = phrase("Picture")
    BOARD = phrase("Whiteboard")
    SOUND = phrase("Sound")
    FILES = phrase("Files")


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row: ``setting`` names the member of ``TakeSettings``.

    ``unit`` stands behind a number and ``scale`` is what one of it counts in the setting's own unit. An ``is_optional``
    number may stay empty, which ``empty`` explains.
    """

    setting: str
    section: Section
    label: Phrase
    kind: RowKind
    hint: Phrase | None = None
    choices: tuple[tuple[object, Phrase], ...] = ()
    unit: Phrase | None = None
    scale: int = 1
    is_optional: bool = False
    empty: Phrase | None = None
    placeholder: str = ""


MODES = (
    (RecordMode.MIXED, phrase("Mixed: everybody in one picture")),
    (RecordMode.SINGLE, phrase("Single: a file for each stream")),
)
STREAM_TYPES = (
    (StreamType.AUDIO_VIDEO, phrase("Sound and picture")),
    (StreamType.AUDIO, phrase("Sound only")),
    (StreamType.VIDEO, phrase("Picture only")),
    (StreamType.SEPARATE, phrase("Sound and picture in separate files")),
)
FORMATS = (
    (OutputFileFormat.MP4, phrase("mp4: video for every player")),
    (OutputFileFormat.HLS, phrase("hls: a playlist with fragments")),
    (OutputFileFormat.FLV, phrase("flv: Flash video")),
    (OutputFileFormat.JPG, phrase("jpg: a series of pictures, no recording")),
    (OutputFileFormat.AAC, phrase("aac: sound")),
    (OutputFileFormat.MP3, phrase("mp3: sound")),
    (OutputFileFormat.OGG, phrase("ogg: sound")),
)
FRAME_FILLS = (
    (FrameFillMode.LAST_FRAME, phrase("The last picture")),
    (FrameFillMode.COLOR, phrase("A colour")),
    (FrameFillMode.NONE, phrase("Nothing, or the background")),
)
PRESET_FILLS = (
    (None, phrase("Large view fitted, others cropped")),
    (FillMode.CROP, phrase("Crop every picture")),
    (FillMode.FIT, phrase("Fit every picture")),
)
MUTE_CHOICES = (
    (RecordMuteAudio.RECORD, phrase("Record it as silence")),
    (RecordMuteAudio.SKIP, phrase("Leave it out")),
)
WAVE_TYPES = (
    (SoundWaveType.STREAM_ID, phrase("By stream")),
    (SoundWaveType.USER_ID, phrase("By person")),
)
PIXELS = phrase("px")
SECONDS = phrase("s")
MINUTES = phrase("min")
KBPS = phrase("kbps")
FPS = phrase("fps")
MILLISECONDS = phrase("ms")
IMAGE_SAMPLE = "https://…/picture.png"
_IMAGE = phrase("Address (http or https) of a JPG or PNG, 5 MB at most.")


def _choice(
    setting: str,
    section: Section,
    label: Phrase,
    choices: tuple[tuple[object, Phrase], ...],
    hint: Phrase | None = None,
) -> RowSpec:
    return RowSpec(setting, section, label, RowKind.CHOICE, hint, choices)


def _switch(setting: str, section: Section, label: Phrase, hint: Phrase | None = None) -> RowSpec:
    return RowSpec(setting, section, label, RowKind.SWITCH, hint)


def _number(
    setting: str, section: Section, label: Phrase, unit: Phrase, hint: Phrase | None = None, *, scale: int = 1
) -> RowSpec:
    return RowSpec(setting, section, label, RowKind.NUMBER, hint, unit=unit, scale=scale)


def _optional(
    setting: str, section: Section, label: Phrase, unit: Phrase, empty: Phrase, hint: Phrase, *, scale: int = 1
) -> RowSpec:
    return RowSpec(setting, section, label, RowKind.NUMBER, hint, unit=unit, scale=scale, is_optional=True, empty=empty)


def _image(setting: str, section: Section, label: Phrase, hint: Phrase = _IMAGE) -> RowSpec:
    return RowSpec(setting, section, label, RowKind.TEXT, hint, placeholder=IMAGE_SAMPLE)


ROWS: tuple[RowSpec, ...] = (
    _choice("record_mode", Section.LESSON, phrase("How it is recorded"), MODES),
    _choice("stream_type", Section.LESSON, phrase("What of it"), STREAM_TYPES),
    _choice("output_format", Section.LESSON, phrase("File format"), FORMATS),
    _number(
        "snapshot_interval_s",
        Section.LESSON,
        phrase("A picture every"),
        SECONDS,
        phrase("How often a picture is taken of a series of pictures."),
    ),
    _switch(
        "records_whiteboard",
        Section.LESSON,
        phrase("Record the whiteboard"),
        phrase("In a mixed recording as part of the picture, else in a file of its own."),
    ),
    RowSpec(
        "canvas",
        Section.LESSON,
        phrase("Picture size"),
        RowKind.SIZE,
        phrase("The canvas; at most Full HD. Larger than the cameras only blurs."),
        unit=PIXELS,
    ),
    _number("fps", Section.LESSON, phrase("Frame rate"), FPS, phrase("15 is enough for a lesson.")),
    _number(
        "max_idle_s",
        Section.LESSON,
        phrase("Stop when empty for"),
        SECONDS,
        phrase("Stops by itself when neither people nor whiteboards are in the room."),
    ),
    _number(
        "max_record_s",
        Section.LESSON,
        phrase("Stop at the latest after"),
        MINUTES,
        phrase("The longest a take may last."),
        scale=60,
    ),
    _optional(
        "video_bit_rate_bps",
        Section.QUALITY,
        phrase("Picture bit rate"),
        KBPS,
        phrase("suggested"),
        phrase("Empty: what is suggested for the size and the frame rate."),
        scale=1000,
    ),
    _number(
        "audio_bit_rate_bps",
        Section.QUALITY,
        phrase("Sound bit rate"),
        KBPS,
        phrase("Of the mixed sound; the recorder's own default is 48."),
        scale=1000,
    ),
    RowSpec(
        "recorded_streams",
        Section.PEOPLE,
        phrase("Only these streams"),
        RowKind.STREAMS,
        phrase("None chosen: everybody, also those who join later."),
    ),
    RowSpec(
        "stream_choices",
        Section.PEOPLE,
        phrase("What of each stream"),
        RowKind.STREAM_CHOICES,
        phrase("Sound or picture of single streams can be left out of the mix."),
    ),
    _switch(
        "fill_blank",
        Section.PEOPLE,
        phrase("Fill gaps of those who leave"),
        phrase("Mixed: the last picture stays. Single: the file goes on with silence."),
    ),
    _choice("fill_frame_mode", Section.PEOPLE, phrase("A camera that is off shows"), FRAME_FILLS),
    RowSpec("fill_frame_rgb", Section.PEOPLE, phrase("Its colour"), RowKind.COLOR),
    _image(
        "empty_view_image",
        Section.PEOPLE,
        phrase("Picture for the absent"),
        phrase("Address (http or https) of a JPG or PNG for the views of those who are not there."),
    ),
    _switch(
        "resume_without_interruption",
        Section.PEOPLE,
        phrase("Same file after a break"),
        phrase("Who comes back goes on in the same file, and the gap is cut out."),
    ),
    _switch(
        "is_always_mix",
        Section.PEOPLE,
        phrase("Begin in an empty room"),
        phrase("The recording begins at once, not with the first person."),
    ),
    _optional(
        "clear_input_timeout_ms",
        Section.PEOPLE,
        phrase("Wait for pictures and sound"),
        MILLISECONDS,
        phrase("the recorder decides"),
        phrase("How long the mix waits for its streams before it begins."),
    ),
    _choice(
        "preset_fill",
        Section.PICTURE,
        phrase("Pictures in the layouts"),
        PRESET_FILLS,
        phrase("For grid, horizontal, vertical and floating; a custom layout has it in each region."),
    ),
    RowSpec("background_rgb", Section.PICTURE, phrase("Background colour"), RowKind.COLOR),
    _image("background_image", Section.PICTURE, phrase("Background picture")),
    _image("watermark_image", Section.PICTURE, phrase("Watermark picture")),
    RowSpec(
        "watermark_place",
        Section.PICTURE,
        phrase("Watermark place"),
        RowKind.PLACE,
        phrase("Left, top, width and height; the picture is stretched to it."),
        unit=PIXELS,
    ),
    _optional(
        "clock_font_px",
        Section.PICTURE,
        phrase("Date and time"),
        PIXELS,
        phrase("not shown"),
        phrase("Height of the writing in the top right corner; empty: not shown."),
    ),
    RowSpec(
        "board_size",
        Section.BOARD,
        phrase("Size of its own file"),
        RowKind.SIZE,
        phrase("For single recordings, where the whiteboard has a file of its own."),
        unit=PIXELS,
    ),
    RowSpec("board_rgb", Section.BOARD, phrase("Colour behind it"), RowKind.COLOR),
    _switch("animates_presentations", Section.BOARD, phrase("Presentations move")),
    _number("presentation_fps", Section.BOARD, phrase("Their frame rate"), FPS),
    _choice("record_mute_audio", Section.SOUND, phrase("A muted microphone"), MUTE_CHOICES),
    _optional(
        "mute_split_s",
        Section.SOUND,
        phrase("New file after silence of"),
        SECONDS,
        phrase("never"),
        phrase("0: after any silence. Empty: never."),
    ),
    _switch(
        "records_sound_wave",
        Section.SOUND,
        phrase("List who is how loud"),
        phrase("Beside the recording, a file tells once a second how loud everybody is."),
    ),
    _choice("sound_wave_type", Section.SOUND, phrase("Listed"), WAVE_TYPES),
    RowSpec("mix_name", Section.FILES, phrase("Name of the mix"), RowKind.TEXT, phrase("Part of the file's name.")),
    RowSpec(
        "output_folder",
        Section.FILES,
        phrase("Folder"),
        RowKind.TEXT,
        phrase("In the storage, with a slash at its end. Empty: the folder of the connection."),
        placeholder="lessons/",
    ),
    _number("fragment_s", Section.FILES, phrase("Length of a fragment"), SECONDS),
    _switch(
        "uploads_fragments",
        Section.FILES,
        phrase("Upload while recording"),
        phrase("Each fragment is saved as soon as it is complete."),
    ),
    _switch("has_short_fragment_paths", Section.FILES, phrase("Short names in the playlist")),
)
