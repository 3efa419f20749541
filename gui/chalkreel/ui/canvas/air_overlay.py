"""What the host sees above the stage: where things are on air now, that edits are live, that this is a rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.domain.arrangement import View
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.view_difference import ChangedView, ViewChange, changed_views
from chalkreel.ui.canvas.stage import Stage
from chalkreel.ui.kit.badge import BadgeKind, badge_size, paint_badge
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING, Colors, current_tokens
from chalkreel.ui.theme.tokens import contrast

_LABEL_PX = 18
_SMALLEST_LABEL_PX = 44
_FRAME_PX = 4
_LEAST_CONTRAST = 3.0
_OPACITY = 0.85


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is to be seen above the picture. ``on_air`` are the views to compare with, ``None`` for no comparison.

    ``rehearsed`` says what is being tried; ``offered`` is a view that a click would make the large one.
    """

    canvas: Size
    on_air: tuple[View, ...] | None = None
    is_live: bool = False
    rehearsed: Phrase | None = None
    offered: Rect | None = None

    @property
    def is_empty(self) -> bool:
        return self.on_air is None and not self.is_live and self.rehearsed is None and self.offered is None


class AirOverlay(QWidget):
    """Lies over the stage without taking part in anything; where nothing is to be marked it is not there at all."""

    def __init__(self, stage: Stage, title: Callable[[View], Phrase]) -> None:
        super().__init__(stage)
        self._stage = stage
        self._title = title
        self._shown = Overlay(Size(0, 0))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stage.installEventFilter(self)
        self.hide()

    @property
    def shown(self) -> Overlay:
        return self._shown

    @property
    def changes(self) -> tuple[ChangedView, ...]:
        """What is marked now, an unfinished drag included."""
        on_air = self._shown.on_air
        return () if on_air is None else changed_views(on_air, self._stage.views)

    def show_overlay(self, overlay: Overlay) -> None:
        if overlay != self._shown:
            self._shown = overlay
            self.setVisible(not overlay.is_empty)
            self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._stage.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = current_tokens().colors
        font = QFont(painter.font())
        font.setPixelSize(current_tokens().sizes.caption)
        painter.setFont(font)
        for changed in self.changes:
            self._paint_change(painter, changed, colors)
        if self._shown.offered is not None:
            self._paint_offer(painter, self._stage.to_screen(self._shown.offered), colors)
        self._paint_state(painter, colors)
        painter.end()

    def _paint_change(self, painter: QPainter, changed: ChangedView, colors: Colors) -> None:
        """Mark where a view is on air now, dashed and in red; what comes is framed closed in the accent."""
        if changed.old is not None:
            place = self._stage.to_screen(changed.old.rect).adjusted(1.5, 1.5, -1.5, -1.5)
            _frame(painter, place, colors.record, colors, Qt.PenStyle.DashLine)
            name = tr_phrase(self._title(changed.old))
            words = (
                tr("{name} goes", name=name) if changed.change is ViewChange.REMOVED else tr("{name} on air", name=name)
            )
            _label(painter, place, words, colors.record, colors.on_record)
        if changed.change is ViewChange.ADDED and changed.new is not None:
            place = self._stage.to_screen(changed.new.rect).adjusted(1.5, 1.5, -1.5, -1.5)
            _frame(painter, place, colors.accent, colors, Qt.PenStyle.SolidLine)
            _label(painter, place, tr("new"), colors.accent, colors.on_accent)

    def _paint_offer(self, painter: QPainter, place: QRectF, colors: Colors) -> None:
        inner = place.adjusted(1.5, 1.5, -1.5, -1.5)
        _frame(painter, inner, colors.accent, colors, Qt.PenStyle.SolidLine)
        _label(painter, inner, tr("Make large"), colors.accent, colors.on_accent)

    def _paint_state(self, painter: QPainter, colors: Colors) -> None:
        canvas = self._shown.canvas
        area = self._stage.to_screen(Rect(0, 0, canvas.width, canvas.height))
        if self._shown.is_live:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.record), _FRAME_PX, j=Qt.PenJoinStyle.MiterJoin))
            grow = _FRAME_PX / 2
            painter.drawRect(area.adjusted(-grow, -grow, grow, grow))
            self._paint_sign(painter, area, tr("LIVE: every change goes on air at once"), "on-air", "on-air")
        elif self._shown.rehearsed is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2, Qt.PenStyle.DashLine))
            painter.drawRect(area.adjusted(-1, -1, 1, 1))
            self._paint_sign(painter, area, tr_phrase(self._shown.rehearsed), "people", "accent")

    def _paint_sign(self, painter: QPainter, area: QRectF, words: str, icon_name: str, kind: BadgeKind) -> None:
        area = area.intersected(QRectF(self.rect()))
        extent = badge_size(words, painter.font())
        box = QRectF(0, 0, min(extent.width(), area.width()), extent.height())
        box.moveCenter(area.center())
        box.moveTop(area.top() + SPACING.small)
        paint_badge(painter, box, words, icon_name, kind)


def _frame(painter: QPainter, place: QRectF, color: str, colors: Colors, style: Qt.PenStyle) -> None:
    """Frame a place so that it is seen on any picture: on a dark line of its own, or a light one under dark colours."""
    is_dark = contrast(color, colors.overlay) < _LEAST_CONTRAST
    ground = colors.on_overlay if is_dark else colors.overlay
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width, line in ((ground, 4, Qt.PenStyle.SolidLine), (color, 2, style)):
        shade = QColor(tone)
        shade.setAlphaF(_OPACITY)
        painter.setPen(QPen(shade, width, line, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(place)


def _label(painter: QPainter, place: QRectF, words: str, ground: str, ink: str) -> None:
    """Write what a frame means into its upper right corner, where no name stands; too small a place gets none."""
    if place.width() < _SMALLEST_LABEL_PX or place.height() < _LABEL_PX + 2:
        return
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width() - 2 * SPACING.small)
    width = metrics.horizontalAdvance(shown) + 2 * SPACING.tight + 2
    box = QRectF(place.right() - width, place.top(), width, _LABEL_PX)
    painter.fillRect(box, QColor(ground))
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
