"""The layout library in its telling states, for the gallery."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chalkreel.app import gallery_lessons as at
from chalkreel.app.gallery_crowds import custom_draft
from chalkreel.app.gallery_lessons import Lesson, demo_boards, demo_room
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_windows import GalleryState, main_window
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.layouts import FIRST_CANVAS
from chalkreel.controllers.library_view import ImportProposal, LayoutCard, LibraryView
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.ui.layouts.import_dialog import ImportDialog
from chalkreel.ui.layouts.name_popup import NamePopup
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.key_sheet import KeySheet

_BOARD = Region("region-1", Rect(0, 0, 960, 720), 0, FillMode.FIT, ViewType.WHITEBOARD)
BOARD_AND_SEATS = Layout(
    MixMode.CUSTOM,
    (
        _BOARD,
        *(Region(f"region-{n}", Rect(960, 180 * (n - 2), 1280, 180 * (n - 1)), n) for n in range(2, 6)),
    ),
)
BOARD_ALONE = Layout(MixMode.CUSTOM, (replace(_BOARD, rect=Rect(0, 0, 1280, 720)),))
DUEL = Layout(
    MixMode.CUSTOM,
    (Region("region-1", Rect(0, 120, 640, 600), 0), Region("region-2", Rect(640, 120, 1280, 600), 0)),
)
_KEPT = (
    ("Board and class", BOARD_AND_SEATS),
    ("Lecture", Layout(MixMode.FLOATING)),
    ("Everyone", Layout(MixMode.GRID)),
    ("Board only", BOARD_ALONE),
    ("Two in a discussion, side by side", DUEL),
)
DELETED = phrase("delete {name}", name="Group work")


def kept_layouts(draft: Layout, on_air: Layout | None = None, undo: Phrase | None = None) -> LibraryView:
    """Give a library of a few lessons, with what is in the draft and on air marked."""
    kept = (*_KEPT, ("Teacher and board", custom_draft()))
    cards = tuple(
        LayoutCard(f"layout-{number}", name, layout, FIRST_CANVAS, is_draft=layout == draft, is_on_air=layout == on_air)
        for number, (name, layout) in enumerate(kept, start=1)
    )
    return LibraryView(cards, undo, draft=draft)


def proposal() -> ImportProposal:
    """Give a layout that was read from a file and was made for a larger picture."""
    large = Size(1920, 1080)
    regions = tuple(
        replace(
            region,
            rect=Rect(
                region.rect.left * 3 // 2, region.rect.top * 3 // 2, region.rect.right * 3 // 2,
                region.rect.bottom * 3 // 2,
            ),
        )
        for region in BOARD_AND_SEATS.regions
    )  # fmt: skip
    return ImportProposal(
        "northside-math", "StartRecord", Layout(MixMode.CUSTOM, regions), large, FIRST_CANVAS, says_canvas=True
    )


def library_states() -> tuple[GalleryState, ...]:
    return (
        GalleryState("main-51-layouts-kept", "Kept layouts, one in the draft and one on air", _window, _show_library),
        GalleryState("main-52-layout-deleted", "A kept layout was deleted", _window, _show_deleted),
        GalleryState("dialog-21-open-layout", "A layout of another size was opened", _proposal_dialog),
        GalleryState("dialog-23-layout-name", "The draft is kept under a name", _name_popup),
        GalleryState("dialog-22-keys", "All keys", _key_sheet),
    )


def _window(pictures: GalleryPictures) -> QWidget:
    take = replace(at.recording(), on_air_layout=Layout(MixMode.FLOATING))
    return main_window(Lesson(demo_room(), demo_boards(), take, custom_draft()), pictures)


def _show_library(window: QWidget, undo: Phrase | None = None) -> None:
    if isinstance(window, MainWindow):
        window.layouts.show_library(kept_layouts(custom_draft(), Layout(MixMode.FLOATING), undo))


def _show_deleted(window: QWidget) -> None:
    _show_library(window, DELETED)


def _key_sheet(_pictures: GalleryPictures) -> QWidget:
    return KeySheet()


def _name_popup(_pictures: GalleryPictures) -> QWidget:
    popup = NamePopup(None, "Teacher and board", is_for_all_rooms=True)
    popup.setWindowFlags(Qt.WindowType.Dialog)  # a popup takes the keyboard, which no picture has
    return popup


def _proposal_dialog(_pictures: GalleryPictures) -> QWidget:
    return ImportDialog(proposal())
