"""Finds the chapters of a recording: beside its file, inside it, or in the recordings folder."""

from __future__ import annotations

import json
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.domain.chapter_reading import chapters_from_json, read_webvtt
from chalkreel.domain.chapters import Chapter

MAX_TEXT_BYTES = 2 * 1024 * 1024
_IN_THE_FILE = frozenset({".mp4", ".m4a", ".mov"})
_log = log_of(Topic.CONTROL)


def chapters_beside(recording: Path) -> tuple[Chapter, ...]:
    """Read the WebVTT file beside a recording, else the chapters inside it. Blocks."""
    found = read_webvtt(_text(recording.with_suffix(".vtt")))
    if found or recording.suffix.lower() not in _IN_THE_FILE or not recording.is_file():
        return found
    return _chapters_inside(recording)


def chapters_kept(folder: Path, task_id: str) -> tuple[Chapter, ...]:
    """Read what was written down for a take in the cloud: JSON, else WebVTT. Blocks."""
    path = folder / f"{task_id}.json"
    try:
        found = chapters_from_json(json.loads(_text(path) or "null"))
    except (ValueError, RecursionError):
        found = ()
    return found or read_webvtt(_text(path.with_suffix(".vtt")))


def _chapters_inside(recording: Path) -> tuple[Chapter, ...]:
    import av  # only here: most recordings have a file of chapters beside them, and loading this takes a while

    try:
        with av.open(str(recording)) as container:
            listed = container.chapters()
    except (av.FFmpegError, OSError) as error:
        _log.info("the chapters of %s cannot be read: %s", recording.name, error)
        return ()
    found = []
    for chapter in listed:
        base = float(chapter["time_base"] or 0) * 1000
        title = str(chapter["metadata"].get("title", ""))
        found.append(Chapter(round(chapter["start"] * base), round(chapter["end"] * base), title))
    return tuple(found)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_TEXT_BYTES:
            return ""
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
