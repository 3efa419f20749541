"""Draws a rubber band that selects what it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF

from chalkreel.domain.arrangement import View


class BandMode(Enum):
    """What becomes of the selection there was."""

    REPLACE = "replace"
    ADD = "add"
    SUBTRACT = "subtract"


@dataclass(frozen=True, slots=True)
class Band:
    """A rubber band from where it began, in canvas px; ``before`` is the selection it began with."""

    start_x: float
    start_y: float
    before: tuple[str, ...]
    mode: BandMode

    def area(self, x: float, y: float) -> QRectF:
        return QRectF(QPointF(self.start_x, self.start_y), QPointF(x, y)).normalized()

    def selection_at(self, views: Sequence[View], x: float, y: float) -> tuple[str, ...]:
        """Give the selection with the band drawn to there."""
        area = self.area(x, y)
        touched = [
            view.region_id
            for view in views
            if area.left() < view.rect.right
            and view.rect.left < area.right()
            and area.top() < view.rect.bottom
            and view.rect.top < area.bottom()
        ]
        if self.mode is BandMode.REPLACE:
            return tuple(touched)
        if self.mode is BandMode.SUBTRACT:
            return tuple(one for one in self.before if one not in touched)
        return (*(one for one in self.before if one not in touched), *touched)
