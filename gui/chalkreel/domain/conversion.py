"""From a preset to the same picture as a custom layout, which a recorder then follows to the pixel."""

from __future__ import annotations

from collections.abc import Sequence

from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.presets import preset_rects


def to_custom(
    layout: Layout, canvas: Size, entry_order: Sequence[str], board_open: bool, has_whiteboard: bool = False
) -> Layout:
    """Turn a preset into a custom layout with the same views; a custom layout stays as it is.

    Each region is bound to the stream it shows now, so that people keep their places when others come and go.
    A preset without any view gives one region for the next to join, because a custom layout has at least one.
    """
    if layout.mode is MixMode.CUSTOM:
        return layout
    views = arrange(layout, canvas, entry_order, board_open=board_open, has_whiteboard=has_whiteboard)
    waits_for_board = has_whiteboard and not board_open
    regions = tuple(_region_of(view, f"region-{number}", waits_for_board) for number, view in enumerate(views, start=1))
    if not regions:
        regions = (Region("region-1", preset_rects(layout.mode, 1, canvas)[0]),)
    return Layout(MixMode.CUSTOM, regions)


def _region_of(view: View, region_id: str, waits_for_board: bool) -> Region:
    is_board = view.content is ViewContent.WHITEBOARD or (view.is_large and waits_for_board)
    view_type = ViewType.WHITEBOARD if is_board else ViewType.AUDIO_VIDEO
    return Region(region_id, view.rect, view.layer, view.fill_mode, view_type, view.stream_id)
