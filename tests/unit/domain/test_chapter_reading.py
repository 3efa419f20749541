"""Chapters are read back as they were written, and nothing else is taken for chapters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.chapter_reading import chapters_from_json, read_webvtt
from chalkreel.domain.chapters import Chapter, ChapterMark, chapters_from_marks, webvtt

titles = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
marks = st.lists(st.builds(ChapterMark, st.integers(0, 20_000_000), titles), max_size=12)


@given(marks, st.integers(1, 25_000_000))
def test_what_was_written_is_read(some_marks, duration_ms):
    chapters = chapters_from_marks(some_marks, duration_ms)
    assert read_webvtt(webvtt(chapters)) == chapters


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    read_webvtt(text)
    read_webvtt("WEBVTT\n\n" + text)


def test_short_times_without_hours_are_read_too():
    assert read_webvtt("WEBVTT\n\n00:01.000 --> 00:02.500\na &lt; b\n") == (Chapter(1000, 2500, "a < b"),)


@pytest.mark.parametrize(
    "said", [None, [], {}, {"chapters": {}}, {"chapters": [None, {"start_ms": "0"}, {"start_ms": 5, "end_ms": 5}]}]
)
def test_json_that_makes_no_sense_has_no_chapters(said):
    assert chapters_from_json(said) == ()


def test_json_is_read():
    said = {"task_id": "t", "chapters": [{"start_ms": 0, "end_ms": 9, "title": "Angles"}]}
    assert chapters_from_json(said) == (Chapter(0, 9, "Angles"),)
