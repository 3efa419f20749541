"""Pictures by their due times."""

from __future__ import annotations

import av

from chalkreel.studio.sources.frame_shelf import FrameShelf
from chalkreel.studio.sources.source import SourceFrame

FRAME = av.VideoFrame(16, 16, "yuv420p")
LARGE_FRAME = av.VideoFrame(1280, 720, "yuv420p")


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


def test_of_large_pictures_fewer_are_kept() -> None:
    small, large = FrameShelf(), FrameShelf()
    for serial in range(60):
        small.put(SourceFrame(serial, serial / 60, FRAME), serial / 60)
        large.put(SourceFrame(serial, serial / 60, LARGE_FRAME), serial / 60)
    # A mix at 30 fps that is late by a whole picture still finds what was due.
    late_s = 59 / 60 - 1 / 30
    assert small.at(late_s).serial == large.at(late_s).serial == 57  # type: ignore[union-attr]
    assert small.at(0.0).serial < large.at(0.0).serial  # type: ignore[union-attr]
