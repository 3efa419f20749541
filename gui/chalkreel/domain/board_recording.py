"""Whether whiteboard recording is switched on for a take."""

from __future__ import annotations

from chalkreel.domain.enums import MixMode
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import TakeSettings


def records_board(settings: TakeSettings, layout: Layout, has_board: bool) -> bool:
    """Tell whether whiteboard recording is switched on for a take.

    In a preset the board's view is kept free from the start, so there it is asked for only where there is a board.
    """
    if not settings.records_whiteboard:
        return False
    if settings.is_single:
        return not settings.is_picture_only  # a series of single pictures is of people only
    has_place = layout.mode is MixMode.CUSTOM and any(region.shows_whiteboard for region in layout.visible_regions)
    return settings.has_picture and (has_board or has_place)
