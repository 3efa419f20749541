"""Reads chapters back from the files beside a recording; what makes no sense is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from chalkreel.domain.chapters import Chapter

MAX_CHAPTERS = 5000
_CUE = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})\.(\d{3})\s+-->\s+(?:(\d+):)?(\d{1,2}):(\d{2})\.(\d{3})")


def read_webvtt(text: str) -> tuple[Chapter, ...]:
    """Read the cues of a WebVTT file as chapters, in the order of their begin."""
    if not text.lstrip("\ufeff").startswith("WEBVTT"):
        return ()
    lines = text.splitlines()
    found: list[Chapter] = []
    for place, line in enumerate(lines[:-1]):
        cue = _CUE.match(line.strip())
        if cue is not None and len(found) < MAX_CHAPTERS:
            parts = [int(part or 0) for part in cue.groups()]
            found.append(Chapter(_ms(parts[:4]), _ms(parts[4:]), unescape(lines[place + 1].strip())))
    return _in_order(found)


def chapters_from_json(said: object) -> tuple[Chapter, ...]:
    """Read the chapters of the JSON file that stands beside a cloud take."""
    listed = said.get("chapters") if isinstance(said, Mapping) else None
    found: list[Chapter] = []
    for one in listed[:MAX_CHAPTERS] if isinstance(listed, list) else ():
        if not isinstance(one, Mapping):
            continue
        start_ms, end_ms = one.get("start_ms"), one.get("end_ms")
        if isinstance(start_ms, int) and isinstance(end_ms, int):
            found.append(Chapter(start_ms, end_ms, str(one.get("title") or "")))
    return _in_order(found)


def _in_order(found: list[Chapter]) -> tuple[Chapter, ...]:
    sound = [chapter for chapter in found if 0 <= chapter.start_ms < chapter.end_ms]
    return tuple(sorted(sound, key=lambda chapter: chapter.start_ms))


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, milliseconds = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
