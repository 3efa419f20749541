"""Still pictures from outside (JPG, JPEG, PNG, BMP), decoded defensively."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import MAX_PICTURE_PX
from chalkreel.domain.picture_kinds import BACKGROUNDS, STILLS, PictureKind, is_svg, kind_of
from chalkreel.studio.sources.claimed_size import claimed_size
from chalkreel.studio.sources.exif import orientation_of

MAX_PICTURE_BYTES = 40 * 1024 * 1024
MAX_KEPT_SIDE_PX = 3840

_DEMUXERS = {
    PictureKind.JPEG: "jpeg_pipe",
    PictureKind.PNG: "png_pipe",
    PictureKind.BMP: "bmp_pipe",
    PictureKind.GIF: "gif_pipe",
}
PAPER_RGB = (255, 255, 255)
"""What shows through transparent places: white, as on paper."""

NO_PICTURE = phrase("This is no JPG, PNG or BMP picture.")
NO_SVG = phrase("Studio cannot draw SVG pictures; use a JPG or PNG picture instead.")

_Rgb = NDArray[np.uint8]


class PictureRefused(Exception):  # noqa: N818 - a fact, not a fault of ours
    """A picture cannot be used; ``sentence`` says why, to the host."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: upright RGB (or RGBA where that was asked for), at most 3840 px on its longer side.

    ``size`` is the upright size of the original.
    """

    size: Size
    frame: av.VideoFrame


def load_picture(
    data: bytes | Path, *, paper_rgb: tuple[int, int, int] | None = PAPER_RGB, takes_gif: bool = False
) -> Picture:
    """Decode a picture from its bytes or from a file; raises ``PictureRefused``. Blocks: call it off the loop.

    ``paper_rgb`` shows through transparent places; ``None`` keeps them. Of a GIF, if taken, it is the first picture.
    """
    content = _read(data) if isinstance(data, Path) else data
    _check_length(len(content))
    kind = kind_of(content)
    if kind not in (BACKGROUNDS if takes_gif else STILLS):
        raise PictureRefused(NO_SVG if kind is None and is_svg(content) else NO_PICTURE)
    claimed = claimed_size(content, kind)
    if claimed is not None:
        _check_area(claimed)  # the decoder would only say that it is damaged
    frame = _decoded(content, _DEMUXERS[kind])
    pixels = _oriented(_pixels(frame, paper_rgb), orientation_of(content))
    size = Size(pixels.shape[1], pixels.shape[0])
    return Picture(size, _kept(pixels))


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise PictureRefused(phrase("There is no file {path}.", path=path))
        _check_length(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise PictureRefused(phrase("The file {name} cannot be read.", name=path.name)) from error


def _check_length(length: int) -> None:
    if length == 0:
        raise PictureRefused(phrase("The picture file is empty."))
    if length > MAX_PICTURE_BYTES:
        limit = MAX_PICTURE_BYTES // (1024 * 1024)
        raise PictureRefused(phrase("The picture file is larger than {limit} MB.", limit=limit))


def _decoded(content: bytes, kind: str) -> av.VideoFrame:
    damaged = phrase("The picture is damaged or cut off.")
    try:
        # "explode": a cut-off picture is refused instead of being shown half grey.
        with av.open(io.BytesIO(content), "r", format=kind, options={"err_detect": "explode"}) as container:
            context = container.streams.video[0].codec_context
            context.thread_count = 1
            _check_area(Size(context.width, context.height))
            context.options = {"err_detect": "explode"}
            frame = next(container.decode(video=0))
    except (av.FFmpegError, StopIteration, IndexError, EOFError, ValueError) as error:
        raise PictureRefused(damaged) from error
    _check_area(Size(frame.width, frame.height))
    if frame.is_corrupt:
        raise PictureRefused(damaged)
    return frame


def _check_area(size: Size) -> None:
    if size.area > MAX_PICTURE_PX:
        limit = MAX_PICTURE_PX // 1_000_000
        raise PictureRefused(phrase("The picture has more than {limit} million pixels.", limit=limit))


def _pixels(frame: av.VideoFrame, paper_rgb: tuple[int, int, int] | None) -> _Rgb:
    """Give the pixels as RGB, transparent ones on paper, or as RGBA without."""
    if paper_rgb is None:
        return _as_rgb(frame, "rgba")
    if not any(component.is_alpha for component in frame.format.components) and frame.format.name != "pal8":
        return _as_rgb(frame, "rgb24")
    pixels = _as_rgb(frame, "rgba")
    alpha = pixels[..., 3:].astype(np.uint16)
    mixed = pixels[..., :3] * alpha + np.array(paper_rgb, np.uint16) * (255 - alpha) + 127
    return (mixed // 255).astype(np.uint8)


def _as_rgb(frame: av.VideoFrame, layout: str) -> _Rgb:
    is_full = frame.format.is_rgb or frame.format.name.startswith(("yuvj", "gray", "pal"))
    reformatted = VideoReformatter().reformat(
        frame,
        format=layout,
        # JFIF says BT.601; FFmpeg tags it so, and this is for the few that are not tagged.
        src_colorspace=int(Colorspace.ITU601) if frame.colorspace == 2 else frame.colorspace or None,
        src_color_range=int(ColorRange.JPEG) if is_full else frame.color_range or None,
        dst_color_range=int(ColorRange.JPEG),
        interpolation=Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT,
        threads=1,
    )
    return np.asarray(reformatted.to_ndarray(), np.uint8)


def _oriented(pixels: _Rgb, orientation: int) -> _Rgb:
    """Turn and mirror as the EXIF orientation asks."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)


def _kept(pixels: _Rgb) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24" if pixels.shape[2] == 3 else "rgba")
    longer = max(frame.width, frame.height)
    if longer <= MAX_KEPT_SIDE_PX:
        return frame
    width = max(round(frame.width * MAX_KEPT_SIDE_PX / longer), 1)
    height = max(round(frame.height * MAX_KEPT_SIDE_PX / longer), 1)
    return VideoReformatter().reformat(frame, width, height, interpolation=Interpolation.AREA, threads=1)
