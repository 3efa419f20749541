"""How loud everybody is, as a slim bar at the lower edge of each view; only the host sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QRegion

from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.ui.canvas.viewport import Viewport
from chalkreel.ui.kit.level_meter import FLOOR_DB, HOT_DB, meter_share
from chalkreel.ui.theme import SPACING, current_tokens

BAR_PX = 3
_SMALLEST_PX = 24
_HOT = 1.0 - HOT_DB / FLOOR_DB
_GROUND_OPACITY = 0.8


@dataclass(frozen=True, slots=True)
class _Bar:
    """Where one stream's bar is; ``seen`` is what no view above covers."""

    stream_id: str
    box: QRect
    seen: QRegion


class LevelBars:
    """Knows the bars of one arrangement and how far each is filled; owned by the canvas's surface."""

    def __init__(self) -> None:
        self._views: tuple[View, ...] = ()
        self._viewport = Viewport()
        self._known_bars: tuple[_Bar, ...] | None = ()
        self._levels: Mapping[str, float] = {}
        self._filled_px: dict[str, int] = {}

    def arrange(self, views: tuple[View, ...], viewport: Viewport) -> None:
        """Learn where everybody is now; what moved is painted again anyway."""
        self._views, self._viewport, self._known_bars = views, viewport, None

    @property
    def _bars(self) -> tuple[_Bar, ...]:
        # Worked out when somebody is heard, not with each event of a drag.
        if self._known_bars is None:
            self._known_bars = self._arranged()
            self._fill()
        return self._known_bars

    def _arranged(self) -> tuple[_Bar, ...]:
        bars: list[_Bar] = []
        covered = QRegion()
        for view in reversed(self._views):
            target = self._viewport.to_widget(view.rect)
            if view.content is ViewContent.STREAM and target.width() >= _SMALLEST_PX:
                box = _bar_in(target)
                seen = QRegion(box) - covered
                if not seen.isEmpty():
                    bars.append(_Bar(view.stream_id, box, seen))
            if view.content is not ViewContent.NOTHING:
                covered += target.toAlignedRect()
        return tuple(bars)

    def show(self, levels: Mapping[str, float]) -> QRegion:
        """Take what is heard; give what has to be painted again."""
        self._levels = levels
        return self._fill() if levels or self._filled_px else QRegion()

    def _fill(self) -> QRegion:
        changed = QRegion()
        for bar in self._bars:
            filled = round(meter_share(self._levels.get(bar.stream_id, 0.0)) * bar.box.width())
            if filled != self._filled_px.get(bar.stream_id, 0):
                self._filled_px[bar.stream_id] = filled
                changed += bar.seen
        return changed

    def paint(self, painter: QPainter, exposed: QRegion) -> None:
        """Paint the bars of those who are heard."""
        if not self._levels and not self._filled_px:
            return
        colors = current_tokens().colors
        ground, quiet, loud = QColor(colors.overlay), QColor(colors.safe), QColor(colors.problem)
        ground.setAlphaF(_GROUND_OPACITY)
        for bar in self._bars:
            filled = self._filled_px.get(bar.stream_id, 0)
            if not filled or not exposed.intersects(bar.seen):
                continue
            box, hot = bar.box, round(bar.box.width() * _HOT)
            painter.setClipRegion(bar.seen)
            painter.fillRect(box, ground)
            painter.fillRect(QRect(box.left(), box.top(), min(filled, hot), box.height()), quiet)
            if filled > hot:
                painter.fillRect(QRect(box.left() + hot, box.top(), filled - hot, box.height()), loud)
        painter.setClipping(False)


def _bar_in(target: QRectF) -> QRect:
    """Place the bar below the name, inside the view."""
    inner = target.adjusted(SPACING.tight, 0, -SPACING.tight, 0).toRect()
    return QRect(inner.left(), inner.bottom() + 1 - BAR_PX, inner.width(), BAR_PX)
