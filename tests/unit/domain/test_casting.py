"""Who fills each view: roles, stand-ins and the cut to the recorded canvas."""

from __future__ import annotations

from typing import Any

from chalkreel.domain.arrange import arrange
from chalkreel.domain.casting import AtHand, Part, Role, cast
from chalkreel.domain.enums import FrameFillMode, MixMode, ViewType
from chalkreel.domain.filling import Filling, FillRules
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region

IMAGE = "http://x.example/a.png"
CANVAS = Size(641, 361)
ANN = Region("1", Rect(0, 0, 320, 361), stream_id="ann", background_image=IMAGE)
LAYOUT = Layout(MixMode.CUSTOM, (ANN, Region("2", Rect(320, 0, 641, 361), stream_id="bob")))


def parts(layout: Layout = LAYOUT, *present: str, **known: Any) -> list[Part]:
    at_hand = AtHand(
        sending=known.pop("sending", present),
        held=known.pop("held", ()),
        images=known.pop("images", ()),
        rules=known.pop("rules", FillRules()),
        hides_picture_of=known.pop("hidden", ()).__contains__,
    )
    views = arrange(layout, CANVAS, present, board_open=known.pop("board_open", False))
    return list(cast(layout, CANVAS, views, at_hand))


def test_views_are_cut_to_the_even_canvas_that_is_recorded() -> None:
    assert [part.rect for part in parts()] == [Rect(0, 0, 320, 360), Rect(320, 0, 640, 360)]
    outside = Layout(MixMode.CUSTOM, (Region("x", Rect(640, 0, 641, 361)),))
    assert parts(outside) == []


def test_a_stream_that_sends_is_live_and_what_stands_in_for_it_is_known() -> None:
    ann, bob = parts(LAYOUT, "ann", "bob", images=(IMAGE,), rules=FillRules(frame_fill=FrameFillMode.NONE))
    assert (ann.role, ann.when_blank, ann.when_off, ann.image) == (
        Role.STREAM,
        Filling.REGION_IMAGE,
        Filling.REGION_IMAGE,
        IMAGE,
    )
    assert (bob.role, bob.when_blank, bob.when_off, bob.image) == (Role.STREAM, Filling.NOTHING, Filling.NOTHING, "")


def test_a_stream_that_left_and_is_held_shows_its_last_frame_unless_only_its_sound_is_recorded() -> None:
    fill_blank = FillRules(fill_blank=True)
    _, bob = parts(LAYOUT, "ann", "bob", sending=("ann",), held=("bob",), rules=fill_blank)
    assert (bob.role, bob.when_blank) == (Role.STAND_IN, Filling.LAST_FRAME)
    _, bob = parts(LAYOUT, "ann", "bob", sending=("ann",), held=("bob",), rules=fill_blank, hidden=("bob",))
    assert bob.when_blank is Filling.NOTHING


def test_of_whom_only_sound_is_recorded_the_view_is_empty() -> None:
    ann, bob = parts(LAYOUT, "ann", "bob", hidden=("ann",))
    assert (ann.role, bob.role) == (Role.STAND_IN, Role.STREAM)


def test_the_board_takes_its_view() -> None:
    layout = Layout(MixMode.CUSTOM, (Region("b", Rect(0, 0, 99, 99), view_type=ViewType.WHITEBOARD, stream_id="ann"),))
    assert [part.role for part in parts(layout, "ann", board_open=True)] == [Role.BOARD]
    assert [part.role for part in parts(layout, "ann")] == [Role.STREAM]
