"""Layouts survive the wire both ways."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.layouts import layout_members, layout_of, mix_input_list, update_layout_request
from chalkreel.contract.mixing import MixConfig
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from tests.support.contract_requests import TASK_ID, region

COORDINATES = st.integers(0, 1920)
RECTS = st.builds(Rect, COORDINATES, COORDINATES, COORDINATES, COORDINATES)
STREAMS = st.sampled_from(["", "teacher", "student 1"])
PRESETS = [mode for mode in MixMode if mode is not MixMode.CUSTOM]


@st.composite
def custom_layouts(draw: st.DrawFn) -> Layout:
    count = draw(st.integers(1, 25))
    board = draw(st.integers(0, 25))
    regions = tuple(
        Region(
            region_id=f"region-{number}",
            rect=draw(RECTS),
            layer=draw(st.integers(-5, 5)),
            fill_mode=draw(st.sampled_from(FillMode)),
            view_type=ViewType.WHITEBOARD if number == board else ViewType.AUDIO_VIDEO,
            stream_id=draw(STREAMS),
            background_image=draw(st.sampled_from(["", "https://a/b.png"])),
        )
        for number in range(1, count + 1)
    )
    return Layout(mode=MixMode.CUSTOM, regions=regions)


@given(custom_layouts())
def test_custom_layout_comes_back_from_start_and_update(layout: Layout) -> None:
    update = update_layout_request(TASK_ID, layout)
    assert layout_of(UpdateLayoutRequest.from_wire(update.to_wire())) == layout
    start = MixConfig(mix_output_stream_id="m", **layout_members(layout))
    assert layout_of(MixConfig.from_wire(start.to_wire())) == layout


@given(st.sampled_from(PRESETS), STREAMS, st.sampled_from([None, *FillMode]))
def test_preset_comes_back_from_start_and_update(mode: MixMode, large: str, fill: FillMode | None) -> None:
    layout = Layout(mode=mode, large_stream_id="" if mode is MixMode.GRID else large, fill_mode=fill)
    start = MixConfig(mix_output_stream_id="m", **layout_members(layout))
    assert layout_of(MixConfig.from_wire(start.to_wire())) == layout
    update = update_layout_request(TASK_ID, layout).to_wire()
    assert layout_of(UpdateLayoutRequest.from_wire(update), fill_mode=fill) == layout


def test_our_own_names_of_regions_never_reach_the_wire() -> None:
    layout = Layout(mode=MixMode.CUSTOM, regions=(Region("secret-id", Rect.of(0, 0, 10, 20), name="Teacher's corner"),))
    wire = update_layout_request(TASK_ID, layout).to_wire()
    assert wire == {
        "TaskId": TASK_ID,
        "MixMode": 1,
        "MixInputList": [
            {"ViewType": 1, "Top": 0, "Left": 0, "Bottom": 20, "Right": 10, "Layer": 0, "FillMode": 1},
        ],
    }


def test_hidden_regions_and_locks_never_reach_the_wire() -> None:
    shown = Region("a", Rect.of(0, 0, 10, 20), is_locked=True)
    layout = Layout(mode=MixMode.CUSTOM, regions=(shown, Region("b", Rect.of(0, 0, 5, 5), is_hidden=True)))
    assert update_layout_request(TASK_ID, layout) == update_layout_request(TASK_ID, layout.recorded)
    assert [item.rect for item in mix_input_list(layout)] == [shown.rect]


@pytest.mark.parametrize("mode", PRESETS)
def test_presets_have_no_regions_at_the_wire(mode: MixMode) -> None:
    layout = Layout(mode=mode, regions=(Region("a", Rect.of(0, 0, 10, 10)),))
    assert mix_input_list(layout) == []
    assert update_layout_request(TASK_ID, layout).to_wire() == {"TaskId": TASK_ID, "MixMode": mode.value}


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ({}, Layout(MixMode.GRID)),
        ({"MixInputList": [region()]}, Layout(MixMode.GRID)),
        ({"MixMaxResolutionStreamId": "a"}, Layout(MixMode.GRID)),
        ({"MixMode": 4, "MixMaxResolutionStreamId": "a"}, Layout(MixMode.VERTICAL, large_stream_id="a")),
        ({"MixMode": 3}, Layout(MixMode.HORIZONTAL)),
    ],
)
def test_members_without_effect_are_left_out_of_the_layout(wire: dict[str, Any], expected: Layout) -> None:
    assert layout_of(UpdateLayoutRequest.from_wire({"TaskId": TASK_ID, **wire})) == expected


def test_reading_twice_gives_equal_layouts() -> None:
    request = UpdateLayoutRequest.from_wire({"TaskId": TASK_ID, "MixMode": 1, "MixInputList": [region(), region()]})
    assert layout_of(request) == layout_of(request)
    assert [one.region_id for one in layout_of(request).regions] == ["region-1", "region-2"]
