"""Pictures by their due times."""

from __future__ import annotations

import av

from chalkreel.studio.sources.frame_shelf import FrameShelf
from chalkreel.studio.sources.source import SourceFrame

FRAME = av.VideoFrame(16, 16, "yuv420p")


def test_the_newest_due_picture_is_given_and_none_before_the_first() -> None:
    shelf = FrameShelf()
    assert shelf.at(0) is None
    assert shelf.newest is None
    for serial in range(3):
        shelf.put(SourceFrame(serial, 10 + serial / 10, FRAME), 10.0)
    assert shelf.at(9.99) is None
    assert [shelf.at(time_s).serial for time_s in (10.0, 10.09, 10.1, 10.25)] == [0, 0, 1, 2]  # type: ignore[union-attr]


def test_old_pictures_are_forgotten_but_never_all() -> None:
    shelf = FrameShelf()
    for serial in range(100):
        shelf.put(SourceFrame(serial, serial / 10, FRAME), serial / 10)
    late = shelf.at(0.0)
    assert late is not None
    assert 95 < late.serial < 100  # a reader that is far too late gets the oldest there is
