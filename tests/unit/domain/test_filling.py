"""What a view shows without a live picture: the contract's order, every combination."""

from itertools import product

import pytest

from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FillMode, FrameFillMode, MixMode, ViewType
from chalkreel.domain.filling import (
    Filling,
    FillRules,
    filling_when_camera_off,
    filling_when_empty,
    is_for_board,
    region_image,
)
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region

LAST, COLOR, NONE = FrameFillMode.LAST_FRAME, FrameFillMode.COLOR, FrameFillMode.NONE
IMAGE = "http://x.example/a.png"
HD = Size(1280, 720)


@pytest.mark.parametrize(
    ("fill_blank", "frame_fill", "has_default", "has_image", "was_seen"),
    list(product((False, True), FrameFillMode, (False, True), (False, True), (False, True))),
)
def test_an_empty_view_shows_the_first_of_the_contracts_list(
    fill_blank: bool, frame_fill: FrameFillMode, has_default: bool, has_image: bool, was_seen: bool
) -> None:
    rules = FillRules(fill_blank, frame_fill, has_default)
    order = [
        (has_image, Filling.REGION_IMAGE),
        (has_default and fill_blank and frame_fill is NONE, Filling.DEFAULT_IMAGE),
        (fill_blank and was_seen, Filling.LAST_FRAME),
        (True, Filling.NOTHING),
    ]

    shown = filling_when_empty(rules, has_region_image=has_image, was_seen=was_seen)

    assert shown is next(filling for holds, filling in order if holds)


def test_a_view_kept_for_a_board_shows_the_canvas_whatever_streams_get() -> None:
    rules = FillRules(fill_blank=True, frame_fill=NONE, has_default_image=True)

    assert filling_when_empty(rules, has_region_image=True, was_seen=True, is_for_board=True) is Filling.NOTHING


@pytest.mark.parametrize(
    ("rules", "has_image", "expected"),
    [
        (FillRules(), True, Filling.LAST_FRAME),
        (FillRules(frame_fill=COLOR), True, Filling.COLOR),
        (FillRules(frame_fill=NONE), False, Filling.NOTHING),
        (FillRules(frame_fill=NONE), True, Filling.REGION_IMAGE),
        (FillRules(frame_fill=NONE, has_default_image=True), False, Filling.NOTHING),
        (FillRules(True, NONE, has_default_image=True), False, Filling.DEFAULT_IMAGE),
        (FillRules(True, NONE), False, Filling.NOTHING),
    ],
)
def test_a_camera_that_is_off_shows_what_fill_frame_asks_for(
    rules: FillRules, has_image: bool, expected: Filling
) -> None:
    assert filling_when_camera_off(rules, has_region_image=has_image) is expected


def test_only_views_bound_to_a_stream_have_a_picture_of_their_own() -> None:
    rect = Rect(0, 0, 9, 9)
    layout = Layout(
        MixMode.CUSTOM,
        (
            Region("1", rect, stream_id="ann", background_image=IMAGE),
            Region("2", rect, background_image=IMAGE),
            Region("3", rect, view_type=ViewType.WHITEBOARD, stream_id="bob", background_image=IMAGE),
        ),
    )

    def images(**boards: bool) -> list[str]:
        return [region_image(layout, view) for view in arrange(layout, HD, ("cy",), **boards)]

    assert images(board_open=False) == [IMAGE, "", IMAGE]
    assert images(board_open=False, board_held=True) == [IMAGE, "", ""]


def test_what_waits_for_a_board_is_told_from_what_waits_for_a_stream() -> None:
    board = Region("b", Rect(0, 0, 9, 9), view_type=ViewType.WHITEBOARD)
    layout = Layout(MixMode.CUSTOM, (board, Region("s", Rect(9, 0, 18, 9))))
    views = arrange(layout, HD, (), board_open=False)
    assert [is_for_board(layout, view) for view in views] == [True, False]
    large, small = arrange(Layout(MixMode.VERTICAL), HD, ("a",), board_open=False, has_whiteboard=True)
    assert [is_for_board(Layout(MixMode.VERTICAL), view) for view in (large, small)] == [True, False]
    missing = View(Rect(0, 0, 9, 9), 0, FillMode.FIT, ViewContent.NOTHING, "teacher", is_large=True)
    assert not is_for_board(Layout(MixMode.VERTICAL, large_stream_id="teacher"), missing)
