"""Colours keep their parts in both integer forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.color import BLACK, WHITE, rgb_of, wire_of
from chalkreel.contract.mixing import FillFrame

PART = st.integers(0, 255)


@given(PART, PART, PART)
def test_parts_come_back_from_both_forms(red: int, green: int, blue: int) -> None:
    wire = wire_of(red, green, blue)
    twin = wire - 2**32 if wire > 2**31 - 1 else wire
    assert rgb_of(wire) == rgb_of(twin) == (red, green, blue)
    assert wire % 256 == 0


@pytest.mark.parametrize("sent", [WHITE, WHITE - 2**32])
def test_white_is_read_in_both_forms_and_written_unsigned(sent: int) -> None:
    frame = FillFrame.from_wire({"FrameFillColor": sent})
    assert frame.frame_fill_color == WHITE == 4294967040
    assert frame.to_wire() == {"FrameFillColor": 4294967040}
    assert FillFrame(frame_fill_color=sent).to_wire() == {"FrameFillColor": 4294967040}


def test_names() -> None:
    assert rgb_of(BLACK) == (0, 0, 0)
    assert rgb_of(WHITE) == (255, 255, 255)


@pytest.mark.parametrize("part", [-1, 256])
def test_what_is_no_part_of_a_colour_is_refused(part: int) -> None:
    with pytest.raises(ValueError, match=str(part)):
        wire_of(0, part, 0)
