"""What the layouts panel draws: immutable pictures of the library, pushed by its controller."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from chalkreel.base.phrase import Phrase
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import FIRST_CANVAS

NUMBER_KEYS = 9
"""Layouts 1 to 9 of a room are staged by Shift and their number."""


@dataclass(frozen=True, slots=True)
class LayoutCard:
    """One kept layout. ``is_draft`` and ``is_on_air`` say where this very arrangement is now."""

    layout_id: str
    name: str
    layout: Layout
    canvas: Size
    is_for_all_rooms: bool = True
    is_draft: bool = False
    is_on_air: bool = False


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The layouts of the present room in their order. ``undo`` is what can be taken back ("delete Teacher").

    ``names_persons``: the draft has places for certain people, who may never be in another room.
    """

    cards: tuple[LayoutCard, ...] = ()
    undo: Phrase | None = None
    is_full: bool = False
    draft: Layout = field(default_factory=Layout)
    canvas: Size = FIRST_CANVAS
    names_persons: bool = False


class ExportForm(Enum):
    """In which body of the API a layout leaves the app."""

    UPDATE_LAYOUT = "UpdateLayout"
    START_RECORD = "StartRecord"


class CanvasChoice(Enum):
    """What becomes of a layout that was made for a canvas of another size."""

    SCALE = "scale"
    """It is scaled to the present canvas."""
    TAKE_OVER = "take over"
    """The present canvas gets the size it was made for."""


@dataclass(frozen=True, slots=True)
class ImportProposal:
    """A layout that was read from a file, before the host says how to take it in.

    ``canvas`` is what it was made for, ``present`` the canvas now. ``take_over_blocked`` says why the canvas cannot be
    changed now, where it cannot.
    """

    name: str
    kind: str
    layout: Layout
    canvas: Size
    present: Size
    says_canvas: bool = False
    notes: tuple[Phrase, ...] = ()
    take_over_blocked: Phrase | None = None
