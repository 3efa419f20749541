from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chalkreel.contract.checks import check_start
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.controllers.take_plan import TakePlan, start_request
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.services.connection import Credentials, Storage, storage_params

STORAGE = storage_params(
    Storage(region="local", bucket="b", end_point="file:///tmp"),
    Credentials(access_key_id="id", access_key_secret="very-secret-key"),
)
HD = Size(1280, 720)


def plan(**others):
    return TakePlan(**{"room_id": "class", "canvas": HD, "layout": Layout(MixMode.GRID), "storage": STORAGE, **others})


@given(
    st.sampled_from([MixMode.GRID, MixMode.HORIZONTAL, MixMode.VERTICAL, MixMode.FLOATING]),
    st.builds(Size, st.integers(2, 1920), st.integers(2, 1080)),
    st.sampled_from(["", "board-1"]),
    st.builds(Size, st.integers(1, 5000), st.integers(1, 5000)),
    st.builds(
        TakeSettings,
        fps=st.integers(5, 30),
        video_bit_rate_bps=st.none() | st.integers(100_000, 5_000_000),
        audio_bit_rate_bps=st.integers(16_000, 128_000),
    ),
)
def test_every_plan_of_the_window_is_a_valid_request(mode, canvas, board_id, board_size, settings):
    request = start_request(
        plan(canvas=canvas, layout=Layout(mode), board_id=board_id, board_size=board_size, settings=settings), "mine"
    )
    assert check_start(request) == ()
    assert StartRecordRequest.from_wire(request.to_wire()) == request


def test_a_custom_layout_goes_out_as_it_is():
    regions = (Region("a", Rect(0, 0, 641, 361), 1), Region("b", Rect(641, 0, 1280, 361), 2, stream_id="teacher"))
    wire = start_request(plan(layout=Layout(MixMode.CUSTOM, regions)), "mine").to_wire()
    listed = wire["RecordInputParams"]["MixConfig"]["MixInputList"]
    assert [(item["Left"], item["Top"], item["Right"], item["Bottom"], item["Layer"]) for item in listed] == [
        (0, 0, 641, 361, 1),
        (641, 0, 1280, 361, 2),
    ]
    assert listed[1]["StreamId"] == "teacher"


@given(st.integers(1, 8000), st.integers(1, 8000))
def test_a_boards_ratio_is_its_own_and_reduced(width, height):
    inputs = start_request(plan(board_id="b", board_size=Size(width, height)), "mine").record_input_params
    ratio = inputs.board
    assert ratio.horizontal_ratio * height == ratio.vertical_ratio * width
    assert gcd(ratio.horizontal_ratio, ratio.vertical_ratio) == 1


def test_a_board_of_unknown_size_is_taken_for_a_wide_one():
    board = start_request(plan(board_id="b"), "mine").record_input_params.board
    assert (board.horizontal_ratio, board.vertical_ratio) == (16, 9)


def test_without_a_board_none_is_recorded():
    inputs = start_request(plan(), "mine").to_wire()["RecordInputParams"]
    assert "HasWhiteboard" not in inputs
    assert "Whiteboard" not in inputs


@pytest.mark.parametrize("canvas", [Size(1279, 719), Size(641, 361)])
def test_an_odd_canvas_is_asked_for_as_it_is(canvas):
    video = start_request(plan(canvas=canvas), "mine").record_input_params.mix_config.mix_output_video_config
    assert (video.width, video.height) == (canvas.width, canvas.height)


def test_a_canvas_that_is_too_large_does_not_pass():
    try:
        request = start_request(plan(canvas=Size(4000, 4000)), "mine")
    except ValidationError:
        return
    assert check_start(request)


def test_no_callback_url_is_sent_where_there_is_none():
    assert "CallbackUrl" not in start_request(plan(), "mine").to_wire()["RecordOutputParams"]
    there = start_request(plan(callback_url="http://127.0.0.1:1/x"), "mine").to_wire()["RecordOutputParams"]
    assert there["CallbackUrl"] == "http://127.0.0.1:1/x"


def test_a_plan_does_not_show_its_keys():
    assert "very-secret-key" not in repr(plan())
