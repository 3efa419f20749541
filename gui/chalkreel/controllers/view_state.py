"""What the panels draw: immutable pictures of the state, pushed by the controllers.

A panel gets one of these values and renders it; it can be tested with a literal. Signals of the panels are
wishes, never calls into anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.board_groups import BoardGroup
from chalkreel.domain.enums import MediaTrackType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_rules import Finding
from chalkreel.domain.phases import Phase
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings
from chalkreel.domain.timeline import Moment

READY = phrase("Ready")
NOT_READY = phrase("Not ready yet")


class StreamCondition(Enum):
    """How one publisher is doing, as the host reads it."""

    LIVE = "live"
    WAITING = "waiting"
    MUTED = "muted"
    CAMERA_OFF = "camera off"
    STALLED = "stalled"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class StreamView:
    """One stream of the room. ``level`` is its loudness now, 0 to 1; ``problem`` says what is wrong, if anything."""

    stream_id: str
    user_name: str
    condition: StreamCondition
    level: float = 0.0
    size: Size | None = None
    has_video: bool = True
    has_audio: bool = True
    problem: Phrase | None = None
    is_muted: bool = False
    is_camera_off: bool = False

    @property
    def is_here(self) -> bool:
        """Whether the stream takes part: neither gone nor an encoder that is still waited for."""
        return self.condition not in (StreamCondition.ABSENT, StreamCondition.WAITING)


@dataclass(frozen=True, slots=True)
class BoardView:
    """One whiteboard. ``picture`` is its current page as encoded bytes (JPEG or PNG) for a thumbnail, or empty.

    ``is_on_air`` only after the recorder confirmed it; ``is_pending`` while that is awaited. ``is_next`` marks,
    while nothing is recorded, the board the next recording starts with ("first on air"). ``is_staged`` marks, while
    one runs, the board that Take puts on air.
    """

    board_id: str
    name: str
    page: int = 1
    page_count: int = 1
    size: Size | None = None
    picture: bytes = b""
    is_on_air: bool = False
    is_pending: bool = False
    is_next: bool = False
    is_staged: bool = False


@dataclass(frozen=True, slots=True)
class RoomView:
    """A classroom with its streams in entry order. ``problem`` is set while the room cannot be seen.

    ``room_name`` is what people call the room; empty where only its id is known.
    """

    room_id: str
    connection_name: str
    is_studio: bool
    streams: tuple[StreamView, ...] = ()
    problem: Phrase | None = None
    room_name: str = ""


@dataclass(frozen=True, slots=True)
class BoardsView:
    """The boards of a room in their order; ``refused`` is the recorder's last no, if it said one.

    ``not_recorded`` says why none of them can be put on air, while a recording runs that has no whiteboard.
    ``is_staging``: while a recording runs, a click only stages a board, and Take puts it on air.
    """

    boards: tuple[BoardView, ...] = ()
    can_switch: bool = True
    refused: Phrase | None = None
    is_staging: bool = False
    not_recorded: Phrase | None = None
    groups: tuple[BoardGroup, ...] = ()
    """Groups in their order; the boards of each follow one another, those of none come first."""

    @property
    def on_air(self) -> BoardView | None:
        return next((board for board in self.boards if board.is_on_air), None)


@dataclass(frozen=True, slots=True)
class LayoutView:
    """The draft beside what is on air. ``difference`` says in words what Apply would change."""

    canvas: Size
    draft: Layout
    on_air: Layout | None = None
    has_whiteboard: bool = True
    difference: tuple[Phrase, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What is wrong or doubtful about the draft, errors first."""
    is_applying: bool = False
    refused: Phrase | None = None
    is_exact: bool = True
    """False where a preset's proportions are ours by analogy (a cloud connection)."""
    not_used: Phrase | None = None
    """Why no layout is used at all, where none is."""
    undo: Phrase | None = None
    """What undo would take back ("move Teacher"), and redo do again; ``None`` where there is nothing."""
    redo: Phrase | None = None
    applies_edits: bool = False
    """Every edit goes on air at once."""
    has_previous: bool = False
    """Something else was on air before in this recording."""

    @property
    def problems(self) -> tuple[Phrase, ...]:
        return tuple(finding.sentence for finding in self.findings)


@dataclass(frozen=True, slots=True)
class TakeSettingsView:
    """A draft of the take settings and what the contract and the recorder say of it, by the names of its settings.

    ``problems`` are refused, ``idle`` settings do nothing, ``advice`` is to be minded, ``refused`` is what the
    recorder would not record last time. ``streams`` are the ids and names of those in the room. ``usual_folder`` is
    the connection's, for where none is named. ``is_live`` says that a recording runs, which no change reaches.
    """

    settings: TakeSettings = DEFAULTS
    problems: Mapping[str, Phrase] = field(default_factory=dict)
    idle: Mapping[str, Phrase] = field(default_factory=dict)
    advice: Mapping[str, Phrase] = field(default_factory=dict)
    refused: Mapping[str, Phrase] = field(default_factory=dict)
    streams: tuple[tuple[str, str], ...] = ()
    summary: tuple[Phrase, ...] = ()
    usual_folder: str = ""
    is_live: bool = False


class FileCondition(Enum):
    """Where one file of a take is on its way."""

    RECORDING = "recording"
    UPLOADING = "uploading"
    SAFE = "safe"
    IN_BACKUP = "in backup"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class FileView:
    """One file of a take; ``size_bytes`` and ``duration_ms`` as last reported. ``owner`` is whose stream it holds.

    ``begin_ms`` is when it began, in Unix ms, 0 where the recorder does not say. ``tracks``: what it holds, if told.
    """

    name: str
    condition: FileCondition
    size_bytes: int = 0
    duration_ms: int = 0
    resolution: Size | None = None
    url: str = ""
    owner: str = ""
    begin_ms: int = 0
    tracks: MediaTrackType | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """One line of the take's history. ``recording_ms`` is the time inside the recording, pauses left out.

    ``moment`` is the same for the time line, where it has a place on it.
    """

    recording_ms: int
    wall_clock: str
    text: Phrase
    is_problem: bool = False
    moment: Moment | None = None


class TakeAction(Enum):
    """The one thing the host can do about the present phase."""

    RECORD = "record"
    STOP = "stop"
    RESUME = "resume"
    OPEN_FOLDER = "open folder"
    RECONNECT = "reconnect"
    RETRY = "retry"
    RETRY_UPLOAD = "retry upload"
    FIX_SETTINGS = "fix settings"
    TAKE_SETTINGS = "take settings"


@dataclass(frozen=True, slots=True)
class TakeView:
    """The take in view: its phase, why, what happens next by itself, and one action.

    ``recording_ms`` is the recorded time at ``measured_at`` (monotonic seconds) and grows from there while
    ``is_counting``. ``heard_age_s`` is how old the last answer is, ``None`` when it is fresh.
    ``events`` and ``pictures`` stand oldest first.
    """

    phase: Phase = Phase.IDLE
    headline: Phrase = READY
    cause: Phrase | None = None
    next_step: Phrase | None = None
    action: TakeAction | None = None
    recording_ms: int = 0
    measured_at: float = 0.0
    is_counting: bool = False
    heard_age_s: int | None = None
    files: tuple[FileView, ...] = ()
    events: tuple[EventView, ...] = ()
    pictures: tuple[FileView, ...] = ()
    can_record: bool = False
    can_pause: bool = False
    can_resume: bool = False
    can_snapshot: bool = False
    can_stop: bool = False
    record_blocked: Phrase | None = None
    """Why Record cannot be pressed, where it cannot; likewise Pause and Snapshot in what is recorded now."""
    pause_blocked: Phrase | None = None
    snapshot_blocked: Phrase | None = None
