"""What the composer asks of everything that has a place on the canvas."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from chalkreel.domain.geometry import Rect
from chalkreel.studio.mixer.canvas import Canvas


class Painter(Protocol):
    """Something with a place on the canvas.

    ``version`` brings it up to date and tells what it shows then: ``None`` for nothing, else a value that
    differs whenever the pixels do. ``paint`` fills the whole of ``rect`` unless ``is_translucent``. One that
    ``is_steady`` shows something from its first moment, so that what it covers is never seen.
    """

    @property
    def rect(self) -> Rect: ...

    @property
    def is_translucent(self) -> bool: ...

    @property
    def is_steady(self) -> bool: ...

    def version(self, time_s: float) -> Hashable: ...

    def paint(self, canvas: Canvas) -> None: ...
