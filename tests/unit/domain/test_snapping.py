"""Snapping: what draws a region, and what it may never do."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle
from chalkreel.domain.snapping import Guide, SnapField, SnapKind

HD = Size(1280, 720)
REACH = 10
SMALL = Size(160, 90)
RECTS = st.builds(
    lambda x, y, w, h: Rect(x, y, min(x + w, 160), min(y + h, 90)),
    st.integers(0, 140),
    st.integers(0, 74),
    st.integers(16, 160),
    st.integers(16, 90),
).filter(lambda rect: rect.width >= 16 and rect.height >= 16)
OTHERS = st.lists(RECTS, max_size=6)
GRIDS = st.sampled_from([0, 0, 7, 20])
REACHES = st.sampled_from([0, 0.4, 3, 7.5, 10])
CORNERS = [handle for handle in Handle if handle.is_corner]


def moved(rect, *others, grid=0, reach=REACH):
    return SnapField.of(HD, others, grid).moved(rect, reach)


def resized(rect, handle, *others, grid=0, ratio=None):
    return SnapField.of(HD, others, grid).resized(rect, handle, REACH, ratio=ratio)


def kinds(snapped):
    return {guide.kind for guide in snapped.guides}


FAR = Rect.of(403, 205, 100, 60)  # far from canvas edges and centres


def test_nothing_near_leaves_the_region_alone():
    assert moved(FAR).rect == FAR
    assert moved(FAR).guides == ()


@pytest.mark.parametrize(
    ("rect", "result"),
    [
        (Rect.of(7, 205, 100, 60), Rect.of(0, 205, 100, 60)),
        (Rect.of(1171, 205, 100, 60), Rect.of(1180, 205, 100, 60)),
        (Rect.of(403, 9, 100, 60), Rect.of(403, 0, 100, 60)),
        (Rect.of(403, 651, 100, 60), Rect.of(403, 660, 100, 60)),
        (Rect.of(5, 655, 100, 60), Rect.of(0, 660, 100, 60)),
    ],
)
def test_canvas_edges(rect, result):
    snapped = moved(rect)
    assert snapped.rect == result
    assert kinds(snapped) == {SnapKind.CANVAS_EDGE}


def test_canvas_centre_also_between_two_px():
    assert moved(Rect.of(597, 205, 100, 60)).rect == Rect.of(590, 205, 100, 60)
    assert moved(Rect.of(597, 205, 101, 60)).rect.left in (589, 590)
    assert Guide(SnapKind.CANVAS_CENTRE, True, 640, 0, 720) in moved(Rect.of(597, 205, 100, 60)).guides


@pytest.mark.parametrize(("x", "result"), [(405, 400), (495, 500), (293, 300), (604, 600)])
def test_same_and_facing_edges_of_others(x, result):
    other = Rect.of(400, 500, 200, 60)
    snapped = moved(Rect.of(x, 205, 100, 61), other)
    assert snapped.rect.left == result
    assert SnapKind.EDGE in kinds(snapped)
    line = next(guide for guide in snapped.guides if guide.kind is SnapKind.EDGE)
    assert (line.is_vertical, line.start, line.end) == (True, 205, 560)


def test_centres_of_others():
    snapped = moved(Rect.of(445, 205, 97, 61), Rect.of(400, 500, 200, 60))
    assert snapped.rect.left in (451, 452)
    assert kinds(snapped) == {SnapKind.CENTRE}


def test_the_nearest_wins():
    left_of, right_of = Rect.of(300, 500, 96, 50), Rect.of(509, 600, 250, 50)
    # Its left side is 7 px from one, its right side 6 px from the other.
    assert moved(FAR, left_of, right_of).rect.right == 509


def test_an_equal_gap_in_a_row_and_its_measures():
    one, other = Rect.of(100, 205, 80, 60), Rect.of(217, 205, 80, 60)
    snapped = moved(Rect.of(338, 220, 90, 61), one, other)
    assert snapped.rect.left == 297 + 37
    gaps = [(guide.start, guide.end, guide.distance_px) for guide in snapped.guides if guide.kind is SnapKind.GAP]
    assert gaps == [(180, 217, 37), (297, 334, 37)]


def test_regions_of_another_row_have_no_say_in_gaps():
    one, other = Rect.of(100, 505, 80, 60), Rect.of(217, 505, 80, 60)
    assert moved(Rect.of(338, 220, 90, 61), one, other).rect.left == 338


def test_in_the_middle_between_two():
    one, other = Rect.of(303, 205, 50, 60), Rect.of(603, 205, 90, 60)
    snapped = moved(Rect.of(431, 220, 100, 65), one, other)
    assert snapped.rect.left == 428
    assert [guide.distance_px for guide in snapped.guides if guide.kind is SnapKind.GAP] == [75, 75]


def test_the_grid_draws_the_top_left_corner():
    assert moved(Rect.of(403, 205, 100, 60), grid=50).rect == Rect.of(400, 200, 100, 60)
    assert kinds(moved(Rect.of(403, 205, 100, 60), grid=50)) == {SnapKind.GRID}


def test_only_the_dragged_sides_are_resized():
    other = Rect.of(507, 500, 83, 33)
    assert resized(FAR, Handle.RIGHT, other).rect == Rect(403, 205, 507, 265)
    assert resized(FAR, Handle.TOP, other).rect == FAR


def test_equal_sizes():
    other = Rect.of(700, 500, 106, 66)
    snapped = resized(FAR, Handle.BOTTOM_RIGHT, other)
    assert snapped.rect.size == other.size
    assert {guide.distance_px for guide in snapped.guides if guide.kind is SnapKind.SIZE} == {106, 66}


def test_a_dragged_side_finds_an_equal_gap():
    one, other = Rect.of(100, 205, 80, 60), Rect.of(640, 205, 81, 60)
    snapped = resized(Rect(220, 210, 605, 255), Handle.RIGHT, one, other)
    assert snapped.rect.right == 600
    assert [guide.distance_px for guide in snapped.guides if guide.kind is SnapKind.GAP] == [40, 40]


def test_a_corner_in_ratio_keeps_it():
    ratio = Fraction(16, 9)
    snapped = resized(Rect.of(403, 205, 160, 90), Handle.BOTTOM_RIGHT, Rect.of(569, 500, 83, 33), ratio=ratio)
    assert snapped.rect.right == 569
    assert snapped.rect.height == round(166 / ratio)


def test_distances_to_the_neighbours():
    field = SnapField.of(HD, [Rect.of(600, 210, 50, 50)])
    assert [guide.distance_px for guide in field.distances(FAR)] == [403, 97, 205, 455]


@given(RECTS, OTHERS, GRIDS, REACHES)
@example(Rect(14, 0, 30, 16), [Rect(31, 0, 47, 16)], 0, 3)
def test_moving_keeps_size_reach_and_canvas_and_snaps_once(rect, others, grid, reach):
    field = SnapField.of(SMALL, others, grid)
    result = field.moved(rect, reach)
    assert result.rect.size == rect.size
    assert abs(result.rect.left - rect.left) <= reach
    assert abs(result.rect.top - rect.top) <= reach
    assert result.rect.is_inside(SMALL)
    assert field.moved(result.rect, reach) == result
    assert SnapField.of(SMALL, others, grid).moved(rect, reach) == result


@given(RECTS, OTHERS, GRIDS, REACHES, st.sampled_from(list(Handle)))
def test_resizing_moves_dragged_sides_within_reach_and_canvas_and_snaps_once(rect, others, grid, reach, handle):
    field = SnapField.of(SMALL, others, grid)
    result = field.resized(rect, handle, reach)
    across, down = handle.value
    for side, before, after in (
        (across == -1, rect.left, result.rect.left),
        (across == 1, rect.right, result.rect.right),
        (down == -1, rect.top, result.rect.top),
        (down == 1, rect.bottom, result.rect.bottom),
    ):
        assert abs(after - before) <= (reach if side else 0)
    assert result.rect.is_inside(SMALL)
    assert min(result.rect.size.width, result.rect.size.height) >= 16
    assert field.resized(result.rect, handle, reach) == result


@given(RECTS, OTHERS, REACHES, st.sampled_from(CORNERS))
def test_a_corner_keeps_its_ratio_and_snaps_once(rect, others, reach, handle):
    field = SnapField.of(SMALL, others)
    ratio = Fraction(rect.width, rect.height)
    result = field.resized(rect, handle, reach, ratio=ratio)
    assert abs(result.rect.width - result.rect.height * ratio) <= max(1, ratio)
    assert abs(result.rect.width - rect.width) <= reach
    assert abs(result.rect.height - rect.height) <= reach
    assert result.rect.is_inside(SMALL)
    assert field.resized(result.rect, handle, reach, ratio=ratio) == result


def plain_nearest_edge(rect, others, reach):
    """Look for the nearest edge the slow way, on the x axis alone."""
    targets = {0, SMALL.width, *(edge for other in others for edge in (other.left, other.right))}
    moves = [target - edge for target in targets for edge in (rect.left, rect.right)]
    moves = [move for move in moves if abs(move) <= reach and 0 <= rect.left + move <= SMALL.width - rect.width]
    return min((abs(move) for move in moves), default=None)


@given(RECTS, OTHERS, REACHES)
def test_nothing_nearer_is_passed_over(rect, others, reach):
    far_below = [Rect(other.left, 1000, other.right, 1010) for other in others]  # no rows, so no gaps
    result = SnapField.of(SMALL, far_below).moved(rect, reach)
    expected = plain_nearest_edge(rect, others, reach)
    if expected is not None:
        assert abs(result.rect.left - rect.left) <= expected


@given(RECTS, OTHERS, REACHES)
def test_every_guide_touches_the_region_or_measures_something(rect, others, reach):
    result = SnapField.of(SMALL, others).moved(rect, reach)
    for guide in result.guides:
        low, high = (
            (result.rect.left, result.rect.right) if guide.is_vertical else (result.rect.top, result.rect.bottom)
        )
        assert low <= guide.position <= high
        assert guide.start < guide.end
        assert guide.distance_px in (None, guide.end - guide.start)
