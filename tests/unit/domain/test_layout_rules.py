"""What is said about a layout that is wrong or doubtful."""

from dataclasses import replace

from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_rules import findings, problems

HD = Size(1280, 720)
NAMES = {"t": "Teacher", "c3": "Cam 3"}
TEACHER = Region("r1", Rect(0, 0, 640, 720), 0, stream_id="t")
CAM3 = Region("r2", Rect(640, 0, 1280, 360), 1, stream_id="c3")
BOARD = Region("r4", Rect(640, 360, 1280, 720), 3, view_type=ViewType.WHITEBOARD)


def custom(*regions: Region) -> Layout:
    return Layout(MixMode.CUSTOM, regions)


def words(layout: Layout, *, has_whiteboard: bool = False, canvas: Size = HD, streams: dict = NAMES) -> list[str]:
    return [str(sentence) for sentence in problems(layout, canvas, streams, has_whiteboard)]


def test_a_sound_layout_has_no_findings():
    assert words(custom(TEACHER, CAM3, BOARD), has_whiteboard=True) == []
    assert words(Layout(MixMode.GRID), has_whiteboard=True) == []


def test_a_region_outside_the_canvas_is_an_error():
    outside = replace(TEACHER, rect=Rect(-1, 0, 640, 720))
    assert words(custom(outside, CAM3)) == ["Teacher reaches outside the canvas."]
    assert findings(custom(outside, CAM3), HD, NAMES, False)[0].is_error
    assert findings(custom(outside, CAM3), HD, NAMES, False)[0].region_ids == ("r1",)


def test_the_whiteboard_has_one_region_at_most_and_only_when_recorded():
    second = replace(BOARD, region_id="r5", rect=Rect(0, 0, 10, 10))
    both = words(custom(TEACHER, CAM3, BOARD, second), has_whiteboard=True)
    assert "Only one region can show the whiteboard." in both
    assert "A region shows the whiteboard, but whiteboards are not recorded." in words(custom(TEACHER, CAM3, BOARD))
    unplaced = words(custom(TEACHER, CAM3), has_whiteboard=True)
    assert unplaced == ["The whiteboard has no region, so it will not be in the recording."]


def test_the_number_of_regions_and_the_canvas_have_limits():
    many = tuple(Region(f"r{i}", Rect.of(i * 40, 0, 40, 40)) for i in range(26))
    assert "A layout has at most 25 regions; this one has 26." in words(custom(*many))
    assert words(custom())[0] == "The layout needs at least one region."
    assert "A canvas side is at most 1920 px; this one is 2000x100." in words(
        Layout(MixMode.GRID), canvas=Size(2000, 100)
    )
    assert "A canvas of 1900x1900 has more pixels than 1920x1080." in words(
        Layout(MixMode.GRID), canvas=Size(1900, 1900)
    )


def test_hidden_regions_count_for_nothing():
    hidden = [
        replace(CAM3, region_id=f"h{i}", rect=Rect(-9, 0, 0, 0), is_hidden=True, view_type=ViewType.WHITEBOARD)
        for i in range(30)
    ]
    assert words(custom(TEACHER, CAM3, *hidden)) == []
    assert words(custom(*hidden), streams={}) == ["All regions are hidden; the layout needs one that is not."]
    over = replace(BOARD, rect=TEACHER.rect, layer=9, is_hidden=True)
    assert words(custom(TEACHER, CAM3, over)) == []


def test_regions_nobody_fills_and_people_no_region_shows():
    assert words(custom(TEACHER)) == ["Cam 3 is not in the picture."]
    gone = replace(CAM3, stream_id="gone")
    assert "A region stays empty until gone is here." in words(custom(TEACHER, gone))
    seat = Region("r9", Rect(0, 0, 9, 9), 9)
    assert words(custom(TEACHER, CAM3, seat)) == ["1 open seat waits for the next to join."]


def test_people_beyond_the_views_are_named():
    streams = {f"s{i}": f"P{i}" for i in range(26)}
    assert words(Layout(MixMode.GRID), streams=streams) == ["P25 is not in the picture."]
    assert words(Layout(MixMode.GRID), streams=streams, has_whiteboard=True) == [
        "2 people are not in the picture: P24, P25."
    ]


def test_a_region_hidden_by_several_others_is_found_and_an_uncovered_rest_is_not():
    left = Region("a", Rect(0, 0, 320, 720), 5, stream_id="c3")
    right = Region("b", Rect(320, 0, 640, 720), 5)
    assert "Teacher is hidden behind other regions." in words(custom(TEACHER, left, right))
    narrower = replace(right, rect=Rect(320, 0, 639, 720))
    assert "Teacher is hidden behind other regions." not in words(custom(TEACHER, left, narrower))


def test_the_large_view_of_someone_who_is_not_here():
    assert words(Layout(MixMode.VERTICAL, large_stream_id="z")) == ["The large view stays empty until z is here."]
