"""The telling states of the main window, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from chalkreel.app import gallery_lessons as at
from chalkreel.app.gallery_crowds import (
    cloud_room,
    crowd,
    custom_draft,
    doubtful_draft,
    long_names,
    selected_region,
    troubled_room,
)
from chalkreel.app.gallery_lessons import NOW_S, Lesson, demo_boards, demo_room
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_windows import GalleryState, main_window
from chalkreel.base.phrase import phrase
from chalkreel.controllers.file_words import WHITEBOARD
from chalkreel.controllers.lesson_plan import NO_RECORDER
from chalkreel.controllers.room import STUDIO_AWAY
from chalkreel.controllers.take_start import refusal_sentence, refused_layout
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import RoomView, StreamCondition
from chalkreel.domain.board_groups import BoardGroup
from chalkreel.domain.enums import (
    FileStatus,
    FrameFillMode,
    MediaTrackType,
    MixMode,
    QuitReason,
    RecordMode,
    StreamType,
)
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.picture_options import options_of
from chalkreel.domain.preflight import AccessState, StorageState
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.services.errors import AnswerTimedOut, CallRefused
from chalkreel.ui.canvas.actions import SHOW_PROBLEMS
from chalkreel.ui.canvas.stage_actions import Command
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.window import FIRST_SIZE, SMALLEST
from chalkreel.ui.preflight.actions import SHOW
from chalkreel.ui.status.actions import MARK, RECORD
from chalkreel.ui.timeline.actions import FOLD

_VERTICAL = Layout(MixMode.VERTICAL)
_NIGHT_RGB, _DUSK_RGB = 0x22304A, 0x5A3040
_SILENT = AnswerTimedOut("cloudrecord-api.zego.im").sentence
_REFUSED = refused_layout(CallRefused("UpdateLayout", 300000004, "MixInputList[2] reaches beyond the canvas"))
_NOT_ENABLED = refusal_sentence(CallRefused("StartRecord", 300000002))
_BOARD_GONE = phrase("The whiteboard “{name}” is not in this room any more.", name="The Tide: new words")

Act = Callable[[MainWindow], None]


def main_window_states() -> tuple[GalleryState, ...]:
    return (*_before(), *_running(), *_ended(), *_edges())


def _before() -> tuple[GalleryState, ...]:
    nowhere = Lesson(RoomView("demo-classroom", "", is_studio=False), blocked=NO_RECORDER)
    empty = Lesson(replace(demo_room(), streams=()))
    return (
        _state("main-01-idle", "Ready, with the demo classroom", _lesson()),
        _state("main-02-no-recorder", "The recorder is still starting", nowhere),
        _state("main-03-empty-room", "Nobody and no boards yet", empty),
        _state("main-04-cloud", "A room in the cloud: presets are approximate", Lesson(cloud_room())),
        _state("main-05-start-refused", "Recording did not start", _lesson(at.refused(_NOT_ENABLED))),
        _state("main-06-starting", "Starting", _lesson(at.starting())),
        _state("main-07-armed", "Waiting for the first camera", replace(empty, take=at.armed())),
        _state("main-08-warnings", "Checks: a board without a region, little space", _warned(), _open_checks),
        _state("main-09-blocked", "Checks: what the recorder would refuse", _refused_lesson(), _open_checks),
        _state(
            "main-10-notes", "Checks: all is well but for the price", Lesson(cloud_room(), demo_boards()), _open_checks
        ),
    )


def _running() -> tuple[GalleryState, ...]:
    take, custom = at.recording(), custom_draft()
    on_custom = replace(take, on_air_layout=custom)
    silent = replace(take, heard_at_s=NOW_S - 83, problem=_SILENT)
    switching = replace(take, pending_board="vocabulary")
    applying, refused = replace(take, is_applying_layout=True), replace(take, layout_refused=_REFUSED)
    return (
        _state("main-11-recording", "Recording", _lesson(take)),
        _state("main-12-board-switching", "Another board is on its way", _lesson(switching)),
        _state("main-13-draft-differs", "The draft differs from what is on air", _lesson(take, _VERTICAL)),
        _state("main-14-layout-applying", "The change was sent", _lesson(applying, _VERTICAL)),
        _state("main-15-layout-refused", "The change was refused", _lesson(refused, custom)),
        _state("main-16-custom-selected", "A custom layout, one region selected", _lesson(take, custom), _select),
        _state("main-17-on-air", "Looking at what is on air", _lesson(on_custom, _VERTICAL), _look_on_air),
        _state("main-18-paused", "Paused", _lesson(at.paused())),
        _state("main-19-everyone-left", "Everyone has left", _lesson(at.everyone_left(), is_empty=True)),
        _state("main-20-no-answer", "No answer for a while", _lesson(silent)),
        _state("main-22-time-line", "Every row of the time line", _lesson(at.eventful()), _unfold_time_line),
        _state("main-22-board-staged", "Stage, then take; boards in groups", _staged(take), _select_board),
        _state("main-23-options", "What the settings add: colours, stand-ins, watermark, clock", _with_options(take)),
        _state("main-24-marker", "A moment gets its name", _lesson(take), _press_mark),
        _state("main-25-checks", "Checks while it records", replace(_warned(), take=take), _open_checks),
        _state("main-26-single", "A file for each stream", _single_lesson()),
        _state("main-21-board-refused", "A board cannot go on air", _lesson(replace(take, board_refused=_BOARD_GONE))),
    )


def _ended() -> tuple[GalleryState, ...]:
    saved, saving, backup = FileStatus.UPLOADED, FileStatus.UPLOADING, FileStatus.IN_BACKUP
    by_itself = at.ended(saved, reason=QuitReason.MAX_IDLE_TIME)
    return (
        _state("main-31-stopping", "Stopping", _lesson(at.stopping())),
        _state("main-32-uploading", "Saving the second of three files", _lesson(at.ended(saved, saving, saving))),
        _state("main-33-safe", "Safe to leave", _lesson(at.ended(saved))),
        _state("main-34-safe-by-itself", "Safe; it stopped by itself", _lesson(by_itself, is_empty=True)),
        _state("main-35-backup", "Kept in backup storage", _lesson(at.ended(saved, backup))),
        _state("main-36-lost", "A file is lost", _lesson(at.ended(saved, backup, FileStatus.LOST))),
        _state("main-37-failed", "The recording broke off", _lesson(at.ended(saved, reason=QuitReason.DISK_FULL))),
        _state("main-38-nothing-recorded", "Nothing was recorded", _lesson(at.ended())),
    )


def _edges() -> tuple[GalleryState, ...]:
    take = at.recording()
    troubled = replace(_lesson(take, custom_draft()), room=troubled_room())
    doubtful = replace(_lesson(take, doubtful_draft()), room=troubled_room())
    away = replace(_lesson(take), room=replace(demo_room(), problem=STUDIO_AWAY))
    return (
        _state("main-41-crowded", "25 streams and 40 boards", crowd()),
        _state("main-42-long-names", "Long names everywhere", long_names(), _select),
        _state("main-43-troubles", "Stalled, failed, muted, camera off, left", troubled),
        _state("main-44-problems", "All that was noticed about a layout", doubtful, _open_problems),
        _state("main-45-notice", "A message to the host", _lesson(take), _tell),
        _state("main-46-room-away", "The room cannot be seen", away),
        _state("main-47-smallest", "The smallest window", troubled, _tell_and_select, SMALLEST),
        _state("main-48-keyboard-canvas", "The keyboard moves a region", _lesson(draft=custom_draft()), _focus_canvas),
        _state(
            "main-60-arrange-several",
            "Two are selected, distances shown",
            _lesson(draft=custom_draft()),
            _arrange_several,
        ),
        _state("main-49-keyboard-record", "The keyboard is on Record", _lesson(), _focus_record),
    )


def _state(name: str, title: str, lesson: Lesson, act: Act | None = None, size: QSize = FIRST_SIZE) -> GalleryState:
    def build(pictures: GalleryPictures) -> QWidget:
        return main_window(lesson, pictures, size)

    def settle(window: QWidget) -> None:
        if act is not None and isinstance(window, MainWindow):
            act(window)

    return GalleryState(name, title, build, settle)


def _lesson(take: TakeState | None = None, draft: Layout | None = None, *, is_empty: bool = False) -> Lesson:
    room = replace(demo_room(), streams=()) if is_empty else demo_room()
    lesson = Lesson(room, demo_boards(), take or TakeState())
    return lesson if draft is None else replace(lesson, draft=draft)


def _single_lesson() -> Lesson:
    """Sound and picture of each in files of their own; the layout rests."""
    settings = replace(DEFAULTS, record_mode=RecordMode.SINGLE, stream_type=StreamType.SEPARATE)
    kinds = (MediaTrackType.VIDEO, MediaTrackType.AUDIO)
    owners = [(one.user_name, kind) for one in demo_room().streams for kind in kinds]
    files = tuple(
        replace(
            at.file(FileStatus.RECORDING, number, megabytes=4.2 * number),
            owner=owner,
            tracks=kind,
            resolution=None if kind is MediaTrackType.AUDIO else at.CAMERA,
        )
        for number, (owner, kind) in enumerate(((WHITEBOARD, MediaTrackType.VIDEO), *owners), start=1)
    )
    take = replace(at.recording(), record_mode=RecordMode.SINGLE, on_air_layout=None, files=files)
    return replace(_lesson(take), settings=settings)


def _with_options(take: TakeState) -> Lesson:
    """A take that fills blanks: the last of the class has left, another one's camera is off."""
    room, draft = demo_room(), custom_draft()
    first, second, third, last = room.streams
    dark = replace(third, condition=StreamCondition.CAMERA_OFF, is_camera_off=True)
    settings = replace(
        DEFAULTS,
        fill_blank=True,
        fill_frame_mode=FrameFillMode.COLOR,
        fill_frame_rgb=_DUSK_RGB,
        background_rgb=_NIGHT_RGB,
        watermark_image="https://school.example/logo.png",
        watermark_place=Rect(1152, 596, 1256, 700),
        clock_font_px=32,
    )
    live = replace(take, on_air_layout=draft, options=options_of(settings))
    shown = replace(room, streams=(first, second, dark))
    return Lesson(shown, demo_boards(), live, draft, settings=settings, left=(last,))


def _warned() -> Lesson:
    lesson = _lesson(draft=custom_draft())
    seats = tuple(region for region in lesson.draft.regions if not region.shows_whiteboard)
    around = replace(at.ALL_WELL, free_bytes=400_000_000, storage=StorageState.WRITE_ONLY)
    return replace(lesson, draft=replace(lesson.draft, regions=seats), around=around)


def _refused_lesson() -> Lesson:
    around = replace(at.ALL_WELL, access=AccessState.REFUSED, access_words=_NOT_ENABLED, clock_ahead_s=-240.0)
    tall = tuple(replace(board, size=Size(960, 1280)) for board in demo_boards()[:1])
    return Lesson(cloud_room(), (*tall, *demo_boards()[1:]), around=around, blocked=_NOT_ENABLED)


def _press_mark(window: MainWindow) -> None:
    _button(window, MARK.action_id).click()


def _open_checks(window: MainWindow) -> None:
    _button(window, SHOW.action_id).click()


def _staged(take: TakeState) -> Lesson:
    first, second, third = (board.board_id for board in demo_boards())
    groups = (BoardGroup("Monday: biology", (first, second)), BoardGroup("Tuesday: poems", (third,), is_folded=True))
    others = tuple(replace(board, board_id=f"{board.board_id}-2") for board in demo_boards()[1:])
    lesson = _lesson(replace(take, on_air_board=first))
    return replace(lesson, boards=(*demo_boards(), *others), groups=groups, staged=second)


def _select_board(window: MainWindow) -> None:
    window.whiteboards.select_board(f"{demo_boards()[1].board_id}-2")


def _select(window: MainWindow) -> None:
    window.canvas.stage.select(selected_region(custom_draft()))


def _arrange_several(window: MainWindow) -> None:
    """Several are selected, the lines to arrange by are shown, and Alt is held over them."""
    stage = window.canvas.stage
    stage.do(Command.THIRDS)
    stage.do(Command.SAFE_AREAS)
    stage.do(Command.SELECT_ALL)
    stage.set_selection(stage.selection[-2:])
    stage.show_distances(True)


def _look_on_air(window: MainWindow) -> None:
    window.canvas.head.tabs.button(True).click()


def _tell(window: MainWindow) -> None:
    window.notices.show_notice(_SILENT)


def _unfold_time_line(window: MainWindow) -> None:
    _button(window, FOLD.action_id).click()
    line = window.timeline.line
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(line, Qt.Key.Key_Home)
    for _step in range(4):
        QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)


def _tell_and_select(window: MainWindow) -> None:
    _tell(window)
    _select(window)


def _open_problems(window: MainWindow) -> None:
    _button(window, SHOW_PROBLEMS.action_id).click()


def _focus_canvas(window: MainWindow) -> None:
    _select(window)
    window.canvas.stage.setFocus(Qt.FocusReason.TabFocusReason)


def _focus_record(window: MainWindow) -> None:
    _button(window, RECORD.action_id).setFocus(Qt.FocusReason.TabFocusReason)


def _button(window: MainWindow, action_id: str) -> QAbstractButton:
    return next(button for button in window.findChildren(QAbstractButton) if button.objectName() == action_id)
