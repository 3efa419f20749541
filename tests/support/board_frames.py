"""Boards of one colour each, and from which recorded frame on each of them is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.outputs.inspection import as_rgb, colour_distance, mean_colour, pictures
from tests.support.recordings import BLUE, GREEN, RED, picture_file

COLOURS = {"red": RED, "green": GREEN, "blue": BLUE}
PAGE = Size(640, 360)
TOLERANCE = 40.0
_CUE = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d\d\d) -->.*\n(.*)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A board, and when the first of the frames that show it begins, seconds in the file."""

    name: str
    at_s: float


def colour_boards(folder: Path) -> list[Path]:
    """Make pictures to be opened as boards, named by their colours."""
    return [picture_file(folder / f"{name}.png", PAGE, rgb) for name, rgb in COLOURS.items()]


def boards_shown(recording: Path, place: Rect, colours: Mapping[str, tuple[int, int, int]] = COLOURS) -> list[Shown]:
    """Decode a recording and tell which board comes after which in a place of the picture."""
    found: list[Shown] = []
    for time_s, frame in pictures(recording):
        seen = mean_colour(as_rgb(frame), place)
        for name, rgb in colours.items():
            is_it = colour_distance(seen, tuple(map(float, rgb))) <= TOLERANCE
            if is_it and (not found or found[-1].name != name):
                found.append(Shown(name, time_s))
    return found


def chapters(recording: Path) -> list[Shown]:
    """Read the chapters beside a recording."""
    text = recording.with_suffix(".vtt").read_text("utf-8")
    return [
        Shown(cue[5], int(cue[1]) * 3600 + int(cue[2]) * 60 + int(cue[3]) + int(cue[4]) / 1000)
        for cue in _CUE.finditer(text)
    ]
