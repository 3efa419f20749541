"""The canvases of one mix, taken in turn."""

from __future__ import annotations

import threading

import numpy as np

from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.sources.planes import Planes

DEFAULT_CANVASES = 4


class CanvasPool:
    """Lends canvases to be painted and keeps the newest one for repeats, snapshots and previews."""

    def __init__(self, size: Size, count: int = DEFAULT_CANVASES) -> None:
        self._canvases = [Canvas(size) for _ in range(count)]
        self._uses = [0] * count
        self._newest: int | None = None
        self._changed = threading.Condition()

    def take(self, timeout_s: float) -> int | None:
        """Find a canvas nobody uses, waiting for the encoder if need be; ``None`` if it is not in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._free() is not None, timeout=max(timeout_s, 0))
            return self._free()

    def canvas(self, index: int) -> Canvas:
        return self._canvases[index]

    def publish(self, index: int) -> None:
        """Make a painted canvas the newest."""
        with self._changed:
            self._newest = index

    def lend_newest(self) -> int | None:
        """Count one more use of the newest canvas; :meth:`give_back` ends it."""
        with self._changed:
            if self._newest is not None:
                self._uses[self._newest] += 1
            return self._newest

    def give_back(self, index: int) -> None:
        with self._changed:
            self._uses[index] -= 1
            self._changed.notify_all()

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
        unused = (index for index, uses in enumerate(self._uses) if not uses and index != self._newest)
        return next(unused, None)
