"""Who sits where: the views of a picture, from a layout and the streams present."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect


class ViewContent(Enum):
    """What a view shows."""

    STREAM = "stream"
    WHITEBOARD = "whiteboard"
    NOTHING = "nothing"


class View(NamedTuple):
    """One place of the finished picture, as canvas, preflight and mixer all read it.

    ``region_id`` is that of the custom region it comes from, empty for presets. A tuple, because each event of a drag
    makes all of them anew.
    """

    rect: Rect
    layer: int
    fill_mode: FillMode
    content: ViewContent
    stream_id: str = ""
    region_id: str = ""
    is_large: bool = False
