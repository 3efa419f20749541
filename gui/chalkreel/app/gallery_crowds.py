"""Lessons at the edges of the gallery: very many people, very long names, all kinds of trouble, the cloud."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from chalkreel.app.gallery_lessons import PAGE, Lesson, demo_boards, demo_room, recording, stream
from chalkreel.base.phrase import phrase
from chalkreel.controllers.layouts import FIRST_CANVAS, FIRST_LAYOUT
from chalkreel.controllers.take_history import history_line
from chalkreel.controllers.view_state import BoardView, RoomView, StreamCondition, StreamView
from chalkreel.domain.conversion import to_custom
from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_content, with_new_region, with_rect, with_region_moved

_CLASS = (
    "Ms. Rivera", "Amir", "Bea", "Chen 晨", "Dilnoza", "Émile", "Fatou", "Giorgi", "Hana", "Ibrahim", "Jón", "Kavya",
    "李雷", "韩梅梅", "Miguel", "Nomvula", "Olena", "Priya", "Quang", "Rosa", "Søren", "Tomáš", "Umut", "Valentina",
    "Wei",
)  # fmt: skip
_TOPICS = ("Fractions", "Angles", "Triangles", "Circles", "Areas", "Graphs", "Practice", "Homework")
_BOARDS = 40


def custom_draft() -> Layout:
    """The first layout made the host's own, the board moved and another seat added: something to apply."""
    room = demo_room()
    people = [one.stream_id for one in room.streams]
    layout = to_custom(FIRST_LAYOUT, FIRST_CANVAS, people, board_open=True, has_whiteboard=True)
    board = next(region for region in layout.regions if region.shows_whiteboard)
    layout = with_rect(layout, board.region_id, Rect.of(64, 168, 1000, 528))
    layout = with_region_moved(layout, layout.regions[-1].region_id, 0, 36, FIRST_CANVAS)
    return with_new_region(layout, FIRST_CANVAS, ViewType.AUDIO_VIDEO, "")[0]


def doubtful_draft() -> Layout:
    """A custom layout about which there is much to say: somebody hidden, somebody absent, an open seat."""
    layout = custom_draft()
    layout = with_content(layout, layout.regions[1].region_id, ViewType.AUDIO_VIDEO, "student-olga")
    return with_rect(layout, layout.regions[0].region_id, Rect.of(320, 240, 160, 90))


def selected_region(layout: Layout) -> str:
    """Name the region that pictures of a custom layout select: the whiteboard."""
    return next(region.region_id for region in layout.regions if region.shows_whiteboard)


def crowd() -> Lesson:
    """Twenty-five people and forty boards, the third on air."""
    streams = tuple(stream(f"person-{number}", name, level=0.02 * number) for number, name in enumerate(_CLASS))
    boards = tuple(
        BoardView(f"board-{number}", f"{topic} {number // len(_TOPICS) + 1}", size=PAGE)
        for number, topic in zip(range(_BOARDS), cycle(_TOPICS), strict=False)
    )
    take = replace(recording(), on_air_board="board-2", on_air_layout=Layout(MixMode.GRID))
    return Lesson(replace(demo_room(), streams=streams), boards, take, Layout(MixMode.GRID))


def long_names() -> Lesson:
    """Names as long as real ones get, in rooms, people, boards and files."""
    name = "Prof. Dr. María Fernanda González-Hernández de la Torre y Villanueva"
    board = "Chapter 12 – The quadratic formula and everything that follows from it (revised, with solutions)"
    room = demo_room()
    streams = tuple(replace(one, user_name=f"{name} {number}") for number, one in enumerate(room.streams, start=1))
    boards = tuple(replace(one, name=board, page=7, page_count=128) for one in demo_boards())
    take = recording()
    noted = history_line("whiteboard", 1_778_577_000_000, 711_000, {"name": board})
    take = replace(
        take,
        files=(replace(take.files[0], name=f"lesson-{'mathematics-' * 9}_{take.files[0].name}"),),
        events=(*take.events, noted),
    )
    title = "Mathematics for engineers, second semester, group 7b (Tuesdays, with Ms. Rivera and Mr. Okonkwo)"
    shown = replace(
        room, streams=streams, room_name=title, connection_name="Northside School District – recordings, EU"
    )
    return Lesson(shown, boards, take, custom_draft())


def troubled_room() -> RoomView:
    """One participant in each condition a host can meet."""
    muted, failed, gone = (
        stream("student-amir", "Amir", condition=StreamCondition.MUTED),
        stream("student-dana", "Dana", condition=StreamCondition.FAILED),
        stream("student-emil", "Emil", condition=StreamCondition.ABSENT),
    )
    both_off = replace(stream("student-fay", "Fay", condition=StreamCondition.CAMERA_OFF), is_muted=True)
    stalled = stream("student-chen", "Chen", condition=StreamCondition.STALLED)
    damaged = phrase("{name} is no video or sound file, or it is damaged.", name="dana.mp4")
    nothing = replace(stream("student-gus", "Gus"), has_audio=False, has_video=False, size=None)
    streams: tuple[StreamView, ...] = (
        stream("teacher", "Ms. Rivera", 0.31),
        muted,
        stream("student-bea", "Bea", 0.09, StreamCondition.CAMERA_OFF),
        replace(stalled, problem=phrase("Nothing arrives from {name}.", name="rtsp://hall")),
        replace(failed, size=None, problem=damaged),
        gone,
        both_off,
        nothing,
    )
    return replace(demo_room(), streams=streams)


def cloud_room() -> RoomView:
    """A room whose pictures and levels a server API does not give."""
    streams = tuple(replace(one, level=0.0, size=None) for one in demo_room().streams)
    return RoomView("math-7b", "Northside School", is_studio=False, streams=streams)
