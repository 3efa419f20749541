"""The chapters of a task from its events, named by what the recording shows."""

from __future__ import annotations

from collections.abc import Iterable

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.tasks.events import Event, EventKind

_MARKING = frozenset({EventKind.RECORDING_STARTED, EventKind.WHITEBOARD, EventKind.PAGE, EventKind.MARKER})


def board_title(name: str, page: int, page_count: int) -> str:
    """Name a board's page: by the board alone where it has but one."""
    return name if page_count <= 1 else f"{name} ({page})"


def chapter_marks(events: Iterable[Event]) -> list[ChapterMark]:
    """Collect the moments from which the recording shows something with a name."""
    return [
        ChapterMark(event.recording_ms, title)
        for event in events
        if event.kind in _MARKING and (title := str(event.details.get("title") or ""))
    ]
