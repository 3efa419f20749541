"""The chapters of a task from its events, named by what the recording shows."""

from __future__ import annotations

from collections.abc import Iterable

from chalkreel.domain.chapters import ChapterMark, layout_title
from chalkreel.domain.enums import MixMode
from chalkreel.studio.tasks.events import Event, EventKind

_MARKING = frozenset({EventKind.RECORDING_STARTED, EventKind.WHITEBOARD, EventKind.PAGE, EventKind.MARKER})


def board_title(name: str, page: int, page_count: int) -> str:
    """Name a board's page: by the board alone where it has but one."""
    return name if page_count <= 1 else f"{name} ({page})"


def chapter_marks(events: Iterable[Event]) -> list[ChapterMark]:
    """Collect the moments from which the recording shows something with a name, or shows it in another way."""
    marks, shown = [], ""
    for event in events:
        title = str(event.details.get("title") or "") if event.kind in _MARKING else ""
        if event.kind != EventKind.MARKER:
            shown = title or shown
        if event.kind == EventKind.LAYOUT and (mode := _mode(event)) is not None:
            title = layout_title(shown, mode)
        if title:
            marks.append(ChapterMark(event.recording_ms, title))
    return marks


def _mode(event: Event) -> MixMode | None:
    try:
        return MixMode(event.details.get("mode", 0))
    except ValueError:
        return None
