"""The time line of the take in view follows what is known of it, and nothing else."""

from dataclasses import replace

import pytest

from chalkreel.app import gallery_lessons as lessons
from chalkreel.controllers.take_history import history_line
from chalkreel.controllers.take_moments import moment_of, timeline_of_take
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.timeline import TimelineController
from chalkreel.controllers.view_state import FileCondition, FileView
from chalkreel.domain.enums import FileStatus, MixMode, RecordMode
from chalkreel.domain.timeline import MomentKind, TrackKind


def told(kind, recording_ms, **detail):
    return history_line(kind, 1_000_000 + recording_ms, recording_ms, detail)


STARTED = told("started", 0, layout=int(MixMode.HORIZONTAL), board="b-1", name="Angles")
SWITCHED = told("whiteboard", 4000, board="b-2", name="Circles")
GRID = told("layout", 6000, request={"TaskId": "t", "MixMode": int(MixMode.GRID)})


def rows(line):
    return {track.kind: [str(one.label) for one in (*track.segments, *track.marks)] for track in line.tracks}


def test_a_history_becomes_rows_of_boards_and_layouts():
    take = replace(lessons.recording(), events=(STARTED, SWITCHED, GRID))
    line = timeline_of_take(take)
    assert rows(line) == {TrackKind.BOARDS: ["Angles", "Circles"], TrackKind.LAYOUTS: ["Horizontal", "Grid"]}
    assert [one.subject for one in line.track(TrackKind.BOARDS).segments] == ["b-1", "b-2"]
    assert line.is_open
    assert line.track(TrackKind.BOARDS).segments[-1].end_ms is None


@pytest.mark.parametrize("kind", ["adopted", "not stopped", "something of a newer version"])
def test_what_has_no_place_on_a_time_line_is_left_out(kind):
    assert moment_of(kind, 1, 0, {}) is None


@pytest.mark.parametrize("detail", [{}, {"request": None}, {"request": {"MixMode": 99}}, {"request": []}])
def test_a_layout_that_cannot_be_read_has_no_name(detail):
    assert moment_of("layout", 1, 0, detail).mode is None


def test_the_line_is_told_anew_only_when_something_happened():
    controller, seen = TimelineController(), []
    controller.timeline_changed.connect(seen.append)
    take = replace(lessons.recording(), events=(STARTED,))
    controller.show_take(take)
    controller.show_take(replace(take, heard_at_s=77.0, time=take.time.measured(9_000_000, 5_000_000)))
    assert len(seen) == 1
    controller.show_take(take.with_event(SWITCHED))
    assert len(seen) == 2
    controller.show_take(TakeState())
    assert seen[-1].is_empty


def test_a_finished_take_ends_where_its_file_does():
    line = timeline_of_take(replace(lessons.ended(FileStatus.UPLOADED), events=(STARTED, SWITCHED)))
    assert not line.is_open
    assert line.track(TrackKind.BOARDS).segments[-1].end_ms == line.end_ms == lessons.RECORDED_MS


def test_single_streams_stand_beside_the_whiteboards_own_file():
    files = (
        FileView("a.mp4", FileCondition.RECORDING, owner="Ana", begin_ms=1_003_000),
        FileView("w.mp4", FileCondition.SAFE, duration_ms=9000, owner="whiteboard", begin_ms=1_001_000),
        FileView("n.mp4", FileCondition.SAFE, owner="Nobody"),
    )
    take = replace(lessons.recording(), record_mode=RecordMode.SINGLE, files=files, events=(STARTED, SWITCHED))
    named = [track.name for track in timeline_of_take(take).tracks if track.kind is TrackKind.FILE]
    assert named == ["whiteboard", "Ana"]
    assert TrackKind.LAYOUTS not in rows(timeline_of_take(take))


def test_everyone_leaving_is_an_interruption():
    take = replace(lessons.recording(), events=(STARTED, told("everyone left", 5000), told("came back", 5000)))
    (mark,) = timeline_of_take(take).track(TrackKind.INTERRUPTIONS).marks
    assert (mark.at_ms, str(mark.label)) == (5000, "Everyone had left")
    assert moment_of("came back", 1, 0, {}).kind is MomentKind.CAME_BACK
