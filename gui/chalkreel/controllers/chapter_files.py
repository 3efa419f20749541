"""Chapters beside a take that was recorded in the cloud: WebVTT and JSON, from the take's history."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalkreel.domain.chapters import Chapter, ChapterMark, chapters_from_marks, layout_title, webvtt
from chalkreel.domain.enums import MixMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalkreel.services.journal import Journal
    from chalkreel.services.journal_records import TakeEvent


class ChapterFiles:
    """Writes the chapter index of a finished take into a folder. Studio writes its own beside the recording."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self._journal = journal
        self._folder = folder

    async def write(self, take_id: int, task_id: str, room_id: str, duration_ms: int) -> Path | None:
        """Write both files and give the WebVTT's path; ``None`` where nothing has a name. Raises ``OSError``."""
        marks = chapter_marks(await self._journal.events(take_id))
        chapters = chapters_from_marks(marks, duration_ms)
        if not chapters:
            return None
        path = self._folder / f"{task_id}.vtt"
        facts = {"task_id": task_id, "room_id": room_id, "duration_ms": duration_ms}
        await asyncio.to_thread(_write, path, chapters, facts)
        return path


def chapter_marks(events: Iterable[TakeEvent]) -> list[ChapterMark]:
    """Find in a history when which board or layout came on air and what the host marked, by recording time."""
    marks, shown = [], ""
    for event in events:
        title = ""
        if event.kind in ("started", "whiteboard", "marker"):
            title = str(event.detail.get("name") or event.detail.get("board") or "")
        if event.kind in ("started", "whiteboard"):
            shown = title
        if event.kind == "layout" and (mode := _mode(event.detail.get("request"))) is not None:
            title = layout_title(shown, mode)
        if title:
            marks.append(ChapterMark(event.recording_ms or 0, title))
    return marks


def _mode(request: object) -> MixMode | None:
    """Find the layout's mode in a request as it was sent."""
    try:
        return MixMode(request["MixMode"]) if isinstance(request, Mapping) else None
    except (KeyError, ValueError):
        return None


def _write(path: Path, chapters: tuple[Chapter, ...], facts: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(webvtt(chapters), encoding="utf-8")
    listed = [{"start_ms": chapter.start_ms, "end_ms": chapter.end_ms, "title": chapter.title} for chapter in chapters]
    text = json.dumps({**facts, "chapters": listed}, ensure_ascii=False, indent=2)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
