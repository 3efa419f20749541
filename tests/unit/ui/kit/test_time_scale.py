"""The axis of a time line: there and back, ticks apart enough, and never beyond the whole."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.ui.kit.time_scale import TICK_PX, TimeScale, whole_span_ms

spans = st.integers(1000, 12 * 3600 * 1000)
widths = st.integers(80, 4000)


@given(spans, widths, st.floats(0, 1))
def test_a_moment_is_found_again_where_it_was_drawn(span_ms, width_px, share):
    scale = TimeScale(0, span_ms, 10, width_px)
    at_ms = round(share * span_ms)
    assert abs(scale.ms_at(scale.x_of(at_ms)) - at_ms) <= 1


@given(spans, widths)
def test_ticks_stand_apart(span_ms, width_px):
    scale = TimeScale(0, span_ms, 0, width_px)
    places = [scale.x_of(tick) for tick in scale.ticks()]
    if scale.step_s() * 1000 <= span_ms:
        assert all(after - before >= TICK_PX - 0.01 for before, after in itertools.pairwise(places))
    assert all(-0.01 <= place <= width_px + 0.01 for place in places)


@given(spans, st.floats(0.2, 8), st.floats(0, 1))
def test_zooming_stays_inside_the_whole_and_keeps_the_place(span_ms, factor, share):
    scale = TimeScale(0, span_ms, 0, 1000)
    around_ms = share * span_ms
    zoomed = scale.zoomed(factor, around_ms, span_ms)
    assert zoomed.from_ms >= 0
    assert zoomed.from_ms + zoomed.span_ms <= span_ms * 1.000001 + 1
    assert zoomed.from_ms <= around_ms + 1
    assert around_ms <= zoomed.from_ms + zoomed.span_ms + 1


@given(st.integers(0, 30 * 3600 * 1000))
def test_a_growing_line_has_room_ahead_and_changes_its_axis_seldom(end_ms):
    whole_ms = whole_span_ms(end_ms, is_open=True)
    assert whole_ms >= end_ms
    assert whole_span_ms(end_ms, is_open=False) == max(end_ms, 1)
    steps = {whole_span_ms(at_ms, is_open=True) for at_ms in range(0, 10_800_001, 10_000)}
    assert len(steps) < 16
