"""Pictures behind and above the streams: of the canvas, of empty views, and the watermark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from av.video.reformatter import VideoReformatter

from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.overlay import Overlay
from chalkreel.studio.sources.colours import to_canvas_colours
from chalkreel.studio.sources.pictures import Picture
from chalkreel.studio.sources.planes import Planes, planes_of


@dataclass(frozen=True, slots=True)
class Backdrops:
    """The pictures at hand; what was not asked for, or could not be fetched, is missing. ``regions``: by address."""

    canvas: Picture | None = None
    watermark: Overlay | None = None
    default_stream: Picture | None = None
    regions: Mapping[str, Picture] = field(default_factory=dict)


def stretched(picture: Picture, size: Size) -> Planes:
    """Scale an opaque picture to a size, whatever its shape, in the canvas's colours. Blocks."""
    return planes_of(to_canvas_colours(VideoReformatter(), picture.frame, size.width, size.height))
