"""What arrives unevenly is due evenly."""

from __future__ import annotations

import pytest

from chalkreel.studio.sources.jitter import JitterBuffer


def test_what_arrives_unevenly_keeps_its_times() -> None:
    buffer = JitterBuffer(0.5, waits=False)
    dues = [buffer.due_s(number / 10, 100 + number / 10 + late) for number, late in enumerate((0, 0.3, 0.1, 0.4, 0))]
    assert dues == pytest.approx([100.5, 100.6, 100.7, 100.8, 100.9])
    assert buffer.stalls == 0


def test_what_comes_too_late_is_held_anew() -> None:
    buffer = JitterBuffer(0.5, waits=False)
    buffer.due_s(0.0, 100.0)
    assert buffer.due_s(0.1, 103.0) == pytest.approx(103.5)
    assert buffer.due_s(0.2, 103.1) == pytest.approx(103.6)
    assert buffer.stalls == 1


def test_a_live_stream_that_had_piled_up_is_played_from_its_newest() -> None:
    buffer = JitterBuffer(0.5, waits=False)
    for number in range(20):
        due_s = buffer.due_s(number / 10, 100.0)
    assert due_s == pytest.approx(100.5)


def test_what_is_stored_keeps_its_times_however_early_it_comes() -> None:
    buffer = JitterBuffer(0.5, waits=True)
    assert [buffer.due_s(number, 100.0) for number in range(3)] == pytest.approx([100.5, 101.5, 102.5])
