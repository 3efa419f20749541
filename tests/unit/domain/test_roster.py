"""Who holds a place, through coming and going."""

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.roster import Roster


def roster(*stream_ids: str) -> Roster:
    result = Roster()
    for stream_id in stream_ids:
        result = result.entered(stream_id)
    return result


def test_without_fill_blank_later_streams_move_up_and_a_returning_one_is_last():
    left = roster("a", "b", "c").left("a", fill_blank=False)
    assert left.order == ("b", "c")
    assert left.entered("a").order == ("b", "c", "a")


def test_with_fill_blank_a_stream_keeps_its_place_while_away():
    left = roster("a", "b", "c").left("a", fill_blank=True)
    assert left.order == ("a", "b", "c")
    assert not left.is_present("a")
    assert left.entered("a") == roster("a", "b", "c")


def test_a_place_kept_can_be_given_up_later():
    gone = roster("a", "b").left("a", fill_blank=True).left("a", fill_blank=False)
    assert gone == roster("b")


STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["enter", "leave", "leave a place"])))


@given(STEPS)
def test_nobody_holds_two_places_and_nobody_present_lacks_one(steps):
    now, present = Roster(), set()
    for stream_id, step in steps:
        if step == "enter":
            now = now.entered(stream_id)
            present.add(stream_id)
        else:
            now = now.left(stream_id, fill_blank=step == "leave a place")
            present.discard(stream_id)
        assert len(set(now.order)) == len(now.order)
        assert now.absent <= set(now.order)
        assert {other for other in "abcd" if now.is_present(other)} == present
