"""Time lines: stretches of a row never overlap, cover what they must and end with the recording."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode
from chalkreel.domain.timeline import Moment, MomentKind, RecordedFile, TrackKind, timeline_of

ROWS = (TrackKind.BOARDS, TrackKind.LAYOUTS)
moments = st.lists(
    st.builds(
        Moment,
        st.sampled_from(list(MomentKind)),
        st.integers(1_000_000, 1_100_000),
        st.integers(-50, 90_000),
        st.sampled_from(["", "Angles", "Circles"]),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from([None, MixMode.GRID, MixMode.CUSTOM]),
    ),
    max_size=25,
)
recorded = st.builds(
    RecordedFile,
    st.sampled_from(["Ana", "Ben", "whiteboard"]),
    st.integers(1_000_000, 1_100_000),
    st.one_of(st.none(), st.integers(0, 60_000)),
)


def at(kind, recording_ms, name="", *, wall_ms=0, subject="", mode=None):
    return Moment(kind, wall_ms or 1_000_000 + recording_ms, recording_ms, name, subject, mode)


def board(recording_ms, name, **more):
    return at(MomentKind.BOARD, recording_ms, name, subject=name.lower(), **more)


def spans(line, kind):
    return [(one.start_ms, one.end_ms, str(one.label)) for one in line.track(kind).segments]


@given(moments, st.integers(0, 80_000), st.booleans(), st.lists(recorded, max_size=6), st.booleans())
def test_stretches_of_a_row_never_overlap_nor_leave_the_recording(some, end_ms, is_open, files, is_single):
    line = timeline_of(some, end_ms, is_open=is_open, files=files, is_single=is_single)
    for track in line.tracks:
        assert track.segments or track.marks
        for before, after in pairwise(track.segments):
            assert before.end_ms is not None
            assert before.end_ms <= after.start_ms
        for one in track.segments:
            assert 0 <= one.start_ms <= line.end_ms
            assert one.end_ms is None or one.start_ms < one.end_ms <= line.end_ms
        assert all(0 <= mark.at_ms <= line.end_ms for mark in track.marks)
        assert list(track.marks) == sorted(track.marks, key=lambda mark: mark.at_ms)


@given(moments, st.integers(1, 80_000), st.booleans())
def test_from_the_first_board_to_the_end_every_moment_shows_the_board_of_the_last_switch(some, end_ms, is_open):
    line = timeline_of(some, end_ms, is_open=is_open)
    shown, last_ms = [], 0
    for one in some:
        if one.kind in (MomentKind.STARTED, MomentKind.BOARD):
            last_ms = min(max(one.recording_ms, last_ms), end_ms)
            shown.append((last_ms, one.subject))
    for moment_ms in {0, end_ms // 2, end_ms - 1, *(start_ms for start_ms, _ in shown if start_ms < end_ms)}:
        wanted = next((subject for start_ms, subject in reversed(shown) if start_ms <= moment_ms), "")
        found = line.shown_at(TrackKind.BOARDS, moment_ms)
        assert (found.subject if found is not None else "") == wanted


def test_the_last_stretch_of_an_open_take_has_no_end_and_that_of_a_finished_one_ends_with_it():
    some = [board(0, "Angles"), board(4000, "Circles")]
    assert spans(timeline_of(some, 9000, is_open=True), TrackKind.BOARDS) == [
        (0, 4000, "Angles"),
        (4000, None, "Circles"),
    ]
    assert spans(timeline_of(some, 9000), TrackKind.BOARDS) == [(0, 4000, "Angles"), (4000, 9000, "Circles")]


def test_a_start_names_board_and_layout_and_the_same_layout_again_begins_nothing():
    some = [
        at(MomentKind.STARTED, 0, "Angles", subject="a", mode=MixMode.HORIZONTAL),
        at(MomentKind.LAYOUT, 2000, mode=MixMode.HORIZONTAL),
        at(MomentKind.LAYOUT, 3000, mode=MixMode.CUSTOM),
        at(MomentKind.LAYOUT, 5000, mode=MixMode.CUSTOM),
    ]
    line = timeline_of(some, 8000)
    assert spans(line, TrackKind.BOARDS) == [(0, 8000, "Angles")]
    names = [(start, end, label) for start, end, label in spans(line, TrackKind.LAYOUTS)]
    assert names == [(0, 3000, "Horizontal"), (3000, 5000, "Custom"), (5000, 8000, "Custom")]


def test_a_pause_is_a_seam_that_knows_its_length_by_the_wall_clock():
    some = [
        board(0, "Angles"),
        at(MomentKind.PAUSED, 5000, wall_ms=1_005_000),
        at(MomentKind.RESUMED, 5000, wall_ms=1_065_000),
        at(MomentKind.PAUSED, 7000, wall_ms=1_067_000),
    ]
    (first, second) = timeline_of(some, 7000, is_open=True).track(TrackKind.PAUSES).marks
    assert (first.at_ms, first.wall_end_ms - first.wall_ms) == (5000, 60_000)
    assert (second.at_ms, second.wall_end_ms) == (7000, None)
    stopped = [*some, at(MomentKind.STOPPED, 7000, wall_ms=1_068_000)]
    assert timeline_of(stopped, 7000).track(TrackKind.PAUSES).marks[-1].wall_end_ms == 1_068_000


def test_everyone_leaving_and_a_dead_recorder_are_interruptions():
    some = [
        at(MomentKind.EVERYONE_LEFT, 3000, wall_ms=1_003_000),
        at(MomentKind.CAME_BACK, 3000, wall_ms=1_013_000),
        at(MomentKind.BROKEN, 6000),
    ]
    marks = timeline_of(some, 6000).track(TrackKind.INTERRUPTIONS).marks
    assert [(mark.at_ms, str(mark.label)) for mark in marks] == [
        (3000, "Everyone had left"),
        (6000, "The recorder ended unexpectedly"),
    ]
    assert marks[0].wall_end_ms == 1_013_000


def test_files_of_single_streams_stand_on_one_axis_each_at_its_own_start():
    files = [
        RecordedFile("Ana", 1_002_000, 8000, "ana-1"),
        RecordedFile("Ana", 1_020_000, None, "ana-2"),
        RecordedFile("whiteboard", 1_000_000, 30_000, "board", is_whiteboard=True),
        RecordedFile("Ben", 1_001_000, 9000, "ben-video"),
        RecordedFile("Ben", 1_001_000, 9100, "ben-sound"),
    ]
    some = [board(0, "Angles", wall_ms=999_000), board(100, "Circles", wall_ms=1_010_000)]
    line = timeline_of(some, 0, files=files, is_single=True)
    rows = [track for track in line.tracks if track.kind is TrackKind.FILE]
    assert [(row.name, [(one.start_ms, one.end_ms) for one in row.segments]) for row in rows] == [
        ("whiteboard", [(0, 30_000)]),
        ("Ben", [(1000, 10_100)]),
        ("Ana", [(2000, 10_000), (20_000, None)]),
    ]
    assert spans(line, TrackKind.BOARDS) == [(0, 10_000, "Angles"), (10_000, 30_000, "Circles")]
    assert line.end_ms == 30_000


def test_nothing_happened_is_an_empty_line():
    assert timeline_of([], 0).is_empty
