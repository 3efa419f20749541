"""Which picture and which samples are due when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.studio.mixer.timeline import Timeline


@given(st.integers(5, 30), st.floats(0, 1e6), st.integers(0, 100_000))
def test_samples_follow_each_other_and_keep_up_with_the_pictures(fps: int, start_s: float, number: int) -> None:
    timeline = Timeline(fps)
    timeline.run_from(start_s)
    step = timeline.first_sample(number + 1) - timeline.first_sample(number)
    assert timeline.clock_sample(number + 1) - timeline.clock_sample(number) == step
    assert abs(timeline.first_sample(number) - number * 48_000 / fps) <= 0.5
    middle_s = timeline.due_s(number) - 0.5 / fps
    assert timeline.clock_sample(number) / 48_000 == pytest.approx(middle_s, abs=2e-5)


def test_a_pause_takes_no_recording_time() -> None:
    timeline = Timeline(10)
    timeline.run_from(100.0)
    timeline.next_number = 20
    assert timeline.recorded_ms == 2000
    timeline.run_from(500.0)
    assert timeline.due_s(20) == 500.0
    assert timeline.starts_segment(20)
    assert not timeline.starts_segment(21)
    assert timeline.clock_sample(20) == round(499.95 * 48_000)
    assert timeline.first_sample(20) == 96_000


@pytest.mark.parametrize(("now_s", "missed"), [(100.0, 0), (100.05, 0), (100.1, 1), (100.37, 3), (99.0, 0)])
def test_late_pictures_are_counted(now_s: float, missed: int) -> None:
    timeline = Timeline(10)
    timeline.run_from(100.0)
    assert timeline.missed(now_s + 1e-9) == missed
