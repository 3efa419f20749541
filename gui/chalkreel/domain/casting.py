"""Who fills each view of the picture: the one answer that the canvas paints and the mixer records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.filling import (
    Filling,
    FillRules,
    filling_when_camera_off,
    filling_when_empty,
    is_for_board,
    region_image,
)
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout


class Role(Enum):
    """What kind of picture a view gets."""

    STREAM = "stream"
    BOARD = "board"
    STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class AtHand:
    """What there is to be shown.

    ``sending`` are the streams in the room, ``held`` those that left and whose last picture is kept, ``images`` the
    addresses of region pictures that were fetched. ``hides_picture_of`` tells of which streams only sound is recorded.
    """

    sending: Collection[str]
    held: Collection[str]
    images: Collection[str]
    rules: FillRules
    hides_picture_of: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """Who fills one view; ``view`` is cut to the recorded canvas.

    ``when_blank`` is what a stand-in shows, and a stream before its first picture; ``when_off`` what a stream shows
    while its camera is off. ``image`` is the address of the view's own picture, if it has one at hand.
    """

    view: View
    role: Role
    when_blank: Filling = Filling.NOTHING
    when_off: Filling = Filling.NOTHING
    image: str = ""

    @property
    def rect(self) -> Rect:
        return self.view.rect


def cast(layout: Layout, canvas: Size, views: Sequence[View], at_hand: AtHand) -> tuple[Part, ...]:
    """Cast every view that lies on the recorded canvas at least in part, in the order of the views."""
    size = canvas.even()
    whole = Rect(0, 0, size.width, size.height)
    cut = (view if view.rect.is_inside(size) else view._replace(rect=view.rect.intersection(whole)) for view in views)
    return tuple(_part(layout, view, at_hand) for view in cut if not view.rect.is_empty)


def _part(layout: Layout, view: View, at_hand: AtHand) -> Part:
    if view.content is ViewContent.WHITEBOARD:
        return Part(view, Role.BOARD)
    address = region_image(layout, view)
    image = address if address in at_hand.images else ""
    has_picture = not at_hand.hides_picture_of(view.stream_id)
    empty = filling_when_empty(
        at_hand.rules,
        has_region_image=bool(image),
        was_seen=has_picture and view.stream_id in at_hand.held,
        is_for_board=is_for_board(layout, view),
    )
    is_live = view.content is ViewContent.STREAM and view.stream_id in at_hand.sending and has_picture
    if not is_live:
        return Part(view, Role.STAND_IN, empty, image=image)
    return Part(view, Role.STREAM, empty, filling_when_camera_off(at_hand.rules, has_region_image=bool(image)), image)
