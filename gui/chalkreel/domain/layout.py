"""A layout: one immutable value that says where every region of the canvas is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect


@dataclass(frozen=True, slots=True)
class Region:
    """One rectangle of a custom layout and what it shows (a ``MixInputList`` item at the wire).

    ``stream_id`` empty means "the next stream to join". ``region_id``, ``name``, ``is_locked`` and ``is_hidden``
    are ours: they serve the editing and never reach the wire. A locked region is not moved, resized or deleted by
    pointer or keys; a hidden one is no part of the picture until it is shown again.
    """

    region_id: str
    rect: Rect
    layer: int = 0
    fill_mode: FillMode = FillMode.CROP
    view_type: ViewType = ViewType.AUDIO_VIDEO
    stream_id: str = ""
    background_image: str = ""
    name: str = ""
    is_locked: bool = False
    is_hidden: bool = False

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

    @property
    def visible_regions(self) -> tuple[Region, ...]:
        return tuple([region for region in self.regions if not region.is_hidden])

    @property
    def recorded(self) -> Layout:
        """What a recorder is told of this layout: hidden regions are left out, and so is what serves the editing.

        Two layouts of the same mode give the same picture if these are equal.
        """
        return replace(
            self, regions=tuple(replace(region, name="", is_locked=False) for region in self.visible_regions)
        )

    def with_region(self, changed: Region) -> Layout:
        """Replace the region of the same ``region_id``."""
        return replace(
            self, regions=tuple(changed if old.region_id == changed.region_id else old for old in self.regions)
        )
