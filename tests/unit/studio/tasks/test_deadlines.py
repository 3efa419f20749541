"""When a task ends by itself, on a clock made of plain numbers."""

from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given

from chalkreel.domain.enums import QuitReason
from chalkreel.studio.tasks.deadlines import Deadlines, MissingStreams


def test_idle_time_counts_from_the_moment_the_room_is_empty() -> None:
    deadlines = Deadlines(started_s=100, max_idle_s=30, max_record_s=1000)

    assert deadlines.due(200, is_occupied=True) is None
    assert deadlines.due(210, is_occupied=False) is None
    assert deadlines.due(239.9, is_occupied=False) is None
    assert deadlines.due(240, is_occupied=False) is QuitReason.MAX_IDLE_TIME


def test_somebody_who_returns_starts_the_idle_time_anew() -> None:
    deadlines = Deadlines(started_s=0, max_idle_s=30, max_record_s=1000)
    deadlines.due(0, is_occupied=False)
    deadlines.due(29, is_occupied=True)

    assert deadlines.due(31, is_occupied=False) is None
    assert deadlines.due(61, is_occupied=False) is QuitReason.MAX_IDLE_TIME


def test_the_maximum_time_counts_from_the_start_whoever_is_there() -> None:
    deadlines = Deadlines(started_s=100, max_idle_s=30, max_record_s=300)

    assert deadlines.due(399.9, is_occupied=True) is None
    assert deadlines.due(400, is_occupied=True) is QuitReason.MAX_RECORD_TIME


def test_the_event_of_an_empty_room_comes_within_30_s_and_then_every_30_s() -> None:
    deadlines = Deadlines(started_s=0, max_idle_s=300, max_record_s=1000)

    told = [now for now in range(100) if deadlines.is_no_stream_event_due(now, has_stream=False)]

    assert told[0] <= 30
    assert [later - earlier for earlier, later in pairwise(told)] == [30, 30]


def test_a_stream_ends_the_events_of_an_empty_room() -> None:
    deadlines = Deadlines(started_s=0, max_idle_s=300, max_record_s=1000)
    deadlines.is_no_stream_event_due(0, has_stream=False)

    assert not deadlines.is_no_stream_event_due(9, has_stream=True)
    assert not deadlines.is_no_stream_event_due(11, has_stream=False)


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_a_task_never_ends_while_somebody_is_there_before_its_maximum(presence: list[bool]) -> None:
    deadlines = Deadlines(started_s=0, max_idle_s=5, max_record_s=1000)

    for now, is_occupied in enumerate(presence):
        reason = deadlines.due(now, is_occupied=is_occupied)
        recently = presence[max(0, now - 5) : now + 1]
        assert (reason is QuitReason.MAX_IDLE_TIME) == (len(recently) == 6 and not any(recently))


def test_a_missing_stream_is_told_once_in_time_and_anew_after_it_was_there() -> None:
    missing = MissingStreams()
    wanted = {"ann", "bob"}
    told = {now: missing.due(now, wanted, {"bob"}) for now in range(60)}
    assert [(now, names) for now, names in told.items() if names] == [(10, ("ann",))]

    assert missing.due(60, wanted, {"ann", "bob"}) == ()
    later = {now: missing.due(now, wanted, {"bob"}) for now in range(61, 100)}
    assert [(now, names) for now, names in later.items() if names] == [(71, ("ann",))]


def test_who_comes_in_time_or_is_not_asked_for_any_more_is_not_missing() -> None:
    missing = MissingStreams()
    assert missing.due(0, {"ann", "bob"}, set()) == ()
    assert missing.due(9, {"ann", "bob"}, {"ann"}) == ()
    assert missing.due(20, {"ann"}, {"ann"}) == ()
