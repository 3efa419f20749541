"""Bringing every input to the one colour space of the canvas: yuv420p, BT.709, limited range, upright."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.hdr import ToneMapper, is_hdr
from chalkreel.studio.sources.media import MAX_SIDE_PX
from chalkreel.studio.sources.pixel_aspect import SQUARE, squared
from chalkreel.studio.sources.planes import (
    BT709,
    FULL_RANGE,
    LIMITED_RANGE,
    YUV420P,
    Planes,
    frame_of,
    planes_of,
    tagged,
)

TICK = Fraction(1, 25)
"""The unit in which frames are numbered on their way through a filter; nobody reads it."""

_TO_BT709 = "iall=bt601-6-625:all=bt709:fast=1"
_UNSPECIFIED = 2
_BT601_MATRICES = (5, 6)
_BT2020_MATRICES = (9, 10)
_LARGEST_SD_HEIGHT_PX = 576
_SD_WIDTH_PX = 1024


class ColourNormaliser:
    """Converts the frames of one source, once each; keeps its scaler between frames of the same kind."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()
        self._stretcher = VideoReformatter()
        self._matrix = _MatrixFilter()
        self._tones = ToneMapper()

    def normalise(self, frame: av.VideoFrame, pixel_ratio: float = SQUARE) -> av.VideoFrame:
        """Give an upright frame in the canvas's colours, with square pixels; the same where nothing has to be done.

        ``pixel_ratio`` is the width of the frame's own pixels by their height.
        """
        converted = self._converted(frame)
        if pixel_ratio != SQUARE:
            converted = self._with_square_pixels(converted, pixel_ratio)
        return upright(converted, frame.rotation)

    def _with_square_pixels(self, frame: av.VideoFrame, pixel_ratio: float) -> av.VideoFrame:
        size = squared(Size(frame.width, frame.height), pixel_ratio, MAX_SIDE_PX)
        return tagged(
            self._stretcher.reformat(frame, size.width, size.height, interpolation=Interpolation.BICUBIC, threads=1)
        )

    def _converted(self, frame: av.VideoFrame) -> av.VideoFrame:
        if is_hdr(frame):
            return tagged(self._tones.converted(frame))
        matrix = matrix_of(frame)
        is_limited = frame.format.name == YUV420P and frame.color_range != FULL_RANGE
        if is_limited and matrix == BT709:
            return tagged(frame)
        if is_limited and matrix in _BT601_MATRICES and not (frame.width | frame.height) & 1:
            return tagged(self._matrix.converted(frame))
        return to_canvas_colours(self._reformatter, frame)


def to_canvas_colours(
    reformatter: VideoReformatter, frame: av.VideoFrame, width: int | None = None, height: int | None = None
) -> av.VideoFrame:
    """Convert a frame of any format, and scale it where a size is given."""
    converted = reformatter.reformat(
        frame,
        width,
        height,
        YUV420P,
        src_colorspace=_sws_colorspace(frame),
        dst_colorspace=int(Colorspace.ITU709),
        src_color_range=FULL_RANGE if _is_full_range(frame) else LIMITED_RANGE,
        dst_color_range=LIMITED_RANGE,
        interpolation=Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP,
        threads=1,
    )
    return tagged(converted)


def matrix_of(frame: av.VideoFrame) -> int:
    """Tell a frame's matrix; without a tag small pictures are BT.601 and larger ones BT.709, as players take it."""
    if frame.colorspace != _UNSPECIFIED:
        return int(frame.colorspace)
    if frame.height <= _LARGEST_SD_HEIGHT_PX and frame.width <= _SD_WIDTH_PX:
        return _BT601_MATRICES[1]
    return BT709


def upright(frame: av.VideoFrame, rotation: int) -> av.VideoFrame:
    """Turn a yuv420p frame counter-clockwise by ``rotation`` degrees (multiples of 90)."""
    quarters = round(rotation / 90) % 4
    if not quarters:
        return frame
    luma, first, second = planes_of(frame)
    turned: Planes = (np.rot90(luma, quarters), np.rot90(first, quarters), np.rot90(second, quarters))
    return frame_of(turned)


def _is_full_range(frame: av.VideoFrame) -> bool:
    return frame.color_range == FULL_RANGE or frame.format.is_rgb or frame.format.name.startswith(("yuvj", "gray"))


def _sws_colorspace(frame: av.VideoFrame) -> int:
    matrix = matrix_of(frame)
    if matrix == BT709:
        return int(Colorspace.ITU709)
    return int(Colorspace.BT2020) if matrix in _BT2020_MATRICES else int(Colorspace.ITU601)


class ColourFilter:
    """FFmpeg's ``colorspace`` filter for yuv420p frames of one size: vector code, a third of what the scaler takes."""

    def __init__(self, width: int, height: int, arguments: str) -> None:
        self._count = 0
        self._graph = av.filter.Graph()
        pixels = av.VideoFormat(YUV420P, width, height)
        source = self._graph.add_buffer(width=width, height=height, format=pixels, time_base=TICK)
        convert = self._graph.add("colorspace", arguments)
        sink = self._graph.add("buffersink")
        source.link_to(convert)
        convert.link_to(sink)
        self._graph.configure()

    def converted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Convert the next frame; its times are set anew, because the graph wants them to rise."""
        frame.pts, frame.time_base = self._count, TICK
        self._count += 1
        self._graph.vpush(frame)
        return self._graph.vpull()


class _MatrixFilter:
    """BT.601 to BT.709, for frames of any size; when a frame is due was read before."""

    def __init__(self) -> None:
        self._filter: ColourFilter | None = None
        self._shape = (0, 0)

    def converted(self, frame: av.VideoFrame) -> av.VideoFrame:
        shape = frame.width, frame.height
        if self._filter is None or self._shape != shape:
            self._filter, self._shape = ColourFilter(*shape, _TO_BT709), shape
        return self._filter.converted(frame)
