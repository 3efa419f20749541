"""A picture scaled for its place, kept until its source or its place changes."""

from __future__ import annotations

from typing import Protocol

import av
from av.video.reformatter import Interpolation, VideoReformatter

from chalkreel.domain.backgrounds import BARS_RGB
from chalkreel.domain.enums import FillMode
from chalkreel.domain.fitting import Fitting, bars, fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.canvas import Canvas, Yuv, yuv_of
from chalkreel.studio.mixer.values import BoardFrame
from chalkreel.studio.sources.colours import to_canvas_colours
from chalkreel.studio.sources.planes import YUV420P, Planes, planes_of, view_of
from chalkreel.studio.sources.source import SourceFrame

_BARS = yuv_of(BARS_RGB)


class Pictures(Protocol):
    """The picture side of a source, or of what is left of one."""

    @property
    def size(self) -> Size | None: ...

    def frame_at(self, time_s: float) -> SourceFrame | None: ...


class StreamTile:
    """One stream in one place of the canvas."""

    is_translucent = False

    def __init__(self, source: Pictures, rect: Rect, fill: FillMode) -> None:
        self.rect = rect
        self._source = source
        self._fill = fill
        self._scaler = VideoReformatter()
        self._serial: int | None = None
        self._size: Size | None = None
        self._fitting = Fitting(rect, rect)
        self._bars: tuple[Rect, ...] = ()
        self._scaled: av.VideoFrame | None = None
        self._planes: Planes | None = None

    @property
    def is_steady(self) -> bool:
        return self._source.size is not None

    def version(self, time_s: float) -> int | None:
        """Scale what the stream shows at a time; nothing before its first picture."""
        frame = self._source.frame_at(time_s)
        if frame is None:
            return None
        if frame.serial != self._serial:
            self._scale(frame)
        return frame.serial

    def paint(self, canvas: Canvas) -> None:
        assert self._planes is not None
        for bar in self._bars:
            canvas.fill(bar, _BARS)
        canvas.paste(self._planes, self._fitting.target.left, self._fitting.target.top)

    def _scale(self, frame: SourceFrame) -> None:
        if frame.size != self._size:
            self._size = frame.size
            self._fitting = fit(frame.size, self.rect, self._fill)
            self._bars = bars(self.rect, self._fitting.target)
        target = self._fitting.target
        # The average of the area a pixel covers: truer than the scaler's bilinear (by 2 to 4 dB) and cheaper by a
        # third. Where the picture grows the scaler takes bilinear for it.
        self._scaled = self._scaler.reformat(
            _part_of(frame.frame, self._fitting.source),
            target.width,
            target.height,
            YUV420P,
            interpolation=Interpolation.AREA,
            threads=1,
        )
        self._planes = planes_of(self._scaled)
        self._serial = frame.serial


class BoardTile:
    """The board in its place: fitted, never cropped, on its own background colour."""

    is_translucent = False
    is_steady = True

    def __init__(self, board: BoardFrame | None, rect: Rect, background: Yuv) -> None:
        self.rect = rect
        self._background = background
        self._planes: Planes | None = None
        self._target = rect
        if board is not None:
            frame = board.picture.frame
            self._target = fit(Size(frame.width, frame.height), rect, FillMode.FIT).target
            scaled = to_canvas_colours(VideoReformatter(), frame, self._target.width, self._target.height)
            self._planes = planes_of(scaled)

    def version(self, time_s: float) -> int:
        del time_s  # a board's page does not move
        return 0

    def paint(self, canvas: Canvas) -> None:
        if self._planes is None:
            canvas.fill(self.rect, self._background)
            return
        for bar in bars(self.rect, self._target):
            canvas.fill(bar, self._background)
        canvas.paste(self._planes, self._target.left, self._target.top)


def _part_of(frame: av.VideoFrame, part: Rect) -> av.VideoFrame:
    """Cut without copying; a cut is even, so an odd source loses its last line or column."""
    if part.width == frame.width and part.height == frame.height:
        return frame
    right, bottom = part.left + (part.width & ~1), part.top + (part.height & ~1)
    if right <= part.left or bottom <= part.top:
        return frame
    luma, first, second = planes_of(frame)
    rows, columns = slice(part.top // 2, bottom // 2), slice(part.left // 2, right // 2)
    return view_of((luma[part.top : bottom, part.left : right], first[rows, columns], second[rows, columns]))
