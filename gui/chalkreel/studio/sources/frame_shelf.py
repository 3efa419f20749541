"""A source's pictures around now, by the time they are due."""

from __future__ import annotations

from collections import deque

from chalkreel.studio.sources.pacing import LARGE_PX
from chalkreel.studio.sources.source import SourceFrame

HISTORY_S = 0.1
_LARGE_HISTORY_S = 0.05
"""Large pictures take much memory, and the recordings they are meant for seldom look back further."""


class FrameShelf:
    """Keeps a few pictures in the order they are due. The caller holds the lock."""

    def __init__(self) -> None:
        self._frames: deque[SourceFrame] = deque()

    @property
    def newest(self) -> SourceFrame | None:
        return self._frames[-1] if self._frames else None

    def put(self, frame: SourceFrame, now_s: float) -> None:
        """Add the next picture and forget those that nobody asks for any more."""
        self._frames.append(frame)
        needed_s = now_s - (_LARGE_HISTORY_S if frame.size.area >= LARGE_PX else HISTORY_S)
        while len(self._frames) > 1 and self._frames[1].due_s <= needed_s:
            self._frames.popleft()

    def at(self, time_s: float) -> SourceFrame | None:
        """Give the newest picture due at a time; the oldest kept if all are later and others came before it."""
        for frame in reversed(self._frames):
            if frame.due_s <= time_s:
                return frame
        oldest = self._frames[0] if self._frames else None
        return oldest if oldest is not None and oldest.serial > 0 else None
