"""What can be known before a recording, and what is found wrong with it: values only; ``preflight_rules`` judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from chalkreel.base.phrase import Phrase
from chalkreel.domain.board_recording import records_board
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings


class Severity(Enum):
    """What a finding means for Record: only what the recorder would surely refuse blocks it."""

    BLOCKS = "blocks"
    WARNS = "warns"
    NOTE = "note"


class Remedy(Enum):
    """What one click does about a finding."""

    PUT_BOARD_IN_LAYOUT = "put board in layout"
    ONE_WHITEBOARD = "one whiteboard"
    BOARD_TO_FRONT = "board to front"
    BOARD_ALONE = "board alone"
    LARGE_BOARD = "large board"
    SHAPE_BOARD_REGION = "shape board region"
    REGIONS_INSIDE = "regions inside"
    OPEN_SEAT = "open seat"
    FREE_LARGE_VIEW = "free large view"
    PUT_PEOPLE_IN_LAYOUT = "put people in layout"
    SHOW_IN_LAYOUT = "show in layout"
    RECORD_BOARDS = "record boards"
    RECORD_PICTURE = "record picture"
    RECORD_EVERYBODY = "record everybody"
    SHAPE_BOARD_FILE = "shape board file"
    DROP_PICTURE = "drop picture"
    TAKE_SETTINGS = "take settings"
    ADD_BOARDS = "add boards"
    LIST_BOARDS = "list boards"
    CHOOSE_BOARD_PICTURE = "choose board picture"
    ADD_PERSON = "add person"
    REMOVE_PERSON = "remove person"
    UNMUTE = "unmute"
    CONNECTION = "connection"
    CHOOSE_FOLDER = "choose folder"
    CHECK_AGAIN = "check again"


LAYOUT_REMEDIES = frozenset(
    {
        Remedy.PUT_BOARD_IN_LAYOUT,
        Remedy.ONE_WHITEBOARD,
        Remedy.BOARD_TO_FRONT,
        Remedy.BOARD_ALONE,
        Remedy.LARGE_BOARD,
        Remedy.SHAPE_BOARD_REGION,
        Remedy.REGIONS_INSIDE,
        Remedy.OPEN_SEAT,
        Remedy.FREE_LARGE_VIEW,
        Remedy.PUT_PEOPLE_IN_LAYOUT,
    }
)
"""Those that make another layout of the present one."""

SETTINGS_REMEDIES = frozenset(
    {
        Remedy.RECORD_BOARDS,
        Remedy.RECORD_PICTURE,
        Remedy.RECORD_EVERYBODY,
        Remedy.SHAPE_BOARD_FILE,
        Remedy.DROP_PICTURE,
        Remedy.TAKE_SETTINGS,
    }
)
"""Those that change how the next recording is made; nothing of them reaches one that runs."""


class Cause(Enum):
    """What is the matter, whatever its words."""

    BOARDS_NOT_RECORDED = "boards not recorded"
    NO_BOARD_AT_START = "no board at start"
    BOARD_WITHOUT_REGION = "board without region"
    BOARD_WITH_SOUND_ONLY = "board with sound only"
    SECOND_BOARD_REGION = "second board region"
    BOARD_REGION_UNUSED = "board region unused"
    BOARD_COVERED = "board covered"
    BOARD_SMALL = "board small"
    BOARD_BARS = "board bars"
    BOARDS_DIFFER = "boards differ"
    BOARD_FILE_RATIO = "board file ratio"
    BOARD_REPLACED = "board replaced"
    BOARD_PLACE_HELD = "board place held"
    BOARD_PICTURE_UNREADABLE = "board picture unreadable"
    PICTURE_UNREADABLE = "picture unreadable"
    PICTURE_NOT_RECORDED = "picture not recorded"
    LEFT_OUT = "left out"
    ROOM_UNSEEN = "room unseen"
    NOBODY = "nobody"
    EXPECTED_MISSING = "expected missing"
    RECORDED_MISSING = "recorded missing"
    BROKEN_STREAM = "broken stream"
    SILENT = "silent"
    NOBODY_HEARD = "nobody heard"
    LAYOUT = "layout"
    SETTINGS = "settings"
    CREDENTIALS = "credentials"
    NO_ANSWER = "no answer"
    CLOCK = "clock"
    STORAGE = "storage"
    STORAGE_WRITE_ONLY = "storage write only"
    DISK_SPACE = "disk space"
    COST = "cost"


class StorageState(Enum):
    """What a try of the storage showed. ``UNTRIED`` also where a vendor's storage cannot be tried from here."""

    UNTRIED = "untried"
    WORKS = "works"
    WRITE_ONLY = "write only"
    FAILS = "fails"


class AccessState(Enum):
    """What the recorder said to a signed harmless call."""

    UNTRIED = "untried"
    GRANTED = "granted"
    REFUSED = "refused"
    NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class StreamFact:
    """One person of the room. ``silent_s``: for how long nothing was heard, ``None`` where that is not known."""

    stream_id: str
    name: str
    size: Size | None = None
    has_sound: bool = True
    is_muted: bool = False
    silent_s: float | None = None
    trouble: Phrase | None = None


@dataclass(frozen=True, slots=True)
class BoardFact:
    """One whiteboard; ``ratio`` is its size, or only its proportions, ``None`` where neither is known."""

    board_id: str
    name: str
    ratio: Size | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the world around the app, as last tried. Everything ``None`` or untried at first.

    ``clock_ahead_s``: how far this computer's clock is before the recorder's. ``free_bytes``: the space left where
    Studio records. ``unreadable``: addresses of pictures that could not be had. ``unreadable_boards``: boards whose
    picture cannot be read.
    """

    access: AccessState = AccessState.UNTRIED
    access_words: Phrase | None = None
    clock_ahead_s: float | None = None
    storage: StorageState = StorageState.UNTRIED
    storage_words: Phrase | None = None
    free_bytes: int | None = None
    unreadable: frozenset[str] = frozenset()
    unreadable_boards: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PreflightFacts:
    """Everything that is judged. ``has_recorder`` false: nothing can be said of a room yet.

    ``first_board`` is the id of the board that the
    recording starts with, or empty. ``room_problem`` says why the room cannot be seen. ``setting_problems`` are what
    the contract says against the settings. ``is_live``: a recording runs, and layout and settings are its own.
    """

    has_recorder: bool = True
    is_studio: bool = True
    is_live: bool = False
    canvas: Size = DEFAULTS.canvas
    layout: Layout = field(default_factory=Layout)
    settings: TakeSettings = DEFAULTS
    first_board: str = ""
    streams: tuple[StreamFact, ...] = ()
    boards: tuple[BoardFact, ...] = ()
    room_problem: Phrase | None = None
    setting_problems: tuple[Phrase, ...] = ()
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def records_board(self) -> bool:
        return records_board(self.settings, self.layout, bool(self.first_board))


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a picture: ``picture`` is all of it that lies in ``frame``; the rest is bars."""

    frame: Size
    picture: Rect


@dataclass(frozen=True, slots=True)
class PreflightFinding:
    """One thing to say before a recording, and the one thing that helps; ``subject`` is an id the remedy is about."""

    cause: Cause
    severity: Severity
    sentence: Phrase
    remedy: Remedy | None = None
    subject: str = ""
    effect: Effect | None = None
