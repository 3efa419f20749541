"""Sentences that cross from one process to another."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.base.told_phrase import heard, told

VALUES = st.text(max_size=20) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
INNER = st.builds(lambda value: phrase("The file {name} is empty.", name=value), VALUES)
NESTED = st.builds(lambda one, other: phrase("Page {number}: {reason}", number=one, reason=other), VALUES, INNER)
COUNTED = st.builds(
    lambda count, name: counted("{n} page of {name}", "{n} pages of {name}", count, name=name),
    st.integers(0, 99),
    VALUES,
)


@given(NESTED | COUNTED)
def test_what_is_told_is_heard_again_with_its_parts(sentence: Phrase) -> None:
    crossed = json.loads(json.dumps(told(sentence)))
    assert heard(crossed, str(sentence)) == sentence


def test_values_of_other_kinds_arrive_as_their_text() -> None:
    sentence = phrase("There is no file {path}.", path=Path("lesson.mp4"))
    assert heard(told(sentence), str(sentence)) == phrase("There is no file {path}.", path="lesson.mp4")


@pytest.mark.parametrize(
    "parts",
    [
        None,
        "text",
        {},
        {"template": "No {file}.", "values": {}, "plural": "", "count": None},
        {"template": "Something else.", "values": {}, "plural": "", "count": None},
        {"template": "{a.b}{", "values": {"a": 1}, "plural": "", "count": None},
        {"template": 5, "values": [], "plural": None, "count": "x"},
        {"template": "{a}", "values": {"a": {"phrase": {"template": "{b}"}}}, "plural": "", "count": None},
    ],
)
def test_what_makes_another_sentence_is_not_used(parts: object) -> None:
    assert heard(parts, "No file.") == phrase("{reason}", reason="No file.")


def test_nothing_said_is_nothing() -> None:
    assert heard(None, "") is None
