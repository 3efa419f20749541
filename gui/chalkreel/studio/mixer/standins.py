"""What a view paints besides a stream or a board: a colour, a picture, one of several in turn."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.backdrops import stretched
from chalkreel.studio.mixer.brush import Painter
from chalkreel.studio.mixer.canvas import Canvas, Yuv
from chalkreel.studio.sources.pictures import Picture
from chalkreel.studio.sources.source import Source, SourceFrame


class StillTile:
    """A picture stretched over an empty view; scaled once."""

    is_translucent = False
    is_steady = True

    def __init__(self, picture: Picture, rect: Rect) -> None:
        self.rect = rect
        self._picture = picture  # held, because tiles are known by whose picture they show
        self._planes = stretched(picture, rect.size)

    def version(self, time_s: float) -> Hashable:
        del time_s  # it does not move
        return 0

    def paint(self, canvas: Canvas) -> None:
        canvas.paste(self._planes, self.rect.left, self.rect.top)


@dataclass(frozen=True, slots=True)
class ColourTile:
    """A view of one colour."""

    rect: Rect
    colour: Yuv
    is_translucent: bool = False
    is_steady: bool = True

    def version(self, time_s: float) -> Hashable:
        del time_s
        return 0

    def paint(self, canvas: Canvas) -> None:
        canvas.fill(self.rect, self.colour)


@dataclass(frozen=True, slots=True)
class HeldFrame:
    """The last picture of a stream that left."""

    frame: SourceFrame

    @property
    def size(self) -> Size | None:
        return self.frame.size

    def frame_at(self, time_s: float) -> SourceFrame | None:
        del time_s
        return self.frame


class StreamView:
    """A stream's view: the stream, or what stands in for it while its camera is off or it sends no picture.

    ``live`` is the stream's own tile, ``off`` what is shown while the camera is off (``live`` itself where the last
    picture stays), ``blank`` before the first picture; ``None`` leaves the view as it is below.
    """

    is_translucent = False

    def __init__(self, source: Source, live: Painter, off: Painter | None, blank: Painter | None) -> None:
        self.rect = live.rect
        self._source = source
        self._live = live
        self._off = off
        self._blank = blank
        self._shown: Painter | None = None

    @property
    def is_steady(self) -> bool:
        return self._live.is_steady and self._off is not None and self._off.is_steady

    def version(self, time_s: float) -> Hashable:
        shown = self._off if self._source.is_camera_off else self._live
        version = None if shown is None else shown.version(time_s)
        if version is None and shown is self._live:
            shown = self._blank
            version = None if shown is None else shown.version(time_s)
        self._shown = shown
        return None if version is None else (id(shown), version)

    def paint(self, canvas: Canvas) -> None:
        if self._shown is not None:
            self._shown.paint(canvas)
