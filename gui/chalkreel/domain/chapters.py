"""Chapters of a recording, by whiteboard, layout and marker, and their WebVTT form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chalkreel.domain.enums import MixMode
from chalkreel.domain.layout_names import MODE_NAMES

SHORTEST_CHAPTER_MS = 1


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the recording, in ms of recording time (pauses left out); ``end_ms`` is exclusive."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """The moment, in ms of recording time, from which the recording shows something with a name."""

    at_ms: int
    title: str


def chapters_from_marks(marks: Iterable[ChapterMark], duration_ms: int) -> tuple[Chapter, ...]:
    """Turn marks into chapters that follow each other without gap up to the end of the recording.

    Of several marks at one moment the last counts; a mark that repeats the title before it starts nothing new;
    marks at or behind the end are dropped, since no frame of theirs is in the file.
    """
    starts: dict[int, str] = {}
    for mark in sorted(marks, key=lambda mark: mark.at_ms):
        if max(mark.at_ms, 0) <= duration_ms - SHORTEST_CHAPTER_MS:
            starts[max(mark.at_ms, 0)] = mark.title
    kept: list[tuple[int, str]] = []
    for start_ms, title in starts.items():
        if not kept or kept[-1][1] != title:
            kept.append((start_ms, title))
    kept.append((duration_ms, ""))
    return tuple(Chapter(start, end, title) for (start, title), (end, _) in pairwise(kept))


def layout_title(shown: str, mode: MixMode) -> str:
    """Name a stretch that begins with another layout by what goes on being shown, and how."""
    return " – ".join(part for part in (shown, str(MODE_NAMES[mode])) if part)


def webvtt(chapters: Sequence[Chapter]) -> str:
    """Write chapters as a WebVTT file; titles lose line breaks and what WebVTT would read as markup."""
    cues = [
        f"{number}\n{_timestamp(chapter.start_ms)} --> {_timestamp(chapter.end_ms)}\n{_cue_text(chapter.title)}\n"
        for number, chapter in enumerate(chapters, start=1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _timestamp(milliseconds: int) -> str:
    seconds, ms = divmod(milliseconds, 1000)
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    return f"{hours:02d}:{m:02d}:{s:02d}.{ms:03d}"


def _cue_text(title: str) -> str:
    text = " ".join(title.split()) or "–"
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
