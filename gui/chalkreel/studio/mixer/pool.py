"""The canvases of one mix, taken in turn."""

from __future__ import annotations

import threading

import numpy as np

from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.sources.planes import Planes

DEFAULT_CANVASES = 3
"""One being painted, one being encoded, and the newest."""

_SPARE = 2
"""More than this many that nobody uses are given back to the system."""


class CanvasPool:
    """Lends canvases to be painted and keeps the newest one for repeats, snapshots and previews.

    There are ``count`` of them, and as many as :meth:`allow` says while the encoder is behind.
    """

    def __init__(self, size: Size, count: int = DEFAULT_CANVASES) -> None:
        self._size = size
        self._count = count
        self._most = count
        self._canvases = {index: Canvas(size) for index in range(count)}
        self._uses = dict.fromkeys(self._canvases, 0)
        self._newest: int | None = None
        self._taken: int | None = None
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        """Give how many canvases there are now."""
        with self._lock:
            return len(self._canvases)

    def take(self) -> int | None:
        """Find a canvas nobody uses; ``None`` while the encoder holds them all.

        It is the caller's until it is published or another one is taken.
        """
        with self._lock:
            self._taken = None
            if self._free() is None and len(self._canvases) < self._most:
                index = next(number for number in range(self._most) if number not in self._canvases)
                self._canvases[index], self._uses[index] = Canvas(self._size), 0
            self._taken = self._free()
            return self._taken

    def allow(self, most: int) -> None:
        """Let there be up to so many from now on; those beyond it go when they are given back."""
        self._most = max(most, self._count)

    def canvas(self, index: int) -> Canvas:
        return self._canvases[index]

    def publish(self, index: int) -> None:
        """Make a painted canvas the newest."""
        with self._lock:
            self._newest, self._taken = index, None

    def lend_newest(self) -> int | None:
        """Count one more use of the newest canvas; :meth:`give_back` ends it."""
        with self._lock:
            if self._newest is not None:
                self._uses[self._newest] += 1
            return self._newest

    def give_back(self, index: int) -> None:
        with self._lock:
            self._uses[index] -= 1
            self._forget_spare()

    def copy_of_newest(self) -> Planes | None:
        """Copy the newest picture; it is not painted over meanwhile."""
        index = self.lend_newest()
        if index is None:
            return None
        try:
            luma, first, second = (np.copy(plane) for plane in self._canvases[index].planes)
        finally:
            self.give_back(index)
        return luma, first, second

    def _free(self) -> int | None:
        return next(iter(self._unused()), None)

    def _unused(self) -> list[int]:
        return [index for index, uses in self._uses.items() if not uses and index != self._newest]

    def _forget_spare(self) -> None:
        unused = [index for index in self._unused() if index != self._taken]
        if len(self._canvases) > self._count and len(unused) > _SPARE:
            del self._canvases[unused[-1]], self._uses[unused[-1]]
