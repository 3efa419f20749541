"""Ids of rooms, streams and boards within their bounds."""

import pytest

from chalkreel.studio.rooms.names import problem_with_room_id, problem_with_stream_id, problem_with_whiteboard_id


@pytest.mark.parametrize("room", ["1", "room 7/ä<>*\\", "x" * 128])
def test_a_room_may_have_almost_any_id(room: str) -> None:
    assert problem_with_room_id(room) is None


@pytest.mark.parametrize("room", ["", "ä" * 65, "a\nb", "\udc80"])
def test_a_room_id_outside_its_bounds_has_a_problem(room: str) -> None:
    assert problem_with_room_id(room) is not None


@pytest.mark.parametrize(("stream", "is_good"), [("a-B_9", True), ("", False), ("a b", False), ("x" * 257, False)])
def test_a_stream_id_keeps_to_letters_digits_and_dashes(stream: str, is_good: bool) -> None:
    assert (problem_with_stream_id(stream) is None) == is_good


def test_a_whiteboard_id_is_bounded() -> None:
    assert problem_with_whiteboard_id("b/1") is None
    assert problem_with_whiteboard_id("") is not None
    assert problem_with_whiteboard_id("x" * 257) is not None
