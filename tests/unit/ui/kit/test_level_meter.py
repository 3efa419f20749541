"""The meter shows decibels and holds its peak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.ui.kit.level_meter import PEAK_HOLD_S, LevelMeter, meter_share


@pytest.mark.parametrize(
    ("level", "share"), [(0.0, 0.0), (1.0, 1.0), (0.001, 0.0), (0.1, 2 / 3), (2.0, 1.0), (-1, 0.0)]
)
def test_levels_are_shown_by_decibels(level, share):
    assert meter_share(level) == pytest.approx(share)


@given(st.floats(0, 1), st.floats(0, 1))
def test_louder_is_never_shorter(one, other):
    quiet, loud = sorted((one, other))
    assert 0.0 <= meter_share(quiet) <= meter_share(loud) <= 1.0


def test_the_peak_stays_for_a_while_and_then_falls(qtbot):
    now = [100.0]
    meter = LevelMeter(now=lambda: now[0])
    qtbot.addWidget(meter)
    meter.show_level(0.5)
    peak = meter.peak
    now[0] += PEAK_HOLD_S / 2
    meter.show_level(0.01)
    assert meter.peak == peak
    assert meter.share < peak
    now[0] += PEAK_HOLD_S
    meter.show_level(0.01)
    assert meter.peak == meter.share
