"""A layout: one immutable value that says where every region of the canvas is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect


@dataclass(frozen=True, slots=True)
class Region:
    """One rectangle of a custom layout and what it shows (a ``MixInputList`` item at the wire).

    ``stream_id`` empty means "the next stream to join". ``region_id`` and ``name`` are ours: they keep a
    region recognisable while it is edited and never reach the wire.
    """

    region_id: str
    rect: Rect
    layer: int = 0
    fill_mode: FillMode = FillMode.CROP
    view_type: ViewType = ViewType.AUDIO_VIDEO
    stream_id: str = ""
    background_image: str = ""
    name: str = ""

    @property
    def shows_whiteboard(self) -> bool:
        return self.view_type is ViewType.WHITEBOARD


@dataclass(frozen=True, slots=True)
class Layout:
    """A mode plus its regions (custom) or its preset's parameters (the other four).

    ``large_stream_id`` names the stream of the large view in modes 3 to 5, empty for the first to enter.
    ``fill_mode`` is the preset's top-level fill; ``None`` means the guide's defaults (CONTRACT section 7).
    """

    mode: MixMode = MixMode.GRID
    regions: tuple[Region, ...] = ()
    large_stream_id: str = ""
    fill_mode: FillMode | None = None

    def region(self, region_id: str) -> Region | None:
        return next((region for region in self.regions if region.region_id == region_id), None)

    def with_region(self, changed: Region) -> Layout:
        """Replace the region of the same ``region_id``."""
        return replace(
            self, regions=tuple(changed if old.region_id == changed.region_id else old for old in self.regions)
        )
