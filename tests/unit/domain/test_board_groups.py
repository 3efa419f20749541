"""Boards in named groups: each board in one at most, and none is ever lost."""

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.board_groups import (
    BoardGroup,
    folded,
    group_of,
    in_groups,
    renamed,
    with_board_in,
    with_group,
    without_group,
)

MONDAY, TUESDAY = BoardGroup("Monday", ("b", "d")), BoardGroup("Tuesday", ("a",))


def test_boards_without_a_group_come_first_then_group_by_group():
    assert in_groups("abcd", (MONDAY, TUESDAY)) == ("c", "b", "d", "a")
    assert in_groups("abcd", ()) == ("a", "b", "c", "d")


def test_a_group_is_added_renamed_folded_and_dissolved():
    groups = with_group((MONDAY,), "  Tuesday\n")
    assert [group.name for group in groups] == ["Monday", "Tuesday"]
    assert with_group(groups, "Monday") == with_group(groups, " ") == groups
    assert renamed(groups, "Tuesday", "Wednesday")[1].name == "Wednesday"
    assert renamed(groups, "Tuesday", "Monday") == groups
    assert folded(groups, "Monday")[0].is_folded
    assert not folded(folded(groups, "Monday"), "Monday")[0].is_folded
    assert without_group(groups, "Monday") == (BoardGroup("Tuesday"),)


names = st.sampled_from(["", "Monday", "Tuesday", "nowhere"])


@given(st.lists(st.tuples(st.sampled_from("abcd"), names), max_size=8))
def test_a_board_is_in_one_group_at_most_and_none_is_lost(moves):
    groups = (MONDAY, TUESDAY)
    for board_id, name in moves:
        groups = with_board_in(groups, board_id, name)
        wanted = name if name in ("Monday", "Tuesday") else ""
        assert group_of(groups, board_id) == wanted
        held = [board for group in groups for board in group.boards]
        assert len(held) == len(set(held))
        assert sorted(in_groups("abcd", groups)) == ["a", "b", "c", "d"]
