"""What the gallery's windows are about: a classroom and its take at fixed moments, as the controllers know them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.layouts import FIRST_LAYOUT
from chalkreel.controllers.sample_room import SampleRoom
from chalkreel.controllers.take_history import history_line
from chalkreel.controllers.take_reading import FILE_CONDITIONS
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardView, EventView, FileView, RoomView, StreamCondition, StreamView
from chalkreel.domain.board_groups import Groups
from chalkreel.domain.enums import FileStatus, MixMode, QuitReason, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import ORDINARY_QUIT_REASONS, Wish
from chalkreel.domain.preflight import AccessState, StorageState, Surroundings
from chalkreel.domain.recording_time import RecordingTime
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings

NOW_S = 5_000.0
"""The monotonic moment of every picture."""

RECORDED_MS = 754_000
STARTED_WALL_MS = 1_778_576_400_000
"""12 May 2026, 09:00:00 UTC."""

CAMERA = Size(640, 360)
PAGE = Size(1280, 720)
ALL_WELL = Surroundings(
    access=AccessState.GRANTED, storage=StorageState.WORKS, clock_ahead_s=0.0, free_bytes=22_000_000_000
)
"""A disk with room for some forty hours, and everything that was tried works."""
_FILE_NAME = "awM4GcZGCkC0AAAB_demo-classroom_lesson_VA_20260512090000{number:03d}.mp4"
_LEVELS = (0.31, 0.05, 0.0, 0.006)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything a main window is told. ``blocked`` says why Record cannot be pressed, if so."""

    room: RoomView
    boards: tuple[BoardView, ...] = ()
    take: TakeState = TakeState()  # noqa: RUF009  (a frozen value)
    draft: Layout = FIRST_LAYOUT
    blocked: Phrase | None = None
    groups: Groups = ()
    staged: str = ""
    settings: TakeSettings = DEFAULTS
    around: Surroundings = ALL_WELL
    left: tuple[StreamView, ...] = ()
    """Who was there when the recording began."""


def demo_room() -> RoomView:
    sample = SampleRoom.demo()
    streams = tuple(
        stream(str(person["stream_id"]), str(person["user_name"]), level)
        for person, level in zip(sample.participants, _LEVELS, strict=True)
    )
    return RoomView(sample.room_id, "Studio", is_studio=True, streams=streams, room_name=sample.room_name)


def demo_boards() -> tuple[BoardView, ...]:
    return tuple(
        BoardView(str(board["whiteboard_id"]), str(board["name"]), size=PAGE) for board in SampleRoom.demo().boards
    )


def stream(
    stream_id: str, user_name: str, level: float = 0.0, condition: StreamCondition = StreamCondition.LIVE
) -> StreamView:
    """Make a participant; muted and camera off say so in both ways a controller does."""
    return StreamView(
        stream_id,
        user_name,
        condition,
        level,
        CAMERA,
        is_muted=condition is StreamCondition.MUTED,
        is_camera_off=condition is StreamCondition.CAMERA_OFF,
    )


def file(status: FileStatus, number: int = 1, *, megabytes: float = 106.3, duration_ms: int = RECORDED_MS) -> FileView:
    return FileView(
        _FILE_NAME.format(number=number),
        FILE_CONDITIONS[status],
        round(megabytes * 1_000_000),
        duration_ms,
        PAGE,
    )


def recording() -> TakeState:
    """A take that has run for a good twelve minutes, heard of a second ago."""
    return TakeState(
        take_id=1,
        room_id="demo-classroom",
        task_id="awM4GcZGCkC0AAAB",
        wish=Wish.START,
        status=TaskStatus.RECORDING,
        file_statuses=(FileStatus.RECORDING,),
        files=(file(FileStatus.RECORDING),),
        time=RecordingTime().started(round(NOW_S * 1000) - RECORDED_MS),
        on_air_layout=FIRST_LAYOUT,
        on_air_board="photosynthesis",
        heard_at_s=NOW_S - 1,
        events=history(),
    )


def eventful() -> TakeState:
    """A take in which everything happened that a time line tells."""
    more = (
        _event("marker", 130_000, name="Good question"),
        _event("whiteboard", 420_000, board="photosynthesis", name="Photosynthesis"),
        _event("everyone left", 655_000),
        _event("came back", 655_000),
    )
    events = sorted((*history(), *more), key=lambda event: event.recording_ms)
    return replace(recording(), events=tuple(events))


def refused(sentence: Phrase) -> TakeState:
    return TakeState(take_id=1, room_id="demo-classroom", wish=Wish.START, refused=sentence)


def starting() -> TakeState:
    return TakeState(take_id=1, room_id="demo-classroom", wish=Wish.START, heard_at_s=NOW_S)


def armed() -> TakeState:
    """A recorder that is there, in a room where nobody is."""
    return replace(recording(), file_statuses=(), files=(), time=RecordingTime(), events=(), empty_since_s=NOW_S - 12)


def everyone_left() -> TakeState:
    take = halted(recording())
    return replace(
        take, file_statuses=(FileStatus.UPLOADED,), files=(file(FileStatus.UPLOADED),), empty_since_s=NOW_S - 5
    )


def paused() -> TakeState:
    return replace(halted(recording()), status=TaskStatus.PAUSED)


def stopping() -> TakeState:
    return replace(halted(recording()), wish=Wish.STOP)


def halted(take: TakeState) -> TakeState:
    return replace(take, time=take.time.halted(round(NOW_S * 1000)))


def ended(*statuses: FileStatus, reason: QuitReason | None = None) -> TakeState:
    """A take that is over, with files in these states; by the host unless a reason is given."""
    if not statuses:
        return _empty()
    return replace(
        halted(recording()),
        wish=Wish.STOP if reason is None else Wish.START,
        status=TaskStatus.ENDED if reason is None else TaskStatus.ENDED_ABNORMALLY,
        quit_reason=reason,
        file_statuses=statuses,
        files=tuple(file(status, number) for number, status in enumerate(statuses, start=1)),
        ended_wall_ms=STARTED_WALL_MS + RECORDED_MS + 41_000,
        events=(*history(), *_last_event(reason)),
    )


def _empty() -> TakeState:
    take = replace(recording(), wish=Wish.STOP, status=TaskStatus.ENDED, file_statuses=(), files=())
    events = (*history()[:1], _event("stopped", 0), _event("ended", 0, why="Nothing was recorded"))
    return replace(take, time=RecordingTime(), events=events)


def history() -> tuple[EventView, ...]:
    return (
        _event("started", 0, layout=int(FIRST_LAYOUT.mode), board="vocabulary", name="The Tide: new words"),
        _event("whiteboard", 312_000, board="pythagoras", name="The Pythagorean theorem"),
        _event("layout", 347_000, request={"MixMode": int(MixMode.FLOATING)}),
        _event("paused", 505_000),
        _event("resumed", 505_000),
        _event("snapshot", 611_000),
        _event("whiteboard", 702_000, board="photosynthesis", name="Photosynthesis"),
    )


def _last_event(reason: QuitReason | None) -> tuple[EventView, ...]:
    if reason is None:
        return (_event("stopped", RECORDED_MS),)
    if reason in ORDINARY_QUIT_REASONS:
        return ()
    return (_event("ended", RECORDED_MS, why="The recording broke off"),)


def _event(kind: str, recording_ms: int, **detail: object) -> EventView:
    return history_line(kind, STARTED_WALL_MS + recording_ms, recording_ms, detail)
