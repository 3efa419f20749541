"""Judges the demo's recording from the file alone: length, boards, regions, sound, chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from chalkreel.app.demo_lesson import Lesson
from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.fitting import fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.outputs.inspection import pictures_at, sound_of
from chalkreel.studio.outputs.measure import measure

T = TypeVar("T")
Rgb = NDArray[np.uint8]
GRID = 8
"""Pictures are compared by the mean colours of this many by this many fields."""
LOUD = 0.01
LENGTH_TOLERANCE_MS = 1500
"""The window learns the recorded time once a second and a hand is not faster than that."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and whether it was right."""

    what: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file is held against. ``people`` and ``boards`` are pictures by id; ``order`` is that of entry."""

    canvas: Size
    seconds: int
    order: Sequence[str]
    people: Mapping[str, Rgb]
    boards: Mapping[str, Rgb]
    board_names: Mapping[str, str]


def check_recording(file: Path, lesson: Lesson, expected: Expected) -> list[Finding]:
    """Look at a recording; every finding must be right."""
    facts = measure(file)
    if facts is None:
        return [Finding("the file can be decoded", False)]
    findings = [
        Finding(f"length {facts.duration_ms / 1000:.2f} s", _is_near(facts.duration_ms, expected.seconds * 1000)),
        Finding(f"picture {facts.resolution}", facts.resolution == expected.canvas),
        Finding("sound is there", _has_sound(file)),
        Finding("chapters name the boards", _has_chapters(file.with_suffix(".vtt"), lesson, expected)),
    ]
    moments = _moments(lesson, facts.duration_ms)
    frames = pictures_at(file, [at_ms / 1000 for at_ms in moments])
    for at_ms, frame in zip(moments, frames, strict=True):
        findings += _check_picture(frame, at_ms, lesson, expected)
    return findings


def _moments(lesson: Lesson, duration_ms: int) -> list[int]:
    """Choose times well inside each stretch between two changes."""
    changes = sorted({at_ms for at_ms, _ in (*lesson.layouts, *lesson.boards)} | {0})
    ends = [*changes[1:], duration_ms]
    return [(start + end) // 2 for start, end in zip(changes, ends, strict=True) if end - start > 600]


def _check_picture(frame: Rgb, at_ms: int, lesson: Lesson, expected: Expected) -> list[Finding]:
    layout = _last_before(lesson.layouts, at_ms)
    board_id = _last_before(lesson.boards, at_ms)
    findings = []
    for view in arrange(layout, expected.canvas, expected.order, board_open=True):
        known = expected.boards if view.content is ViewContent.WHITEBOARD else expected.people
        wanted = board_id if view.content is ViewContent.WHITEBOARD else view.stream_id
        seen = _most_alike(frame, view, known)
        text = f"{at_ms / 1000:6.2f} s  {layout.mode.name.lower():<10} {wanted:<16} at {_place(view.rect)}"
        findings.append(Finding(text, seen == wanted))
    return findings


def _most_alike(frame: Rgb, view: View, known: Mapping[str, Rgb]) -> str:
    """Tell which of the known pictures, cropped or fitted as the view says, looks most like what is there."""

    def distance(name: str) -> float:
        picture = known[name]
        fitting = fit(Size(picture.shape[1], picture.shape[0]), view.rect, view.fill_mode)
        return float(np.abs(_fields(frame, fitting.target) - _fields(picture, fitting.source)).mean())

    return min(known, key=distance)


def _fields(picture: Rgb, rect: Rect) -> NDArray[np.float64]:
    part = picture[rect.top : rect.bottom, rect.left : rect.right].astype(np.float64)
    rows = np.array_split(part, GRID, axis=0)
    return np.array([[field.mean(axis=(0, 1)) for field in np.array_split(row, GRID, axis=1)] for row in rows])


def _has_sound(file: Path) -> bool:
    sound = sound_of(file)
    return sound is not None and float(np.abs(sound.samples).mean()) > LOUD / 10


def _has_chapters(vtt: Path, lesson: Lesson, expected: Expected) -> bool:
    if not vtt.is_file():
        return False
    lines = vtt.read_text(encoding="utf-8").splitlines()
    titles = [after for before, after in pairwise(lines) if "-->" in before]
    boards = [title for before, title in pairwise(["", *titles]) if not before or not title.startswith(before + " – ")]
    return boards == [expected.board_names[board_id] for _, board_id in lesson.boards]


def _last_before(marks: Sequence[tuple[int, T]], at_ms: int) -> T:
    return [value for start_ms, value in marks if start_ms <= at_ms][-1]


def _is_near(duration_ms: int, wanted_ms: int) -> bool:
    return abs(duration_ms - wanted_ms) <= LENGTH_TOLERANCE_MS


def _place(rect: Rect) -> str:
    return f"{rect.left},{rect.top} {rect.size}"
