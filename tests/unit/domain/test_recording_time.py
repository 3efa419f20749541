"""Recording time leaves pauses out, whatever the order of events."""

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.recording_time import RecordingTime


def test_a_pause_is_left_out():
    time = RecordingTime().started(1_000).halted(4_000).started(10_000)
    assert time.at(12_500) == 5_500


def test_a_measured_length_replaces_our_count_and_goes_on_from_there():
    time = RecordingTime().started(1_000).measured(2_000, 4_000)
    assert time.at(5_000) == 3_000
    assert RecordingTime(500).measured(700, 4_000).at(9_000) == 700


@given(st.lists(st.tuples(st.sampled_from(["started", "halted"]), st.integers(0, 1_000)), max_size=20))
def test_recording_time_never_runs_backwards_nor_faster_than_the_clock(steps):
    time, clock, last = RecordingTime(), 0, 0
    for name, delta in steps:
        clock += delta
        now = time.at(clock)
        assert last <= now <= last + delta
        time, last = getattr(time, name)(clock), now
        assert time.at(clock) == now
