"""What is arranged is what is recorded: every view's place and content, in all five layouts."""

from __future__ import annotations

import pytest

from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import ViewContent
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.studio.outputs.inspection import mean_colour, picture_times, pictures_at
from chalkreel.studio.sources.opening import SourceSpec
from tests.support.recordings import (
    BLACK,
    BLUE,
    GREEN,
    RED,
    TEAL,
    WHITE,
    YELLOW,
    Studio,
    left_edge,
    plain,
    settings,
    shows,
    steady,
    top_edge,
    video_file,
)

CANVAS = Size(640, 360)
COLOURS = {"ann": RED, "bob": GREEN, "cy": BLUE, "di": YELLOW}


def custom(*regions: Region) -> Layout:
    return Layout(MixMode.CUSTOM, regions)


@pytest.mark.parametrize("mode", [MixMode.GRID, MixMode.HORIZONTAL, MixMode.VERTICAL, MixMode.FLOATING])
@pytest.mark.parametrize("board_open", [False, True])
def test_presets_show_every_stream_in_its_view(recording: Studio, mode: MixMode, board_open: bool) -> None:
    for stream_id, rgb in COLOURS.items():
        recording.open_colour(stream_id, rgb, Size(640, 360))
    board = recording.board(TEAL, Size(640, 360)) if board_open else None
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(Layout(mode), board))
    recording.clock.run_for(0.5)
    finished = recorder.stop()
    assert finished is not None
    (picture,) = pictures_at(finished.path, [0.2])
    views = arrange(Layout(mode), CANVAS, tuple(COLOURS), board_open=board_open, has_whiteboard=board_open)
    assert len(views) == 4 + board_open
    for view in views:
        if view.is_large and mode is MixMode.FLOATING:
            place = Rect(0, 0, 200, 200)  # the small views lie over the rest of it
        else:
            place = Rect(view.rect.left, view.rect.top, view.rect.right, view.rect.top + view.rect.height // 3)
        if view.fill_mode is FillMode.FIT and not view.is_large:
            middle = (view.rect.top + view.rect.bottom) // 2
            place = Rect(view.rect.left, middle - 6, view.rect.right, middle + 6)
        if view.is_large:
            place = place.intersection(Rect(120, 0, 520, 360)) if mode is MixMode.HORIZONTAL else place
            place = Rect(place.left, max(place.top, 60), place.right, max(place.bottom, 100))
        expected = TEAL if view.content is ViewContent.WHITEBOARD else COLOURS[view.stream_id]
        assert shows(picture, place, expected), view


def test_custom_regions_lie_within_a_pixel_also_at_odd_places(recording: Studio) -> None:
    recording.open_colour("ann", WHITE, Size(320, 180))
    recording.open_colour("bob", YELLOW, Size(180, 320))
    first, second = Rect(33, 21, 258, 150), Rect(301, 99, 598, 320)
    layout = custom(
        Region("1", first, layer=0, stream_id="ann"),
        Region("2", second, layer=1, stream_id="bob"),
    )
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(layout))
    recording.clock.run_for(0.6)
    finished = recorder.stop()
    assert finished is not None
    (picture,) = pictures_at(finished.path, [0.4])
    for rect in (first, second):
        row, column = (rect.top + rect.bottom) // 2, (rect.left + rect.right) // 2
        assert abs(left_edge(picture, row, rect.left) - rect.left) <= 1
        assert abs(left_edge(picture, row, rect.right) - rect.right) <= 1
        assert abs(top_edge(picture, column, rect.top) - rect.top) <= 1
        assert abs(top_edge(picture, column, rect.bottom) - rect.bottom) <= 1
    assert shows(picture, first, WHITE)
    assert shows(picture, second, YELLOW)
    assert shows(picture, Rect(0, 340, 640, 360), BLACK)


def test_the_higher_layer_is_on_top(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recording.open_colour("bob", GREEN)
    layout = custom(
        Region("1", Rect(100, 100, 300, 300), layer=5, stream_id="ann"),
        Region("2", Rect(0, 0, 640, 360), layer=2, stream_id="bob"),
    )
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(layout))
    recording.clock.run_for(0.4)
    finished = recorder.stop()
    assert finished is not None
    (picture,) = pictures_at(finished.path, [0.2])
    assert shows(picture, Rect(100, 100, 300, 300), RED)
    assert shows(picture, Rect(310, 0, 640, 360), GREEN)


def test_fit_shows_all_with_black_bars_and_crop_fills_the_view(recording: Studio) -> None:
    recording.open_colour("ann", RED, Size(200, 200))
    recording.open_colour("bob", GREEN, Size(200, 200))
    layout = custom(
        Region("1", Rect(0, 0, 320, 200), fill_mode=FillMode.FIT, stream_id="ann"),
        Region("2", Rect(320, 0, 640, 200), fill_mode=FillMode.CROP, stream_id="bob"),
    )
    recorder = recording.recorder(settings(CANVAS, background_rgb=BLUE))
    recorder.start(recording.scene(layout))
    recording.clock.run_for(0.4)
    finished = recorder.stop()
    assert finished is not None
    (picture,) = pictures_at(finished.path, [0.2])
    assert shows(picture, Rect(0, 0, 60, 200), BLACK)
    assert shows(picture, Rect(60, 0, 260, 200), RED)
    assert shows(picture, Rect(260, 0, 320, 200), BLACK)
    assert shows(picture, Rect(320, 0, 640, 200), GREEN)
    assert shows(picture, Rect(0, 210, 640, 360), BLUE)


def test_a_live_layout_change_shows_from_the_told_moment_and_costs_no_picture(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recording.open_colour("bob", GREEN)
    left, right = Rect(0, 0, 320, 360), Rect(320, 0, 640, 360)
    recorder = recording.recorder(settings(CANVAS))
    first = custom(Region("1", left, stream_id="ann"), Region("2", right, stream_id="bob"))
    second = custom(Region("1", left, stream_id="bob"), Region("2", right, stream_id="ann"))
    recorder.start(recording.scene(first), "first")
    recording.clock.run_for(1.0)
    recorder.show(recording.scene(second), "second")
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None
    assert [label for label, _ in recording.shown] == ["first", "second"]
    changed_s = recording.shown[1][1] / 1000
    before, after = pictures_at(finished.path, [changed_s - 0.02, changed_s + 0.02])
    assert shows(before, left, RED)
    assert shows(before, right, GREEN)
    assert shows(after, left, GREEN)
    assert shows(after, right, RED)
    times = picture_times(finished.path)
    assert [round(time * 15) for time in times] == list(range(len(times)))


def test_an_odd_canvas_is_rounded_down_and_reported(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recorder = recording.recorder(settings(Size(321, 241)))
    recorder.start(recording.scene(custom(Region("1", Rect(0, 0, 321, 241), stream_id="ann"))))
    recording.clock.run_for(0.4)
    finished = recorder.stop()
    assert finished is not None
    assert finished.resolution == Size(320, 240)
    (picture,) = pictures_at(finished.path, [0.2])
    assert picture.shape == (240, 320, 3)
    assert shows(picture, Rect(0, 0, 320, 240), RED)


def test_an_empty_view_and_a_stream_that_is_not_there_show_the_background(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    layout = custom(
        Region("1", Rect(0, 0, 320, 360), stream_id="ann"),
        Region("2", Rect(320, 0, 640, 360), stream_id="nobody"),
    )
    recorder = recording.recorder(settings(CANVAS, background_rgb=YELLOW))
    recorder.start(recording.scene(layout))
    recording.clock.run_for(0.4)
    finished = recorder.stop()
    assert finished is not None
    (picture,) = pictures_at(finished.path, [0.2])
    assert shows(picture, Rect(320, 0, 640, 360), YELLOW)


def test_colours_come_through_within_a_few_steps(recording: Studio) -> None:
    recording.open_colour("ann", RED, CANVAS)
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(0.4)
    finished = recorder.stop()
    assert finished is not None
    (picture,) = pictures_at(finished.path, [0.2])
    assert max(abs(a - b) for a, b in zip(mean_colour(picture, Rect(10, 10, 630, 350)), RED, strict=True)) < 4


def test_a_board_region_is_the_boards_only_while_one_is_open(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    layout = custom(
        Region("b", Rect(0, 0, 320, 360), view_type=ViewType.WHITEBOARD, stream_id="ann"),
        Region("2", Rect(320, 0, 640, 360)),
    )
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(layout))
    recording.clock.run_for(0.6)
    recorder.show(recording.scene(layout, recording.board(TEAL, Size(320, 360))), "open")
    recording.clock.run_for(0.6)
    finished = recorder.stop()
    assert finished is not None
    before, after = pictures_at(finished.path, [0.3, 1.0])
    assert shows(before, Rect(0, 0, 320, 360), RED)
    assert shows(after, Rect(0, 0, 320, 360), TEAL)
    assert shows(after, Rect(320, 0, 640, 360), RED)


@pytest.mark.parametrize("way", ["moved away", "left"])
def test_who_was_hidden_shows_what_is_sent_now_from_the_picture_on_that_uncovers_it(
    recording: Studio, way: str
) -> None:
    whole = Rect(0, 0, 640, 360)
    changing = video_file(
        recording.folder / "ann.mp4",
        CANVAS,
        lambda number: plain(CANVAS, RED if number < 15 else GREEN),
        times=steady(4.0),
    )
    recording.open("ann", SourceSpec("file", path=str(changing), loop=False))
    recording.open_colour("bob", BLUE)
    below = Region("1", whole, layer=1, stream_id="ann")
    covered = custom(below, Region("2", whole, layer=2, stream_id="bob"))
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(covered))
    recording.clock.run_for(1.5)  # meanwhile the one below has changed its colour, unseen
    if way == "left":
        recording.sources.pop("bob").close()
        recorder.show(recording.scene(covered), "uncovered")
    else:
        aside = Region("2", Rect(320, 0, 640, 360), layer=2, stream_id="bob")
        recorder.show(recording.scene(custom(below, aside)), "uncovered")
    recording.clock.run_for(0.5)
    finished = recorder.stop()
    assert finished is not None
    changed_s = recording.shown[-1][1] / 1000
    before, after = pictures_at(finished.path, [changed_s - 0.02, changed_s + 0.02])
    assert shows(before, whole, BLUE)
    assert shows(after, Rect(0, 0, 320, 360), GREEN)
