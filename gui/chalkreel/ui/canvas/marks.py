"""What only the host sees above the picture: frames, handles and measures, the same size at any zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chalkreel.domain.arrangement import View
from chalkreel.domain.geometry import Rect
from chalkreel.domain.handles import Handle, handle_point
from chalkreel.domain.snapping import Guide
from chalkreel.ui.canvas.content import view_key
from chalkreel.ui.canvas.guides import PlacedGuides
from chalkreel.ui.canvas.lettering import Lettering, LetterSizes
from chalkreel.ui.canvas.viewport import Viewport
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING

HANDLE_PX = 9
_GRIP_PX = HANDLE_PX + 1
FRAME_PX = 2
MARKS_REACH_PX = HANDLE_PX
"""How far the marks of a region stick out of it."""
_LOCK_PX = 14
_INSIDE_PX = _LOCK_PX + SPACING.small + SPACING.tight + 1
_BAND_OPACITY = 0.15
_DROP_OPACITY = 0.3
_DROP_FRAME_PX = 3


_UNIT = Rect(0, 0, 2, 2)
_GRIPS = tuple((across / 2, down / 2) for across, down in (handle_point(_UNIT, handle) for handle in Handle))
"""Where the handles stand, in widths and heights of what they stand around."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on the stage; views are named by their keys."""

    selection: tuple[str, ...] = ()
    """The last one is the primary."""
    locked: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    """Those for which the recorder would refuse the layout."""
    doubtful: frozenset[str] = frozenset()
    """Those there is something to mind about."""
    hovered: str = ""
    grips: Rect | None = None
    """What the handles stand around, in canvas px."""
    measured: Rect | None = None
    """Whose place and size are said, while they change."""
    guides: tuple[Guide, ...] = ()
    band: QRectF | None = None
    """The rubber band, in canvas px."""
    drop: Rect | None = None
    """Where something that is dragged here would go, and what would become of it."""
    drop_words: str = ""
    has_focus: bool = False
    has_ring: bool = False
    """The keyboard is on the stage as a whole, not on a region of it."""

    @property
    def marked(self) -> set[str]:
        """The keys of the views that look different for it."""
        return {*self.selection, self.hovered, *self.refused, *self.doubtful} - {""}


class MarksPainter:
    """Paints the marks over a painted stage; made anew for each paint event."""

    def __init__(self, painter: QPainter, viewport: Viewport, sizes: LetterSizes) -> None:
        self._painter = painter
        self._viewport = viewport
        self._sizes = sizes
        self._letters = Lettering(painter, sizes)
        self._colors = self._letters.tokens.colors

    def paint(
        self,
        views: tuple[View, ...],
        marks: Marks,
        guides: PlacedGuides,
        measures: PlacedMeasures | None,
        area: QRectF,
    ) -> None:
        """Paint over the canvas, which is at ``area``; ``views`` are those that are marked, ``views_marked``."""
        if marks.has_ring:
            self._paint_ring(area)
        for view in views:
            self._paint_finding(view, marks)
            self._paint_view(view, marks)
        if marks.grips is not None:
            self._paint_grips(marks)
        if marks.band is not None:
            self._paint_band(self._viewport.area_to_widget(marks.band))
        if marks.drop is not None:
            self._paint_drop(self._viewport.to_widget(marks.drop))
        if guides.lines:
            guides.paint(self._painter, self._letters)
        if marks.drop is not None and marks.drop_words:
            box = drop_box(self._viewport, marks.drop, self._sizes.label_box(marks.drop_words))
            self._letters.label(box, marks.drop_words)
        if measures is not None:
            self._letters.label(measures.box, measures.words)

    def _paint_view(self, view: View, marks: Marks) -> None:
        key = view_key(view)
        if key in marks.selection:
            target = self._viewport.to_widget(view.rect)
            is_primary = key == marks.selection[-1]
            self._paint_frame(target, FRAME_PX if is_primary else 1)
            if key in marks.locked:
                self._paint_lock(target)
        elif key == marks.hovered:
            self._paint_frame(self._viewport.to_widget(view.rect), 1)

    def _paint_finding(self, view: View, marks: Marks) -> None:
        """Mark what is wrong by a sign and a broken frame, what is doubtful by a sign alone."""
        key = view_key(view)
        is_refused = key in marks.refused
        if not is_refused and key not in marks.doubtful:
            return
        target = self._viewport.to_widget(view.rect)
        if is_refused:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, style in (
                (self._letters.against(self._colors.problem), Qt.PenStyle.SolidLine),
                (self._colors.problem, Qt.PenStyle.DashLine),
            ):
                self._painter.setPen(QPen(QColor(color), FRAME_PX, style))
                self._painter.drawRect(target)
        box = QRectF(0, 0, _LOCK_PX + SPACING.small, _LOCK_PX + SPACING.small)
        box.moveTopLeft(target.topLeft() + QPointF(SPACING.tight, SPACING.tight))
        self._letters.ground(box)
        inner = QRectF(0, 0, _LOCK_PX, _LOCK_PX)
        inner.moveCenter(box.center())
        paint_icon(self._painter, inner, "refused" if is_refused else "warning", self._colors.on_overlay)

    def _paint_ring(self, area: QRectF) -> None:
        self._painter.setPen(QPen(QColor(self._colors.accent), FRAME_PX))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(area.adjusted(-4, -4, 4, 4))

    def _paint_frame(self, target: QRectF, width: int) -> None:
        """Paint a frame that is seen on any picture: the accent between two lines unlike it."""
        accent = self._colors.accent
        for color, px in ((self._letters.against(accent), width + 2), (accent, width)):
            filling, reach = QColor(color), px // 2
            for side in _sides(target.adjusted(-reach, -reach, px - reach, px - reach), px):
                self._painter.fillRect(side, filling)

    def _paint_lock(self, target: QRectF) -> None:
        box = QRectF(0, 0, _LOCK_PX + SPACING.small, _LOCK_PX + SPACING.small)
        box.moveTopRight(target.topRight() + QPointF(-SPACING.tight, SPACING.tight))
        self._letters.ground(box)
        inner = QRectF(0, 0, _LOCK_PX, _LOCK_PX)
        inner.moveCenter(box.center())
        paint_icon(self._painter, inner, "lock", self._colors.on_overlay)

    def _paint_grips(self, marks: Marks) -> None:
        """Paint the eight handles, filled with the accent while the keyboard moves what they stand around."""
        assert marks.grips is not None
        target = self._viewport.to_widget(marks.grips)
        if len(marks.selection) > 1:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(QColor(self._colors.accent), 1, Qt.PenStyle.DashLine))
            self._painter.drawRect(target)
        outline, filling = self._colors.accent, self._letters.against(self._colors.accent)
        if marks.has_focus:
            outline, filling = filling, outline
        grip = self._sizes.stamp(_GRIP_PX, outline, filling, self._viewport.device_ratio)
        half = _GRIP_PX / 2
        left, top, width, height = target.left() - half, target.top() - half, target.width(), target.height()
        for across, down in _GRIPS:
            self._painter.drawPixmap(QPointF(left + width * across, top + height * down), grip)

    def _paint_band(self, band: QRectF) -> None:
        filling = QColor(self._colors.accent)
        filling.setAlphaF(_BAND_OPACITY)
        self._painter.fillRect(band, filling)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._colors.accent), 1))
        self._painter.drawRect(band)

    def _paint_drop(self, target: QRectF) -> None:
        filling = QColor(self._colors.accent)
        filling.setAlphaF(_DROP_OPACITY)
        self._painter.fillRect(target, filling)
        self._paint_frame(target, _DROP_FRAME_PX)


@dataclass(frozen=True, slots=True)
class PlacedMeasures:
    """Place and size of what is dragged, in words, and where they stand on the widget."""

    words: str
    box: QRectF

    @classmethod
    def of(cls, rect: Rect, viewport: Viewport, sizes: LetterSizes) -> PlacedMeasures:
        """Place them in the middle of the upper edge, inside."""
        words = tr("{width} × {height} at {x}, {y}", width=rect.width, height=rect.height, x=rect.left, y=rect.top)
        target, box = viewport.to_widget(rect), sizes.label_box(words)
        box.moveTo(target.center().x() - box.width() / 2, target.top() + SPACING.small)
        return cls(words, box)


def drop_box(viewport: Viewport, drop: Rect, label: QRectF) -> QRectF:
    label.moveCenter(viewport.to_widget(drop).center())
    return label


def views_marked(views: Sequence[View], marks: Marks) -> tuple[View, ...]:
    """Give the views that look different for the marks."""
    marked = marks.marked
    return tuple([view for view in views if view_key(view) in marked]) if marked else ()


def marks_cover(viewport: Viewport, views: Sequence[View], marks: Marks, sizes: LetterSizes) -> list[QRect]:
    """Tell what of the widget the marks of the ``views_marked`` cover, but for guides and measures.

    The rectangles may lie over each other.
    """
    framed = [view.rect for view in views]
    framed += [rect for rect in (marks.grips, marks.drop) if rect is not None and rect not in framed]
    # What is dragged is painted whole anyway, and in one piece at less cost.
    cover_of = _frame_cover if marks.measured is None else _whole_cover
    cover = [part for rect in framed for part in cover_of(viewport.to_widget(rect))]
    if marks.drop is not None:
        cover.append(viewport.to_widget(marks.drop).toAlignedRect())
        label = drop_box(viewport, marks.drop, sizes.label_box(marks.drop_words))
        cover.append(label.toAlignedRect().adjusted(-1, -1, 1, 1))
    if marks.band is not None:
        cover.append(viewport.area_to_widget(marks.band).toAlignedRect().adjusted(-2, -2, 2, 2))
    return cover


def _whole_cover(target: QRectF) -> list[QRect]:
    return [marked_area(target)]


def _frame_cover(target: QRectF) -> list[QRect]:
    """Take in a frame with what sticks out of it and a lock inside, but not the picture in its middle."""
    outer = marked_area(target)
    thick = MARKS_REACH_PX + _INSIDE_PX
    left, top, width, height = outer.left(), outer.top(), outer.width(), outer.height()
    if width <= 2 * thick or height <= 2 * thick:
        return [outer]
    between = height - 2 * thick
    return [
        QRect(left, top, width, thick),
        QRect(left, top + height - thick, width, thick),
        QRect(left, top + thick, thick, between),
        QRect(left + width - thick, top + thick, thick, between),
    ]


def _sides(outer: QRectF, px: float) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Give the four sides, so many px thick, of a frame whose outer edge is told."""
    left, top, width, height = outer.left(), outer.top(), outer.width(), outer.height()
    return (
        QRectF(left, top, width, px),
        QRectF(left, top + height - px, width, px),
        QRectF(left, top + px, px, height - 2 * px),
        QRectF(left + width - px, top + px, px, height - 2 * px),
    )


def marked_area(target: QRectF) -> QRect:
    """Take in what sticks out of a region that is marked."""
    return target.toAlignedRect().adjusted(-MARKS_REACH_PX, -MARKS_REACH_PX, MARKS_REACH_PX, MARKS_REACH_PX)
