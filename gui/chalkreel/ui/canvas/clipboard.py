"""Regions on the system's clipboard, as the API's own JSON: what a developer has can be pasted, and the other way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication

from chalkreel.contract.layouts import layout_of, mix_input_list
from chalkreel.contract.mixing import MixConfig, MixInputListItem
from chalkreel.domain.enums import MixMode
from chalkreel.domain.layout import Layout, Region

LARGEST_TEXT = 200_000
"""More characters than these are no regions."""


class RegionClipboard:
    """Copies and pastes; owned by the stage.

    Only text is handed to the system, because data that Python made would outlive Python there. What the wire has no
    place for, a region's name, is remembered here for as long as the clipboard holds our own text.
    """

    def __init__(self) -> None:
        self._text = ""
        self._copied: tuple[Region, ...] = ()

    def copy(self, regions: Sequence[Region]) -> None:
        if not regions:
            return
        items = [item.to_wire() for item in mix_input_list(Layout(MixMode.CUSTOM, tuple(regions)))]
        self._text = json.dumps({"MixMode": MixMode.CUSTOM.value, "MixInputList": items}, indent=2)
        self._copied = tuple(regions)
        QGuiApplication.clipboard().setText(self._text)

    def paste(self) -> tuple[Region, ...]:
        """Give the regions that are there; none where there is anything else."""
        mime = QGuiApplication.clipboard().mimeData()
        text = mime.text() if mime is not None and mime.hasText() else ""
        if text and text == self._text:
            return self._copied
        return regions_in(text)


def regions_in(text: str) -> tuple[Region, ...]:
    """Read regions from an UpdateLayout body, a StartRecord body, or a bare list of regions."""
    if not text.lstrip().startswith(("{", "[")) or len(text) > LARGEST_TEXT:
        return ()
    try:
        return _regions(_items(json.loads(text)))
    except (ValueError, RecursionError):
        return ()


def _items(body: Any) -> object:
    for name in ("RecordInputParams", "MixConfig", "MixInputList"):
        if isinstance(body, dict):
            body = body.get(name, body)
    return body


def _regions(items: object) -> tuple[Region, ...]:
    if not isinstance(items, list) or not items:
        return ()
    read = [MixInputListItem.model_validate(item) for item in items]
    return layout_of(MixConfig(mix_mode=MixMode.CUSTOM, mix_input_list=read, mix_output_stream_id="pasted")).regions
