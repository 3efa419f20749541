"""Where a dragged board comes to lie."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from chalkreel.ui.kit.reordering import gap_at, gap_line, moved

ROW = [QRect(100 * n, 0, 100, 80) for n in range(4)]
GRID = [QRect(100 * (n % 3), 80 * (n // 3), 100, 80) for n in range(7)]


def test_a_board_goes_into_the_gap_nearest_to_the_pointer():
    assert [gap_at(ROW, QPoint(x, 40)) for x in (-5, 48, 51, 148, 151, 399, 900)] == [0, 0, 1, 1, 2, 4, 4]


def test_in_a_grid_the_row_of_the_pointer_counts():
    assert gap_at(GRID, QPoint(10, 100)) == 3
    assert gap_at(GRID, QPoint(290, 40)) == 3
    assert gap_at(GRID, QPoint(290, 200)) == 7
    assert gap_at(GRID, QPoint(10, 500)) == 7


def test_the_line_stands_in_the_row_of_the_pointer():
    assert gap_line(GRID, 3, QPoint(290, 40)).center() == QPoint(300, 39)
    assert gap_line(GRID, 3, QPoint(10, 100)).center() == QPoint(0, 119)


@given(st.integers(1, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.integers(0, n))))
def test_moving_keeps_all_and_the_order_of_the_others(case):
    count, place, gap = case
    ids = [f"b{number}" for number in range(count)]
    result = moved(ids, ids[place], gap)
    assert sorted(result) == sorted(ids)
    others = [one for one in ids if one != ids[place]]
    assert [one for one in result if one != ids[place]] == others
    assert result.index(ids[place]) == (gap if gap <= place else gap - 1)


def test_what_went_away_while_it_was_dragged_changes_nothing():
    assert moved(["a", "b"], "gone", 1) == ("a", "b")
    assert gap_line([], gap_at([], QPoint(5, 5)), QPoint(5, 5)).isNull()
    assert gap_line(ROW[:1], 4, QPoint(350, 40)).left() == 99
