"""Chapters cover the recording without gap, in order, and survive any title."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.chapters import Chapter, ChapterMark, chapters_from_marks, webvtt

marks = st.lists(st.builds(ChapterMark, st.integers(-10, 20_000), st.sampled_from(["A", "B", "C", ""])), max_size=12)


@given(marks, st.integers(1, 15_000))
def test_chapters_follow_each_other_up_to_the_end(some_marks, duration_ms):
    chapters = chapters_from_marks(some_marks, duration_ms)
    for before, after in itertools.pairwise(chapters):
        assert before.end_ms == after.start_ms
        assert before.title != after.title
    if chapters:
        assert chapters[-1].end_ms == duration_ms
    assert all(0 <= chapter.start_ms < chapter.end_ms for chapter in chapters)


@given(marks, st.integers(1, 15_000))
def test_every_moment_shows_the_title_of_the_last_mark_before_it(some_marks, duration_ms):
    chapters = chapters_from_marks(some_marks, duration_ms)
    for chapter in chapters:
        before = [mark for mark in some_marks if max(mark.at_ms, 0) <= chapter.start_ms]
        latest = max(max(mark.at_ms, 0) for mark in before)
        assert chapter.title in {mark.title for mark in before if max(mark.at_ms, 0) == latest}


def test_webvtt_writes_times_with_hours_and_keeps_markup_out():
    text = webvtt([Chapter(0, 61_500, "a < b\n--> & c"), Chapter(61_500, 3_723_004, "")])
    assert text == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:01:01.500\na &lt; b --&gt; &amp; c\n\n2\n00:01:01.500 --> 01:02:03.004\n–\n"
    )


def test_no_marks_no_chapters():
    assert chapters_from_marks([], 1000) == ()
    assert webvtt(()) == "WEBVTT\n"
