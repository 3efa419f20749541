"""Layouts of the domain and their members at the wire, both ways."""

from __future__ import annotations

from typing import Any

from chalkreel.contract.mixing import MixConfig, MixInputListItem
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.layout import Layout, Region

_WITH_LARGE_VIEW = frozenset({MixMode.HORIZONTAL, MixMode.VERTICAL, MixMode.FLOATING})


def layout_of(source: MixConfig | UpdateLayoutRequest, *, fill_mode: FillMode | None = None) -> Layout:
    """Read the layout of a request; members without effect in its mode are left out.

    UpdateLayout cannot carry the presets' fill mode, so the one in force before is handed in as ``fill_mode``.
    Regions are named after their place in the list, so reading the same request twice gives equal layouts.
    """
    mode = source.mix_mode
    regions = source.mix_input_list if mode is MixMode.CUSTOM else ()
    return Layout(
        mode=mode,
        regions=tuple(_region_of(number, item) for number, item in enumerate(regions, start=1)),
        large_stream_id=source.mix_max_resolution_stream_id if mode in _WITH_LARGE_VIEW else "",
        fill_mode=_fill_mode(source, fill_mode),
    )


def mix_input_list(layout: Layout) -> list[MixInputListItem]:
    """Write the regions of a custom layout, but for hidden ones; the presets have none at the wire."""
    return [_item_of(region) for region in layout.visible_regions] if layout.mode is MixMode.CUSTOM else []


def layout_members(layout: Layout) -> dict[str, Any]:
    """Give what a layout sets, by attribute name, for ``MixConfig(**layout_members(layout), …)``."""
    members = _update_members(layout)
    if layout.fill_mode is not None and layout.mode is not MixMode.CUSTOM:
        members["fill_mode"] = layout.fill_mode
    return members


def update_layout_request(task_id: str, layout: Layout) -> UpdateLayoutRequest:
    """Build the call that puts a layout on air. It always names the mode, since without one it means grid."""
    return UpdateLayoutRequest(task_id=task_id, **_update_members(layout))


def _update_members(layout: Layout) -> dict[str, Any]:
    members: dict[str, Any] = {"mix_mode": layout.mode}
    if layout.mode is MixMode.CUSTOM:
        members["mix_input_list"] = mix_input_list(layout)
    if layout.large_stream_id and layout.mode in _WITH_LARGE_VIEW:
        members["mix_max_resolution_stream_id"] = layout.large_stream_id
    return members


def _fill_mode(source: MixConfig | UpdateLayoutRequest, before: FillMode | None) -> FillMode | None:
    return source.fill_mode if isinstance(source, MixConfig) else before


def _region_of(number: int, item: MixInputListItem) -> Region:
    return Region(
        region_id=f"region-{number}",
        rect=item.rect,
        layer=item.layer,
        fill_mode=item.fill_mode,
        view_type=item.view_type,
        stream_id=item.stream_id,
        background_image=item.background_image or "",
    )


def _item_of(region: Region) -> MixInputListItem:
    bound = {"stream_id": region.stream_id} if region.stream_id else {}
    background = {"background_image": region.background_image} if region.background_image else {}
    return MixInputListItem(
        view_type=region.view_type,
        top=region.rect.top,
        left=region.rect.left,
        bottom=region.rect.bottom,
        right=region.rect.right,
        layer=region.layer,
        fill_mode=region.fill_mode,
        **bound,
        **background,
    )
