"""The clock in the picture: what it says, when it is drawn anew, where it stands."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from chalkreel.domain.clock_face import CAP_HEIGHT, MINUTES, SECONDS, text_width
from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.mixer.clock_mark import ClockMark
from chalkreel.studio.mixer.digits import drawn

CANVAS = Size(640, 360)
MOMENT_S = datetime(2026, 8, 17, 14, 35, 50).timestamp()


def lumas(seconds_later: list[float], *, has_seconds: bool) -> list[np.ndarray]:
    """Draw the clock at some moments, each on a canvas of its own."""
    later = iter(seconds_later)
    mark = ClockMark(CANVAS, 40, has_seconds=has_seconds, now=lambda: MOMENT_S + next(later))
    painted = []
    for _ in seconds_later:
        canvas = Canvas(CANVAS)
        canvas.fill_all((16, 128, 128))
        mark.version(0.0)
        mark.paint(canvas)
        painted.append(canvas.planes[0])
    return painted


def test_minutes_are_drawn_anew_only_when_they_change() -> None:
    first, same, next_minute = lumas([0, 9, 10], has_seconds=False)

    assert np.array_equal(first, same)
    assert not np.array_equal(first, next_minute)


def test_seconds_are_a_setting() -> None:
    first, same, next_second = lumas([0, 0.9, 1], has_seconds=True)

    assert np.array_equal(first, same)
    assert not np.array_equal(first, next_second)


@pytest.mark.parametrize("font_px", [12, 24, 100])
def test_it_stands_in_the_top_right_corner_of_the_picture(font_px: int) -> None:
    size = Size(1280, 720)
    mark, canvas = ClockMark(size, font_px, has_seconds=False, now=lambda: MOMENT_S), Canvas(size)
    mark.version(0.0)
    mark.paint(canvas)
    rows, columns = np.nonzero(canvas.planes[0] > 180)
    assert rows.min() > 0
    assert rows.max() - rows.min() == pytest.approx(font_px * CAP_HEIGHT, abs=3)
    assert 1280 - 2 * font_px < columns.max() < 1280
    assert columns.min() > 1280 - text_width("2026-08-17 14:35", font_px) - 2 * font_px


def test_a_clock_too_wide_for_the_picture_is_made_smaller() -> None:
    size = Size(160, 90)
    mark, canvas = ClockMark(size, 100, has_seconds=True, now=lambda: MOMENT_S), Canvas(size)
    mark.version(0.0)
    mark.paint(canvas)
    columns = np.nonzero(canvas.planes[0] > 150)[1]
    assert columns.min() > 0
    assert columns.max() < 159


def test_every_character_of_both_forms_can_be_drawn_and_told_apart() -> None:
    text = datetime(2026, 8, 17, 14, 35, 50).strftime(MINUTES) + datetime(2034, 9, 6, 7, 8, 1).strftime(SECONDS)
    shapes = {char: drawn(char, 40).round(2).tobytes() for char in set(text) | set("0123456789")}
    assert len(set(shapes.values())) == len(shapes)
