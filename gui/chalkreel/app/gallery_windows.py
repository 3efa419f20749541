"""Builds the gallery's windows and sheets from what the controllers would tell them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from chalkreel.app.gallery_lessons import NOW_S, Lesson
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.picture import PictureController
from chalkreel.controllers.picture_view import PictureView, watermark_key
from chalkreel.controllers.preflight import STANDS_STILL
from chalkreel.controllers.preflight_view import PreflightView, summary_of
from chalkreel.controllers.take_moments import timeline_of_take
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import take_view
from chalkreel.controllers.view_state import BoardsView, LayoutView, StreamCondition, StreamView, TakeView
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.domain.preflight import BoardFact, PreflightFacts, StreamFact
from chalkreel.domain.preflight_rules import judge_preflight
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.window import FIRST_SIZE
from chalkreel.ui.status import RecordBar, StatusPanel
from chalkreel.ui.theme import SPACING

STATUS_SIZE = QSize(320, 520)
STATUS_COLUMNS = 5
BAR_WIDTH_PX = 1000


@dataclass(frozen=True, slots=True)
class GalleryState:
    """One picture: ``name`` begins its file name; ``build`` makes the widget and ``settle`` acts once it is shown."""

    name: str
    title: str
    build: Callable[[GalleryPictures], QWidget]
    settle: Callable[[QWidget], None] | None = None


def main_window(lesson: Lesson, pictures: GalleryPictures, size: QSize = FIRST_SIZE) -> MainWindow:
    """Make a main window that was told everything about a lesson, through the controllers' own decisions."""
    window = MainWindow(now=_now)
    layouts, whiteboards = LayoutController(draft=lesson.draft), WhiteboardController()
    whiteboards.show_room_boards(lesson.boards)
    whiteboards.use_groups(lesson.groups)
    whiteboards.show_take(lesson.take)
    if lesson.staged:
        whiteboards.stage_first(True)
        whiteboards.request_board(lesson.staged)
    layouts.show_room(lesson.room)
    layouts.show_boards(whiteboards.view)
    layouts.show_take(lesson.take)
    window.streams.show_room(lesson.room)
    window.canvas.show_picture_view(_picture_of(lesson, whiteboards.view))
    window.canvas.show_room(lesson.room)
    window.whiteboards.show_room(lesson.room)
    window.whiteboards.show_boards(whiteboards.view)
    window.canvas.show_boards(whiteboards.view)
    window.canvas.show_layout(layouts.view)
    checks = checks_of(lesson, whiteboards.view, layouts.view)
    window.preflight.show_preflight(checks)
    window.findings.show_preflight(checks)
    window.status.show_summary(checks.summary)
    take = view_of(lesson.take, lesson)
    window.status.show_take(take)
    window.record_bar.show_take(take)
    window.timeline.show_timeline(timeline_of_take(lesson.take))
    window.timeline.show_take(take)
    _show_pictures(window, lesson, pictures)
    window.resize(size)
    return window


def _picture_of(lesson: Lesson, boards: BoardsView) -> PictureView:
    picture = PictureController()
    picture.show_settings(lesson.settings)
    picture.show_room(replace(lesson.room, streams=(*lesson.room.streams, *lesson.left)))
    picture.show_boards(boards)
    picture.show_take(lesson.take)
    picture.show_room(lesson.room)
    return picture.view


def checks_of(lesson: Lesson, boards: BoardsView, layout: LayoutView) -> PreflightView:
    """Judge a lesson as preflight does, in surroundings where all is well unless the lesson says otherwise."""
    facts = PreflightFacts(
        has_recorder=bool(lesson.room.connection_name),
        is_studio=lesson.room.is_studio,
        is_live=lesson.take.phase.is_live,
        canvas=layout.canvas,
        layout=layout.on_air or layout.draft,
        settings=lesson.settings,
        first_board=next((board.board_id for board in boards.boards if board.is_on_air or board.is_next), ""),
        streams=tuple(map(_stream_fact, lesson.room.streams)),
        boards=tuple(BoardFact(board.board_id, board.name, board.size) for board in boards.boards),
        room_problem=lesson.room.problem,
        around=lesson.around if lesson.room.is_studio else replace(lesson.around, free_bytes=None),
    )
    summary = summary_of(facts) if facts.has_recorder else ()
    return PreflightView(judge_preflight(facts), summary, facts.has_recorder, is_live=facts.is_live)


def _stream_fact(stream: StreamView) -> StreamFact:
    is_broken = stream.condition in (StreamCondition.STALLED, StreamCondition.FAILED)
    trouble = (stream.problem or STANDS_STILL) if is_broken else None
    return StreamFact(stream.stream_id, stream.user_name, stream.size, is_muted=stream.is_muted, trouble=trouble)


def view_of(take: TakeState, lesson: Lesson) -> TakeView:
    return take_view(take, NOW_S, lesson.blocked)


def record_bar_sheet(takes: Sequence[TakeState], lesson: Lesson) -> QWidget:
    """Show the record bar once per take, one below the other."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setSpacing(SPACING.medium)
    for take in takes:
        bar = RecordBar()
        bar.show_take(view_of(take, lesson))
        bar.setMinimumWidth(BAR_WIDTH_PX)
        column.addWidget(bar)
    return sheet


def status_sheet(takes: Sequence[TakeState], lesson: Lesson) -> QWidget:
    """Show the status panel once per take, side by side."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setSpacing(SPACING.medium)
    for number, take in enumerate(takes):
        panel = StatusPanel(now=_now)
        panel.show_take(view_of(take, lesson))
        panel.setFixedSize(STATUS_SIZE)
        grid.addWidget(panel, number // STATUS_COLUMNS, number % STATUS_COLUMNS, Qt.AlignmentFlag.AlignTop)
    return sheet


def _show_pictures(window: MainWindow, lesson: Lesson, pictures: GalleryPictures) -> None:
    for stream in (*lesson.room.streams, *lesson.left):
        if stream.size is not None:
            image = pictures.person(stream.stream_id)
            window.streams.show_picture(stream.stream_id, image)
            window.canvas.show_picture(stream.stream_id, image)
    window.canvas.show_backdrop(watermark_key(lesson.settings.watermark_image), pictures.logo())
    for board in lesson.boards:
        image = pictures.board(board.board_id)
        window.whiteboards.show_board_picture(board.board_id, image)
        window.canvas.show_board_picture(board.board_id, image)
        window.timeline.show_board_picture(board.board_id, image)


def _now() -> float:
    return NOW_S
