"""The telling states of the window of takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from chalkreel.app import gallery_lessons as at
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_windows import GalleryState
from chalkreel.base.assets import asset_path
from chalkreel.base.phrase import phrase
from chalkreel.controllers.file_words import file_title
from chalkreel.controllers.take_moments import recorded_files, timeline_of_take
from chalkreel.controllers.takes_reading import FETCH_IT, IN_THE_CLOUD, LOOK_FOR_IT, NOT_THERE
from chalkreel.controllers.takes_view import PlayFile, TakeCondition, TakeDetail, TakeRow, TakesView
from chalkreel.controllers.view_state import FileCondition, FileView
from chalkreel.domain.chapters import Chapter, ChapterMark, chapters_from_marks
from chalkreel.domain.enums import FileStatus
from chalkreel.domain.recording_time import short_clock
from chalkreel.domain.timeline import MomentKind, Timeline, TrackKind, timeline_of
from chalkreel.ui.takes.window import TakesWindow

_ROOMS = ("Demo classroom", "math-7b", "biology-9a", "Choir rehearsal, all voices, with the string quartet of the town")
_BEGAN = datetime(2026, 5, 12, 9, 0)
_SHOWN_MS = 420_000
_OF_STREAMS = (MomentKind.STARTED, MomentKind.BOARD)


def takes_states() -> tuple[GalleryState, ...]:
    watched = _detail()
    missing = replace(at.file(FileStatus.UPLOADED), url="file:///home/rivera/Videos/Chalkreel/lesson.mp4")
    path = "/home/rivera/Videos/Chalkreel/lesson.mp4"
    named = phrase("{name}", name=missing.name)
    gone = PlayFile(missing, named, None, NOT_THERE, replace(LOOK_FOR_IT, values={"path": path}))
    away = PlayFile(replace(missing, url="https://bucket/lesson.mp4"), named, None, IN_THE_CLOUD, FETCH_IT)
    return (
        GalleryState("takes-01-watching", "A take is watched by its boards", _window(watched), _show_film),
        GalleryState("takes-02-none", "No takes yet", _window(None, TakesView(is_loading=False))),
        GalleryState("takes-03-nothing-found", "Nothing found", _window(None, TakesView(words="x", is_loading=False))),
        GalleryState("takes-04-missing", "The file is not there any more", _window(replace(watched, files=(gone,)))),
        GalleryState("takes-05-cloud", "The file is in the cloud", _window(replace(watched, files=(away,)))),
        GalleryState("takes-06-single", "Single streams on one time line", _window(_single()), _show_film),
        GalleryState("takes-07-series", "A series of pictures", _window(_series()), _show_film),
    )


def rows() -> tuple[TakeRow, ...]:
    """One take in every condition."""
    return tuple(
        TakeRow(
            take_id=number,
            room=_ROOMS[number % len(_ROOMS)],
            began=_BEGAN - timedelta(hours=7 * number),
            condition=condition,
            length_ms=0 if condition is TakeCondition.EMPTY else at.RECORDED_MS + 61_000 * number,
            file_count=0 if condition is TakeCondition.EMPTY else 1 + number % 3,
            until=_BEGAN + timedelta(days=2) if condition is TakeCondition.IN_BACKUP else None,
        )
        for number, condition in enumerate((TakeCondition.SAFE, *TakeCondition))
    )


def _detail() -> TakeDetail:
    take = replace(at.ended(FileStatus.UPLOADED), events=at.eventful().events)
    timeline = timeline_of_take(take)
    file = take.files[0]
    return TakeDetail(rows()[0], (PlayFile(file, phrase("{name}", name=file.name)),), _chapters(timeline), timeline)


def _chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    boards = timeline.track(TrackKind.BOARDS).segments
    marks = [ChapterMark(one.start_ms, str(one.label)) for one in boards]
    marks += [ChapterMark(one.at_ms, str(one.label)) for one in timeline.track(TrackKind.MARKERS).marks]
    return chapters_from_marks(marks, timeline.end_ms)


def _single() -> TakeDetail:
    begun_ms = at.STARTED_WALL_MS
    lengths = (
        ("whiteboard", 0, 740_000),
        ("Ms. Rivera", 4_000, 750_000),
        ("Amir", 62_000, 300_000),
        ("Amir", 420_000, 310_000),
        ("Bea", 5_000, 700_000),
    )
    safe = FileView("", FileCondition.SAFE, 9_000_000, resolution=at.CAMERA)
    views = [
        replace(safe, url=f"{name} {after_ms}", owner=name, begin_ms=begun_ms + after_ms, duration_ms=length_ms)
        for name, after_ms, length_ms in lengths
    ]
    moments = [one.moment for one in at.history() if one.moment is not None and one.moment.kind in _OF_STREAMS]
    timeline = timeline_of(moments, 0, files=recorded_files(views), is_single=True)
    files = tuple(PlayFile(view, file_title(view) or phrase("{name}", name=view.name)) for view in views)
    row = replace(rows()[0], is_single=True, file_count=len(files))
    return TakeDetail(row, files, _chapters(timeline), timeline)


def _series() -> TakeDetail:
    """A picture of the mix every ten seconds."""
    views = [
        FileView(
            f"lesson_{number:05}.jpg",
            FileCondition.SAFE,
            84_000,
            resolution=at.PAGE,
            url=f"file:///lesson_{number}.jpg",
        )
        for number in range(43)
    ]
    page = asset_path("boards/photosynthesis.png")
    files = tuple(
        PlayFile(view, phrase("{time}", time=short_clock(number * 10_000)), page, offset_ms=number * 10_000)
        for number, view in enumerate(views)
    )
    timeline = timeline_of([one.moment for one in at.history() if one.moment is not None], 430_000)
    return TakeDetail(replace(rows()[0], is_series=True, file_count=len(files)), files, _chapters(timeline), timeline)


def _window(detail: TakeDetail | None, view: TakesView | None = None) -> Callable[[GalleryPictures], QWidget]:
    def build(pictures: GalleryPictures) -> QWidget:
        window = TakesWindow()
        window.show_takes(view or TakesView(rows(), is_loading=False))
        if detail is not None:
            window.show_detail(detail)
            window.player.seek(_SHOWN_MS)
            images = {n: pictures.board(_board_of(detail, one)) for n, one in enumerate(detail.chapters)}
            window.player.strip.chapters.show_pictures(images)
            for one in detail.timeline.track(TrackKind.BOARDS).segments:
                window.player.line.show_picture(one.subject, pictures.board(one.subject))
        return window

    return build


def _board_of(detail: TakeDetail, chapter: Chapter) -> str:
    shown = detail.timeline.shown_at(TrackKind.BOARDS, chapter.start_ms)
    return shown.subject if shown is not None else ""


def _show_film(window: QWidget) -> None:
    if isinstance(window, TakesWindow):
        window.player.video.show_still(GalleryPictures().board("photosynthesis"))
