"""What the canvas is told of the recorded picture beside the layout."""

from __future__ import annotations

from dataclasses import dataclass, field

from chalkreel.controllers.view_state import StreamView
from chalkreel.domain.picture_options import NO_OPTIONS, PictureOptions


@dataclass(frozen=True, slots=True)
class PictureView:
    """The options that count now, and who holds a place.

    ``order`` are the streams with a place, by entry; ``departed`` those of them that left while their place is kept.
    ``is_board_held``: the place of a board that left is kept. ``missing_images`` are addresses of region pictures
    that the recorder could not fetch.
    """

    options: PictureOptions = NO_OPTIONS
    order: tuple[str, ...] = ()
    departed: tuple[StreamView, ...] = ()
    is_board_held: bool = False
    missing_images: frozenset[str] = field(default_factory=frozenset)


def background_key(address: str) -> str:
    """Name a picture that lies behind or stands in, for whoever passes pictures on."""
    return f"background:{address}"


def watermark_key(address: str) -> str:
    return f"watermark:{address}"
