"""What happens between draft and air in its telling states, for the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from chalkreel.app import gallery_lessons as at
from chalkreel.app.gallery_crowds import custom_draft
from chalkreel.app.gallery_lessons import Lesson, demo_boards, demo_room
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_windows import GalleryState, main_window
from chalkreel.controllers.layouts import FIRST_CANVAS, LayoutController
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_new_region, with_rect, without_region
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.window import SMALLEST


def air_states() -> tuple[GalleryState, ...]:
    return (
        GalleryState("main-54-difference", "What Apply would change, on the canvas", _differing),
        GalleryState("main-55-live-edits", "Every edit goes on air at once", _live),
        GalleryState("main-56-live-edits-smallest", "The same in the smallest window", _live_smallest),
        GalleryState("main-57-rehearsal", "A preset tried with 17 views", _preset(MixMode.VERTICAL), _rehearse),
        GalleryState(
            "main-58-large-view", "Somebody else has the large view", _preset(MixMode.HORIZONTAL, "student-bea")
        ),
    )


def edited_draft() -> Layout:
    """Give the custom layout with something moved, something gone and a seat added."""
    layout = custom_draft()
    board = next(region for region in layout.regions if region.shows_whiteboard)
    layout = with_rect(layout, board.region_id, Rect.of(200, 150, 880, 500))
    gone = next(region for region in layout.regions if region.stream_id)
    layout = without_region(layout, gone.region_id)
    layout, fresh = with_new_region(layout, FIRST_CANVAS)
    return with_rect(layout, fresh, Rect.of(1040, 480, 220, 200))


def _lesson(draft: Layout, on_air: Layout) -> Lesson:
    return Lesson(demo_room(), demo_boards(), replace(at.recording(), on_air_layout=on_air), draft)


def _differing(pictures: GalleryPictures) -> QWidget:
    return main_window(_lesson(edited_draft(), custom_draft()), pictures)


def _live(pictures: GalleryPictures) -> QWidget:
    lesson = _lesson(custom_draft(), custom_draft())
    window = main_window(lesson, pictures)
    layouts = LayoutController(draft=lesson.draft)
    layouts.show_room(lesson.room)
    layouts.show_take(lesson.take)
    layouts.switch_live(True)
    window.canvas.show_layout(replace(layouts.view, has_previous=True))
    return window


def _live_smallest(pictures: GalleryPictures) -> QWidget:
    window = _live(pictures)
    window.resize(SMALLEST)
    return window


def _preset(mode: MixMode, large: str = "") -> Callable[[GalleryPictures], QWidget]:
    lesson = Lesson(demo_room(), draft=Layout(mode, large_stream_id=large))
    return lambda pictures: main_window(lesson, pictures)


def _rehearse(window: QWidget) -> None:
    if isinstance(window, MainWindow):
        window.canvas.edit_bar.preset_bar.rehearse(17)
