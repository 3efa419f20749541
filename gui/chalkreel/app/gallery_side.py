"""Layers and inspector beside the canvas in their telling states, for the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chalkreel.app.canvas_options import LIVE
from chalkreel.app.gallery_crowds import custom_draft
from chalkreel.app.gallery_lessons import Lesson, demo_boards, demo_room
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_windows import GalleryState, main_window
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_each, with_hiding, with_lock, with_rect
from chalkreel.domain.stacking import back_to_front
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.ui.canvas import CanvasSettings
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.window import SMALLEST

_BEYOND = TakeSettings(canvas=Size(1280, 720), fps=24, background_rgb=0x1D3B5A, clock_font_px=28)


def side_states() -> tuple[GalleryState, ...]:
    draft = layered_draft()
    primary = draft.regions[1].region_id
    every = tuple(region.region_id for region in draft.regions)
    return (
        GalleryState("main-60-inspector", "A region and its rules", _beside(draft), _selecting(primary)),
        GalleryState("main-61-several", "What several regions share", _beside(draft), _selecting(*every[1:4])),
        GalleryState("main-65-hidden", "A hidden region is selected in the layers", _beside(draft), _select_hidden),
        GalleryState("main-62-canvas", "The canvas in the inspector", _beside(draft), _selecting()),
        GalleryState("main-63-no-layers", "A preset has no layers", _beside(Layout(MixMode.GRID)), _selecting()),
        GalleryState(
            "main-64-side-smallest", "Beside it in the smallest window", _smallest(draft), _selecting(every[0])
        ),
    )


def layered_draft() -> Layout:
    """Give the custom layout with one region outside, one locked, one hidden and one with a name."""
    layout = custom_draft()
    first, second, third, fourth = (region.region_id for region in layout.regions[:4])
    rect = layout.regions[1].rect
    layout = with_rect(layout, second, Rect(rect.left, -40, rect.right, rect.bottom))
    layout = with_each(layout, (fourth,), lambda region: replace(region, name="Guest corner"))
    return with_hiding(with_lock(layout, (first,), True), (third,), True)


def _beside(draft: Layout) -> Callable[[GalleryPictures], QWidget]:
    return lambda pictures: main_window(Lesson(demo_room(), demo_boards(), draft=draft), pictures)


def _smallest(draft: Layout) -> Callable[[GalleryPictures], QWidget]:
    def build(pictures: GalleryPictures) -> QWidget:
        window = _beside(draft)(pictures)
        window.resize(SMALLEST)
        return window

    return build


def _select_hidden(window: QWidget) -> None:
    _selecting()(window)
    if isinstance(window, MainWindow):
        layers = window.canvas.side.layers
        order = back_to_front(layered_draft())[::-1]
        row = order.index(layered_draft().regions[2].region_id)
        place = layers.visualRect(layers.model().index(row, 0)).center()
        QTest.mouseClick(layers.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def _selecting(*region_ids: str) -> Callable[[QWidget], None]:
    def select(window: QWidget) -> None:
        if isinstance(window, MainWindow):
            window.canvas.show_canvas_settings(
                CanvasSettings(TakeSettingsView(settings=_BEYOND), None if region_ids else LIVE)
            )
            window.canvas.open_side()
            window.canvas.stage.set_selection(region_ids)

    return select
