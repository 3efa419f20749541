"""Paints the stage: the picture as it is recorded, and the names on it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.casting import Part
from chalkreel.domain.geometry import Rect, Size
from chalkreel.ui.canvas.content import Person, StageContent, view_key
from chalkreel.ui.canvas.lettering import LABEL_HEIGHT_PX, Lettering, LetterSizes
from chalkreel.ui.canvas.pictures import Pictures
from chalkreel.ui.canvas.recorded import RecordedPainter
from chalkreel.ui.canvas.scene import rects_of
from chalkreel.ui.canvas.viewport import Viewport
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING

_ON_AIR_FRAME_PX = 3
_CHIP_ICON_PX = 12
_SMALLEST_CHIP_PX = 32
_SMALLEST_WORDS_PX = 60
_EMPTY_ICON_PX = 28
_CONDITION_ICONS = {
    StreamCondition.WAITING: "waiting",
    StreamCondition.MUTED: "microphone-off",
    StreamCondition.CAMERA_OFF: "camera-off",
    StreamCondition.STALLED: "stalled",
    StreamCondition.FAILED: "warning",
    StreamCondition.ABSENT: "user",
}

_Placed = tuple[View, QRectF]
"""A view, and where it is on the widget."""


class StagePainter:
    """Paints one exposed part of the stage; made anew for each paint event."""

    def __init__(
        self,
        painter: QPainter,
        content: StageContent,
        pictures: Pictures,
        viewport: Viewport,
        sizes: LetterSizes,
        exposed: QRect,
    ) -> None:
        self._painter = painter
        self._content = content
        self._pictures = pictures
        self._viewport = viewport
        self._exposed = exposed
        self._recorded = RecordedPainter(painter, content, pictures, viewport, QRectF(exposed))
        self._sizes = sizes
        self._letters = Lettering(painter, sizes)
        self._tokens = self._letters.tokens

    def paint(self, views: tuple[View, ...], rough: Collection[str] = ()) -> None:
        """Paint what of the picture is exposed; ``rough`` are the keys of views whose sharpness can wait."""
        area = self._viewport.to_widget(_whole(self._content.canvas))
        seen = self._exposed_of(views)
        parts = {view_key(part.view): part for part in self._recorded.parts(tuple(view for view, _ in seen))}
        seen, ground = self._uncovered(seen, parts)
        if not ground.isEmpty():
            backdrop = QColor(self._tokens.colors.backdrop)
            for box in rects_of(ground):
                self._painter.fillRect(box, backdrop)
            self._recorded.paint_ground(ground)
        for view, target in seen:
            key = view_key(view)
            has_picture = key in parts and self._recorded.paint_part(parts[key], key in rough)
            self._paint_words(view, target, has_picture)
        self._recorded.paint_above()
        if not views:
            self._paint_hint(area, tr("Nobody is here yet. Whoever joins appears here."))
        if not area.adjusted(1, 1, -1, -1).contains(QRectF(self._exposed)):
            self._paint_border(area)

    def _exposed_of(self, views: tuple[View, ...]) -> list[_Placed]:
        """Give the views of which something is exposed; most are sorted out by whole canvas px, which costs little."""
        part, look = QRectF(self._exposed).adjusted(-1, -1, 1, 1), self._viewport
        (left, top), (right, bottom) = look.to_canvas(part.topLeft()), look.to_canvas(part.bottomRight())
        near = (
            view
            for view in views
            if (rect := view.rect).left < right and rect.top < bottom and rect.right > left and rect.bottom > top
        )
        placed = [(view, look.to_widget(view.rect)) for view in near if not view.rect.is_empty]
        return [(view, target) for view, target in placed if self._exposed.intersects(target.toAlignedRect())]

    def _uncovered(self, seen: list[_Placed], parts: Mapping[str, Part]) -> tuple[list[_Placed], QRegion]:
        """Leave out what is hidden below another's picture; tell where the ground is seen."""
        shown: list[_Placed] = []
        covers: list[QRect] = []
        for view, target in reversed(seen):
            box = target.toAlignedRect() & self._exposed
            if any(cover.contains(box) for cover in covers):
                continue
            shown.append((view, target))
            part = parts.get(view_key(view))
            if part is not None and self._recorded.is_opaque(part):
                covers.append(_whole_px(target if part.rect == view.rect else self._viewport.to_widget(part.rect)))
        ground = QRegion(self._exposed)
        for cover in covers:
            ground -= cover
        return shown[::-1], ground

    # -- words over it ----------------------------------------------------------------------------------------

    def _paint_words(self, view: View, target: QRectF, has_picture: bool) -> None:
        """Name what a view shows; how the person is doing is said beside it, whatever picture stands there."""
        title = self._title(view)
        if view.content is ViewContent.NOTHING:
            self._paint_empty(view, target, title, has_picture)
            return
        if view.content is ViewContent.WHITEBOARD:
            self._paint_chip(target, title, "board")
            return
        person = self._content.people.get(view.stream_id)
        condition = person.condition if person else StreamCondition.LIVE
        if person is not None and not has_picture:
            self._paint_dashes(target)
            self._paint_middle_icon(target, _icon_without_picture(person))
        self._paint_chip(target, title, _CONDITION_ICONS.get(condition, ""))

    def _title(self, view: View) -> str:
        person = self._content.people.get(view.stream_id) if view.content is ViewContent.STREAM else None
        if person is not None and person.condition is not StreamCondition.ABSENT:
            return person.name  # as the phrase would say it, without asking for its translation each time
        return tr_phrase(self._content.title(view))

    def _paint_chip(self, target: QRectF, title: str, icon_name: str, *, is_centred: bool = False) -> None:
        """Paint a name into the lower left corner, or the middle, of a view; too small a view gets none."""
        room = target.adjusted(SPACING.tight, SPACING.tight, -SPACING.tight, -SPACING.tight)
        if room.width() < _SMALLEST_CHIP_PX or room.height() < LABEL_HEIGHT_PX:
            return
        if room.width() < _SMALLEST_WORDS_PX:
            if not icon_name:
                return
            title = ""
        label = self._chip(title, icon_name, room.width())
        size = label.deviceIndependentSize()
        box = QRectF(room.left(), room.bottom() - size.height(), size.width(), size.height())
        if is_centred:
            box.moveCenter(room.center())
        self._painter.drawPixmap(box.topLeft(), label)

    def _chip(self, title: str, icon_name: str, room_px: float) -> QPixmap:
        """Give the label of a view; drawing one anew for each picture would cost more than the picture."""
        colors, ratio = self._tokens.colors, self._viewport.device_ratio
        key = (title, icon_name, room_px, ratio, colors.overlay, colors.on_overlay, self._tokens.sizes.caption)
        return self._pictures.label(key, lambda: self._drawn_chip(title, icon_name, room_px))

    def _drawn_chip(self, title: str, icon_name: str, room_px: float) -> QPixmap:
        metrics, ratio = self._letters.metrics, self._viewport.device_ratio
        icon_px = _CHIP_ICON_PX + (SPACING.tight if title else 0) if icon_name else 0
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room_px - icon_px - 2 * SPACING.small)
        box = QRectF(0, 0, metrics.horizontalAdvance(shown) + icon_px + 2 * SPACING.small, LABEL_HEIGHT_PX)
        label = QPixmap(QSize(math.ceil(box.width() * ratio), math.ceil(box.height() * ratio)))
        label.setDevicePixelRatio(ratio)
        label.fill(Qt.GlobalColor.transparent)
        painter = QPainter(label)
        letters = Lettering(painter, self._sizes)
        letters.ground(box)
        if icon_name:
            top = box.center().y() - _CHIP_ICON_PX / 2
            mark = QRectF(SPACING.small, top, _CHIP_ICON_PX, _CHIP_ICON_PX)
            paint_icon(painter, mark, icon_name, self._tokens.colors.on_overlay)
        letters.write(box.adjusted(SPACING.small + icon_px, 0, 0, 0), shown, self._tokens.colors.on_overlay)
        painter.end()
        return label

    def _paint_empty(self, view: View, target: QRectF, title: str, has_picture: bool) -> None:
        """Mark a place that nobody fills now, and say for whom it is."""
        if not has_picture:
            self._paint_dashes(target)
        region = self._content.layout.region(view.region_id)
        is_for_board = region.shows_whiteboard if region else view.is_large and not view.stream_id
        self._paint_chip(target, title, "board" if is_for_board else "user", is_centred=not has_picture)

    def _paint_dashes(self, target: QRectF) -> None:
        """Frame a place without a picture so that it is seen on dark and light."""
        colors = self._tokens.colors
        inner = target.adjusted(2.5, 2.5, -2.5, -2.5)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, style in ((colors.overlay, Qt.PenStyle.SolidLine), (colors.on_overlay_muted, Qt.PenStyle.DashLine)):
            self._painter.setPen(QPen(QColor(color), 1, style))
            self._painter.drawRect(inner)

    def _paint_middle_icon(self, target: QRectF, icon_name: str) -> None:
        if target.height() < _EMPTY_ICON_PX + 3 * LABEL_HEIGHT_PX or target.width() < 2 * _EMPTY_ICON_PX:
            return
        square = QRectF(0, 0, _EMPTY_ICON_PX, _EMPTY_ICON_PX)
        square.moveCenter(target.center())
        paint_icon(self._painter, square, icon_name, self._tokens.colors.on_overlay_muted)

    def _paint_hint(self, area: QRectF, words: str) -> None:
        self._letters.write(
            area.adjusted(16, 16, -16, -16), words, self._tokens.colors.on_overlay, Qt.AlignmentFlag.AlignHCenter
        )

    def _paint_border(self, area: QRectF) -> None:
        colors = self._tokens.colors
        width = _ON_AIR_FRAME_PX if self._content.is_on_air else 1
        pen = QPen(QColor(colors.record if self._content.is_on_air else colors.control_border), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        grow = width / 2
        self._painter.drawRect(area.adjusted(-grow, -grow, grow, grow))


def _icon_without_picture(person: Person) -> str:
    """Choose what stands for a picture that is not there: why it is missing, or that it is still to come."""
    if person.condition is StreamCondition.FAILED:
        return "warning"
    if not person.has_video or person.condition is StreamCondition.CAMERA_OFF:
        return "camera-off"
    return "starting" if person.is_seen_here else "user"


def _whole_px(target: QRectF) -> QRect:
    """Give the px that lie wholly inside; on some screens a region ends between two."""
    left, top = math.ceil(target.left()), math.ceil(target.top())
    return QRect(left, top, math.floor(target.right()) - left, math.floor(target.bottom()) - top)


def _whole(canvas: Size) -> Rect:
    return Rect(0, 0, canvas.width, canvas.height)
