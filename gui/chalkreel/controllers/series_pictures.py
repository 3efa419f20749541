"""The pictures of a series in a take's history: no query lists them, so each is noted when the recorder tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chalkreel.controllers.view_state import FileCondition, FileView
from chalkreel.domain.geometry import Size
from chalkreel.services.journal_listing import PICTURE_EVENT
from chalkreel.services.journal_records import TakeEvent


def noted(view: FileView) -> dict[str, Any]:
    """Give what is written down of a picture."""
    size = view.resolution
    return {
        "name": view.name,
        "url": view.url,
        "owner": view.owner,
        "size": view.size_bytes,
        "begin_ms": view.begin_ms,
        "condition": view.condition.name,
        "resolution": None if size is None else [size.width, size.height],
    }


def pictures_in(events: Iterable[TakeEvent]) -> tuple[FileView, ...]:
    """Read the pictures of a take's history; what makes no sense is left out."""
    views = (_read(event.detail) for event in events if event.kind == PICTURE_EVENT)
    return tuple(view for view in views if view is not None)


def _read(detail: Mapping[str, Any]) -> FileView | None:
    try:
        size = detail.get("resolution")
        return FileView(
            name=str(detail["name"]),
            condition=FileCondition[str(detail["condition"])],
            size_bytes=int(detail["size"]),
            resolution=None if size is None else Size(int(size[0]), int(size[1])),
            url=str(detail["url"]),
            owner=str(detail["owner"]),
            begin_ms=int(detail["begin_ms"]),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None
