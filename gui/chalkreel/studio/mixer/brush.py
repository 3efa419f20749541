"""Painting a canvas from what has a place on it, only where something changed since it was last used."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from chalkreel.domain.geometry import Rect
from chalkreel.studio.mixer.canvas import Canvas, Yuv


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


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """Who paints, lowest first, and for each of them who lies above it, at least in part."""

    painters: tuple[Painter, ...]
    above: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Painted:
    """What a canvas holds since it was last painted on."""

    plan: _Plan
    versions: tuple[Hashable, ...]


class Brush:
    """Paints the painters it was given last, lowest first; used by one thread."""

    def __init__(self, background: Yuv) -> None:
        self._background = background
        self._plan = _planned(())

    def take(self, painters: Sequence[Painter]) -> None:
        self._plan = _planned(painters)

    def paint(self, canvas: Canvas, time_s: float) -> None:
        """Bring a canvas up to date; what it shows already is left as it is."""
        plan, before = self._plan, canvas.holds
        now = _Painted(plan, tuple(painter.version(time_s) for painter in plan.painters))
        canvas.holds = None
        stale = _stale(before, now) if isinstance(before, _Painted) else None
        if stale is None:
            canvas.fill_all(self._background)
        for index, painter in enumerate(plan.painters):
            if now.versions[index] is not None and (stale is None or index in stale):
                painter.paint(canvas)
        canvas.holds = now


def _planned(painters: Sequence[Painter]) -> _Plan:
    """Leave out who is wholly hidden behind one that lies above: nobody asks for its pictures then."""
    seen = tuple(painter for place, painter in enumerate(painters) if not _is_hidden(painter, painters[place + 1 :]))
    above = tuple(
        tuple(index for index in range(place + 1, len(seen)) if _overlap(painter.rect, seen[index].rect))
        for place, painter in enumerate(seen)
    )
    return _Plan(seen, above)


def _is_hidden(painter: Painter, above: Sequence[Painter]) -> bool:
    return any(
        other.is_steady and not other.is_translucent and painter.rect.intersection(other.rect) == painter.rect
        for other in above
    )


def _overlap(one: Rect, other: Rect) -> bool:
    return not one.intersection(other).is_empty


def _stale(before: _Painted, now: _Painted) -> set[int] | None:
    """Tell who has to paint again on a canvas; ``None``: everybody, on a fresh ground."""
    if before.plan is not now.plan:
        return None
    stale: set[int] = set()
    for index, (old, new) in enumerate(zip(before.versions, now.versions, strict=True)):
        if (old is None) is not (new is None):
            return None
        if old != new:
            stale.add(index)
        if index in stale:
            if now.plan.painters[index].is_translucent:
                return None  # what shows through it has to be painted first
            stale.update(now.plan.above[index])
    return stale
