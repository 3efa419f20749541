from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.view_difference import ChangedView, ViewChange, changed_views

HERE, THERE, ELSEWHERE = Rect(0, 0, 10, 10), Rect(20, 0, 30, 10), Rect(0, 50, 9, 60)


def person(name: str, rect: Rect, layer: int = 0) -> View:
    return View(rect, layer, FillMode.CROP, ViewContent.STREAM, name)


def board(rect: Rect) -> View:
    return View(rect, 0, FillMode.FIT, ViewContent.WHITEBOARD)


def seat(rect: Rect) -> View:
    return View(rect, 0, FillMode.CROP, ViewContent.NOTHING)


def test_nothing_differs_where_everybody_keeps_the_place():
    views = (person("ann", HERE), board(THERE), seat(ELSEWHERE))
    assert changed_views(views, tuple(reversed(views))) == ()
    assert changed_views((person("ann", HERE, 0),), (person("ann", HERE, 5),)) == ()


def test_who_moves_goes_and_comes_is_told_apart_by_who_is_seen():
    old = (person("ann", HERE), person("ben", THERE), board(ELSEWHERE))
    new = (person("ann", THERE), board(HERE), person("cleo", ELSEWHERE))
    assert changed_views(old, new) == (
        ChangedView(ViewChange.REMOVED, old=old[1]),
        ChangedView(ViewChange.MOVED, old[0], new[0]),
        ChangedView(ViewChange.MOVED, old[2], new[1]),
        ChangedView(ViewChange.ADDED, new=new[2]),
    )


def test_places_that_nobody_fills_are_known_by_where_they_are():
    assert changed_views((seat(HERE),), (seat(HERE),)) == ()
    assert [one.change for one in changed_views((seat(HERE),), (seat(THERE),))] == [
        ViewChange.REMOVED,
        ViewChange.ADDED,
    ]
    assert changed_views((), (seat(Rect(5, 5, 5, 9)),)) == ()
