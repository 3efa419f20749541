"""Layouts in the API's own JSON: every body that holds one is opened, every damage is named with its place."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.json_places import line_and_column, offset_of
from chalkreel.contract.layout_files import (
    LARGEST_FILE_BYTES,
    NO_LAYOUT,
    SINGLE,
    TASK_ID_PLACEHOLDER,
    LayoutFileKind,
    LayoutFileRefused,
    mix_input_list_text,
    read_layout,
    text_of,
    update_layout_text,
)
from chalkreel.contract.layouts import layout_members
from chalkreel.contract.members import TASK_ID_LENGTH
from chalkreel.contract.mixing import MixConfig
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region

HD = Size(1280, 720)
EXAMPLES = Path(__file__).parents[2] / "data" / "contract" / "examples"
REQUESTS = sorted(EXAMPLES.glob("StartRecord.request*.json")) + sorted(EXAMPLES.glob("UpdateLayout.request*.json"))
VIDEO = {"Width": 1920, "Height": 1080, "Fps": 15, "Bitrate": 2080000}


def region(**changes):
    return {"Top": 0, "Left": 0, "Bottom": 720, "Right": 640, "Layer": 1} | changes


def refusal(text: str) -> LayoutFileRefused:
    with pytest.raises(LayoutFileRefused) as caught:
        read_layout(text, HD)
    return caught.value


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.name)
def test_every_documented_body_with_a_layout_is_opened(path):
    body = json.loads(path.read_text())
    text = text_of(path.read_bytes())
    if body.get("RecordInputParams", {}).get("RecordMode") == 1:
        assert refusal(text).reason == SINGLE
        return
    opened = read_layout(text, HD)
    mix = body.get("RecordInputParams", {}).get("MixConfig", body)
    assert opened.layout.mode == mix["MixMode"]
    assert len(opened.layout.regions) == len(mix.get("MixInputList", []))
    assert opened.canvas == HD
    assert opened.says_canvas == ("MixOutputVideoConfig" in mix)


@pytest.mark.parametrize("path", sorted(set(EXAMPLES.glob("*.json")) - set(REQUESTS)), ids=lambda path: path.name)
def test_bodies_without_a_layout_are_refused_as_such(path):
    assert refusal(text_of(path.read_bytes())).reason == NO_LAYOUT


@st.composite
def layouts(draw):
    mode = draw(st.sampled_from(MixMode))
    if mode is not MixMode.CUSTOM:
        large = draw(st.sampled_from(["", "ann"])) if mode is not MixMode.GRID else ""
        return Layout(mode, large_stream_id=large)
    count, board = draw(st.integers(1, 25)), draw(st.integers(0, 25))
    regions = []
    for number in range(1, count + 1):
        left, right = sorted(draw(st.tuples(st.integers(0, 1280), st.integers(0, 1280))))
        top, bottom = sorted(draw(st.tuples(st.integers(0, 720), st.integers(0, 720))))
        regions.append(
            Region(
                f"region-{number}",
                Rect(left, top, right, bottom),
                draw(st.integers(-3, 30)),
                draw(st.sampled_from(FillMode)),
                ViewType.WHITEBOARD if number == board else ViewType.AUDIO_VIDEO,
                draw(st.sampled_from(["", "ann", "Ünï"])),
                draw(st.sampled_from(["", "https://x.example/a.png"])),
            )
        )
    return Layout(mode, tuple(regions))


@given(layouts())
def test_what_is_exported_can_be_sent_and_opens_as_the_same_layout(layout):
    text = update_layout_text(layout)
    sent = UpdateLayoutRequest.from_wire(json.loads(text))
    assert (sent.task_id, len(sent.task_id)) == (TASK_ID_PLACEHOLDER, TASK_ID_LENGTH)
    opened = read_layout(text, HD)
    assert (opened.layout, opened.canvas, opened.kind) == (layout, HD, LayoutFileKind.UPDATE_LAYOUT)
    if layout.regions:
        listed = read_layout(mix_input_list_text(layout), HD)
        assert (listed.layout, listed.kind) == (layout, LayoutFileKind.MIX_INPUT_LIST)


@given(layouts(), st.sampled_from([None, *FillMode]))
def test_a_mix_config_opens_as_its_layout_and_says_its_canvas(layout, fill):
    mix = MixConfig(mix_output_stream_id="m", **layout_members(layout)).to_wire() | {"MixOutputVideoConfig": VIDEO}
    if fill is not None:
        mix["FillMode"] = fill.value
    opened = read_layout(json.dumps(mix), HD)
    assert (opened.layout, opened.canvas, opened.says_canvas) == (layout, Size(1920, 1080), True)


def test_storage_and_other_people_s_keys_are_not_even_looked_at():
    mix = {"MixMode": 4, "MixOutputStreamId": "m", "MixOutputVideoConfig": VIDEO}
    body = {"RecordInputParams": {"RecordMode": 2, "MixConfig": mix}, "StorageParams": {"Vendor": "nonsense"}}
    assert read_layout(json.dumps(body), HD).layout == Layout(MixMode.VERTICAL)
    assert read_layout(json.dumps(body["RecordInputParams"]), HD).layout == Layout(MixMode.VERTICAL)


def test_any_encoding_of_json_is_read():
    text = json.dumps({"MixMode": 3, "MixMaxResolutionStreamId": "Zoë"}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert read_layout(text_of(text.encode(encoding)), HD).layout.large_stream_id == "Zoë"
    with pytest.raises(LayoutFileRefused, match="not a text file"):
        text_of(b"\xff\x00\xfe\x81abc")


def test_regions_beyond_the_present_picture_are_taken_for_a_larger_one():
    large = json.dumps({"MixMode": 1, "MixInputList": [region(Right=1920, Bottom=1080)]})
    opened = read_layout(large, HD)
    assert (opened.canvas, opened.says_canvas) == (Size(1920, 1080), False)


def test_what_does_nothing_is_said():
    (note,) = read_layout(json.dumps({"MixInputList": [region()], "TaskId": "x"}), HD).notes
    assert "grid" in str(note)


CASES = [
    ('{"MixMode": 1,\n  "MixInputList": [}', 2, "", "valid JSON"),
    ('{"MixMode": 1,\n"MixInputList": [\n{"Top": 0, "Left": 0,\n"Bottom": "x", "Right": 1, "Layer": 1}]}', 4,
     "MixInputList.0.Bottom", "whole number"),
    ('{"MixMode": 1, "MixInputList": [\n{"Top": 0, "Bottom": 9, "Right": 1, "Layer": 1}]}', 2, "MixInputList.0.Left",
     "missing"),
    ('[\n{"Top": 9, "Left": 0, "Bottom": 0, "Right": 1, "Layer": 1}]', 2, "MixInputList.0", "upside down"),
    ('{"RecordInputParams": {"RecordMode": 2,\n"MixConfig": {"MixMode": 1, "MixOutputStreamId": "m",\n'
     '"MixOutputVideoConfig": {"Width": 640, "Height": 360, "Fps": 15, "Bitrate": 1},\n"MixInputList": [\n'
     '{"Top": 0, "Left": 0, "Bottom": 361, "Right": 1, "Layer": 1}]}}}', 5,
     "RecordInputParams.MixConfig.MixInputList.0", "beyond the edge"),
    ('{"MixMode": 1, "MixInputList":\n[]}', 2, "MixInputList", "at least one region"),
    ('{"RecordInputParams":\n3}', 2, "RecordInputParams", "group of settings"),
    ('{"MixOutputStreamId": "m",\n"MixOutputVideoConfig": {"Width": 1920, "Height": 1920, "Fps": 15, "Bitrate": 1}}', 2,
     "MixOutputVideoConfig", "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "field", "reason"), CASES)
def test_a_damage_is_named_with_its_line_its_place_and_the_reason(text, line, field, reason):
    found = refusal(text)
    assert (found.line, found.field) == (line, field)
    assert reason in str(found.sentence)
    assert f"Line {line}" in str(found.sentence)


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 6000, "3", "null", '"x"', "{}", "[3]", '{"MixMode": NaN}', ""])
def test_no_text_is_anything_worse_than_refused(text):
    assert refusal(text).reason


def test_two_boards_and_too_many_regions_are_refused():
    board = region(ViewType=2)
    assert "whiteboard" in str(refusal(json.dumps([board, board])).sentence)
    assert "25" in str(refusal(json.dumps([region()] * 26)).sentence)
    assert refusal(" " * (LARGEST_FILE_BYTES + 1)).line == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)


@given(JSON, st.integers(0, 3), st.data())
def test_every_value_is_found_where_it_stands(value, indent, data):
    text, path = json.dumps(value, indent=indent or None), []
    while isinstance(value, dict | list) and value and data.draw(st.booleans()):
        step = data.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else list(range(len(value)))))
        path.append(str(step))
        value = value[step]
    offset = offset_of(text, path)
    assert json.JSONDecoder().raw_decode(text, offset)[0] == value
    line, column = line_and_column(text, offset)
    assert text.split("\n")[line - 1][column - 1] == text[offset]


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_refused(text):
    with contextlib.suppress(LayoutFileRefused):
        assert read_layout(text, HD).layout
