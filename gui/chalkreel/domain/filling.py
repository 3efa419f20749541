"""What a view shows that has no live picture (CONTRACT section 3): one order for the canvas and for the recorder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FrameFillMode
from chalkreel.domain.layout import Layout


class Filling(Enum):
    """What stands in for a live picture."""

    REGION_IMAGE = "region image"
    DEFAULT_IMAGE = "default image"
    LAST_FRAME = "last frame"
    COLOR = "color"
    NOTHING = "nothing"
    """The view paints nothing of its own: what lies below it, in the end the canvas image or colour, stays."""


@dataclass(frozen=True, slots=True)
class FillRules:
    """What a task was told about places without a live picture.

    ``has_default_image``: a picture for empty views of streams was given and is at hand.
    """

    fill_blank: bool = False
    frame_fill: FrameFillMode = FrameFillMode.LAST_FRAME
    has_default_image: bool = False


def filling_when_empty(
    rules: FillRules, *, has_region_image: bool = False, was_seen: bool = False, is_for_board: bool = False
) -> Filling:
    """Choose for a view whose stream is gone, has not come, or sends no picture; the first match wins.

    ``has_region_image``: the view is bound to a stream and has a picture of its own at hand. ``was_seen``: the
    view's stream showed a picture before. A view that waits for a board is no stream's: it shows the canvas.
    """
    if is_for_board:
        return Filling.NOTHING
    if has_region_image:
        return Filling.REGION_IMAGE
    if rules.has_default_image and rules.fill_blank and rules.frame_fill is FrameFillMode.NONE:
        return Filling.DEFAULT_IMAGE
    if rules.fill_blank and was_seen:
        return Filling.LAST_FRAME
    return Filling.NOTHING


def filling_when_camera_off(rules: FillRules, *, has_region_image: bool = False) -> Filling:
    """Choose for a view whose stream switched its camera off while its sound goes on."""
    if rules.frame_fill is FrameFillMode.LAST_FRAME:
        return Filling.LAST_FRAME
    if rules.frame_fill is FrameFillMode.COLOR:
        return Filling.COLOR
    return filling_when_empty(rules, has_region_image=has_region_image)


def region_image(layout: Layout, view: View) -> str:
    """Give the address of the picture a view shows while it is empty: only views bound to a stream have one."""
    region = layout.region(view.region_id)
    is_bound = region is not None and bool(region.stream_id) and view.stream_id == region.stream_id
    return region.background_image if region is not None and is_bound else ""


def is_for_board(layout: Layout, view: View) -> bool:
    """Whether an empty view is kept free for a board."""
    if view.content is not ViewContent.NOTHING or view.stream_id:
        return False
    region = layout.region(view.region_id)
    return region is None or region.shows_whiteboard
