"""What becomes of a stream or a board that is dropped on the canvas."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import moved_inside, stacked, with_content, with_new_region, with_rect
from chalkreel.domain.snapping import Guide, SnapField
from chalkreel.ui.canvas.actions import CANVAS_FULL
from chalkreel.ui.canvas.content import StageContent
from chalkreel.ui.canvas.tools import Pointing

_USUAL_SHAPE = Size(16, 9)
_GROUND_SHARE = 0.8
_SHARE = 3
"""A new region is a third of the canvas high."""
ALREADY_THERE = phrase("The whiteboard has a place in the picture already")
COMES_THERE = phrase("Begin the recording with this board, here")


@dataclass(frozen=True, slots=True)
class Carried:
    """What is dragged over the canvas: a stream, or (without a stream) the whiteboard."""

    stream_id: str = ""
    board_id: str = ""

    @property
    def view_type(self) -> ViewType:
        return ViewType.WHITEBOARD if self.board_id else ViewType.AUDIO_VIDEO


@dataclass(frozen=True, slots=True)
class Drop:
    """What a drop would do: the layout it gives, where, and in which words; or why it cannot be."""

    layout: Layout
    region_id: str = ""
    place: Rect | None = None
    words: Phrase | None = None
    guides: tuple[Guide, ...] = ()
    refused: Phrase | None = None


def drop_at(content: StageContent, carried: Carried, at: Pointing, grid_px: int = 0) -> Drop:
    """Show it in the region under the pointer, or in a new one there; a preset becomes a layout of one's own first.

    A region that fills the picture is the ground for others: on it something new is added, unless Shift is held.
    """
    layout = content.as_custom()
    hits = [region for region in stacked(layout) if not region.is_hidden and region.rect.contains(at.x, at.y)]
    wants_region = bool(at.keys & Qt.KeyboardModifier.ShiftModifier)
    if hits and (wants_region or not _is_ground(hits[-1], content.canvas)):
        return _onto(content, layout, carried, hits[-1])
    shown = _showing(layout, carried)
    if carried.board_id and shown is not None:
        return _in_its_place(content, layout, carried, shown)
    added, region_id = with_new_region(layout, content.canvas, carried.view_type, carried.stream_id)
    if not region_id:
        return Drop(layout, refused=CANVAS_FULL)
    field = SnapField.of(content.canvas, [region.rect for region in layout.visible_regions], grid_px)
    snapped = field.moved(_new_place(content, carried, at.x, at.y), at.reach)
    words = _words(content, phrase("Add {name} here", name=_name(content, carried)))
    return Drop(with_rect(added, region_id, snapped.rect), region_id, snapped.rect, words, snapped.guides)


def _is_ground(region: Region, canvas: Size) -> bool:
    """Whether a region is shown behind others rather than beside them; an open seat is there to be filled."""
    is_taken = region.shows_whiteboard or bool(region.stream_id)
    return is_taken and region.rect.size.area >= _GROUND_SHARE * canvas.area


def _onto(content: StageContent, layout: Layout, carried: Carried, region: Region) -> Drop:
    """Let a region show it; where it was shown before, comes what this region showed."""
    if _shows(region, carried):
        return _in_its_place(content, layout, carried, region)
    other = _showing(layout, carried)
    edited = with_content(layout, region.region_id, carried.view_type, carried.stream_id)
    name = _name(content, carried)
    if other is not None:
        edited = with_content(edited, other.region_id, region.view_type, region.stream_id)
        words = phrase("Swap with {name}", name=name)
    else:
        words = phrase("Show {name} here", name=name)
    return Drop(edited, region.region_id, region.rect, _words(content, words))


def _in_its_place(content: StageContent, layout: Layout, carried: Carried, region: Region) -> Drop:
    """Leave the layout as it is; a board dropped before a recording is the one that it begins with."""
    is_shown = content.board is not None and content.board.board_id == carried.board_id
    if not carried.board_id or is_shown:
        board = content.board.name if content.board is not None else ""
        name = phrase("{name}", name=board) if carried.board_id else _name(content, carried)
        words = phrase("{name} is in the picture already", name=name)
    else:
        words = ALREADY_THERE if content.is_live else COMES_THERE
    return Drop(layout, region.region_id, region.rect, refused=words)


def _words(content: StageContent, words: Phrase) -> Phrase:
    if content.layout.mode is MixMode.CUSTOM:
        return words
    return phrase("{action} – the layout becomes your own", action=words)


def _showing(layout: Layout, carried: Carried) -> Region | None:
    for region in layout.visible_regions:
        if _shows(region, carried):
            return region
    return None


def _shows(region: Region, carried: Carried) -> bool:
    return region.shows_whiteboard if carried.board_id else region.stream_id == carried.stream_id


def _name(content: StageContent, carried: Carried) -> Phrase:
    if carried.board_id:
        return phrase("the whiteboard")
    return phrase("{name}", name=content.names.get(carried.stream_id, carried.stream_id))


def _new_place(content: StageContent, carried: Carried, x: float, y: float) -> Rect:
    """Give a place of the picture's own shape around the pointer, wholly on the canvas."""
    canvas = content.canvas
    person = content.people.get(carried.stream_id)
    size = person.picture_size if person is not None else None
    if carried.board_id and content.board is not None and content.board.board_id == carried.board_id:
        size = content.board.size
    shape = size if size is not None and size.area > 0 else _USUAL_SHAPE
    height = max(canvas.height // _SHARE, 1)
    width = max(round(height * shape.width / shape.height), 1)
    if width > canvas.width:
        width, height = canvas.width, max(round(canvas.width * shape.height / shape.width), 1)
    return moved_inside(Rect.of(round(x - width / 2), round(y - height / 2), width, height), 0, 0, canvas)
