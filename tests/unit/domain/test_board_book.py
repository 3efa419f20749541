"""Boards of a cloud room, read from what hosts have at hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.board_book import MAX_BOARDS, BookBoard, book_text, merged, read_book
from chalkreel.domain.geometry import Size

FOUR_THREE = Size(4, 3)
SUB_VIEWS = [
    {"name": "Fractions", "fileType": 1, "whiteboardIDList": ["101", "102"]},
    {"name": "Angles", "whiteboardIDList": [103]},
]


@pytest.mark.parametrize(
    "text",
    ["1\n2\n3", "1, 2, 3", "1;2;3", "1\t2\t3", '["1", "2", "3"]', "[1, 2, 3]", '{"whiteboardIDList": ["1", 2, "3"]}'],
)
def test_a_plain_list_of_ids_is_read_in_every_form(text):
    assert [board.board_id for board in read_book(text)] == ["1", "2", "3"]


def test_sub_views_give_each_board_its_name():
    found = read_book(json.dumps(SUB_VIEWS))
    assert [(board.board_id, board.name) for board in found] == [
        ("101", "Fractions (1)"),
        ("102", "Fractions (2)"),
        ("103", "Angles"),
    ]


def test_lines_with_names_and_ratios():
    found = read_book('77, Fractions, 4:3\nabc, "Angles, wide", 1920x1080\n9, 16:9\n', FOUR_THREE)
    assert found == (
        BookBoard("77", "Fractions", FOUR_THREE),
        BookBoard("abc", "Angles, wide", Size(16, 9)),
        BookBoard("9", "", Size(16, 9)),
    )


def test_a_table_is_read_by_its_head():
    found = read_book("Name,Ratio,WhiteboardID\nFractions,4:3,77\nAngles,,78\n")
    assert found == (BookBoard("77", "Fractions", FOUR_THREE), BookBoard("78", "Angles"))


def test_objects_with_ids_are_read():
    found = read_book('{"boards": [{"WhiteboardId": 5, "Title": "Five", "ratio": "4:3"}, {"nothing": 1}]}')
    assert found == (BookBoard("5", "", FOUR_THREE),) or found == (BookBoard("5", "Five", FOUR_THREE),)
    assert found[0].name == "Five"


def test_a_list_that_comes_again_keeps_names_pictures_and_places():
    book = (BookBoard("1", "One", FOUR_THREE, "/a.png"), BookBoard("2", "Two"))
    after = merged(book, read_book("2, Zwei\n1\n3"))
    assert [(board.board_id, board.name, board.picture) for board in after] == [
        ("1", "One", "/a.png"),
        ("2", "Zwei", ""),
        ("3", "", ""),
    ]


def test_a_ratio_is_asked_once_and_kept_where_a_new_list_names_none():
    book = (BookBoard("1", "One", FOUR_THREE),)
    assert merged(book, read_book("1\n2"))[0].ratio == FOUR_THREE
    assert merged(book, read_book("1, One, 3:2"))[0].ratio == Size(3, 2)
    assert merged(book, read_book('[{"id": 1, "ratio": "16:9"}]'))[0].ratio == Size(16, 9)
    assert [board.ratio for board in read_book("1\n2, 16:9", FOUR_THREE)] == [FOUR_THREE, Size(16, 9)]


def test_the_size_has_the_ratio():
    assert BookBoard("1", ratio=FOUR_THREE).size == Size(1280, 960)


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_the_size_has_exactly_the_ratio(width, height):
    size = BookBoard("1", ratio=Size(width, height)).size
    assert size.width * height == size.height * width, "a board of another ratio comes out very small"


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text):
    found = read_book(text)
    assert all(board.board_id for board in found)
    assert len(found) <= MAX_BOARDS


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12)
boards = st.builds(
    BookBoard, st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), names, st.sampled_from([Size(16, 9), FOUR_THREE])
)


@given(st.lists(boards, min_size=1, max_size=6, unique_by=lambda board: board.board_id))
def test_a_book_is_read_as_it_was_written(book):
    assert read_book("id,name,ratio\n" + book_text(book)) == tuple(book)
