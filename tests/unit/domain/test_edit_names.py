from dataclasses import replace

import pytest

from chalkreel.domain.edit_names import edit_name
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region

ANN = Region("a", Rect(0, 0, 100, 100), 0, stream_id="ann")
BEN = Region("b", Rect(200, 0, 300, 100), 1, stream_id="ben")
BOARD = Region("w", Rect(0, 200, 100, 300), 2, FillMode.FIT, ViewType.WHITEBOARD)
NAMES = {"ann": "Ann", "ben": "Ben"}


def custom(*regions):
    return Layout(MixMode.CUSTOM, regions)


def moved(region):
    return replace(region, rect=region.rect.moved(5, 0))


def wider(region):
    return replace(region, rect=Rect(region.rect.left, region.rect.top, region.rect.right + 9, region.rect.bottom))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (custom(ANN, BEN), custom(moved(ANN), BEN), "move Ann"),
        (custom(ANN, BEN), custom(moved(ANN), moved(BEN)), "move 2 regions"),
        (custom(ANN), custom(wider(ANN)), "resize Ann"),
        (custom(ANN), custom(ANN, BOARD), "add the whiteboard"),
        (custom(ANN, BEN), custom(BEN), "delete Ann"),
        (custom(ANN, BEN, BOARD), custom(ANN), "delete 2 regions"),
        (custom(ANN), custom(replace(ANN, stream_id="ben")), "show Ben"),
        (custom(ANN), custom(replace(ANN, fill_mode=FillMode.FIT)), "fit Ann"),
        (custom(BOARD), custom(replace(BOARD, fill_mode=FillMode.CROP)), "crop the whiteboard"),
        (custom(ANN), custom(replace(ANN, name="Teacher")), "rename Teacher"),
        (custom(ANN), custom(replace(ANN, background_image="http://x/a.png")), "change a background picture"),
        (custom(ANN, BEN), custom(replace(ANN, layer=4), BEN), "change what is in front"),
        (custom(ANN, BEN), custom(moved(ANN), wider(BEN)), "change the layout"),
        (custom(ANN, BEN), custom(replace(ANN, is_hidden=True), BEN), "hide Ann"),
        (custom(replace(ANN, is_hidden=True)), custom(ANN), "bring back Ann"),
        (custom(ANN, BEN), custom(replace(ANN, is_locked=True), replace(BEN, is_locked=True)), "lock 2 regions"),
        (custom(replace(BOARD, is_locked=True)), custom(BOARD), "unlock the whiteboard"),
        (custom(ANN), Layout(MixMode.GRID), "switch to Grid"),
        (Layout(MixMode.VERTICAL), Layout(MixMode.VERTICAL, large_stream_id="ann"), "choose the large view"),
        (Layout(MixMode.GRID), Layout(MixMode.GRID, fill_mode=FillMode.FIT), "change how pictures fill"),
    ],
)
def test_a_step_is_named_by_what_it_changes(old, new, name):
    assert str(edit_name(old, new, NAMES)) == name
