"""Paints the picture as it will be recorded, and the names on it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.backgrounds import BARS_RGB, BOARD_RGB, CANVAS_RGB
from chalkreel.domain.fitting import bars, fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.ui.canvas.content import Person, StageContent, view_key
from chalkreel.ui.canvas.lettering import LABEL_HEIGHT_PX, Lettering
from chalkreel.ui.canvas.pictures import Picture, Pictures, board_key, stream_key
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


class StagePainter:
    """Paints one exposed part of the stage; made anew for each paint event."""

    def __init__(self, painter: QPainter, content: StageContent, pictures: Pictures, viewport: Viewport) -> None:
        self._painter = painter
        self._content = content
        self._pictures = pictures
        self._viewport = viewport
        self._letters = Lettering(painter)
        self._tokens = self._letters.tokens

    def paint(self, views: tuple[View, ...], exposed: QRect, rough: Collection[str] = ()) -> None:
        """Paint what of the picture is exposed; ``rough`` are the keys of views whose sharpness can wait."""
        colors = self._tokens.colors
        self._painter.fillRect(exposed, QColor(colors.backdrop))
        area = self._viewport.to_widget(_whole(self._content.canvas))
        self._painter.fillRect(area, QColor(*CANVAS_RGB))
        for view, target in self._placed(views):
            if target.intersects(QRectF(exposed)):
                self._paint_picture(view, view_key(view) in rough)
                self._paint_words(view, target)
        if not views:
            self._paint_hint(area, tr("Nobody is here yet. Whoever joins appears here."))
        self._paint_border(area)

    def _placed(self, views: tuple[View, ...]) -> list[tuple[View, QRectF]]:
        return [(view, self._viewport.to_widget(view.rect)) for view in views if not view.rect.is_empty]

    # -- the picture ------------------------------------------------------------------------------------------

    def _paint_picture(self, view: View, is_rough: bool) -> None:
        """Paint what is recorded; a view without a picture leaves what lies below it as it is."""
        if view.content is ViewContent.NOTHING:
            return
        is_board = view.content is ViewContent.WHITEBOARD
        picture, size = self._picture_of(view)
        if picture is None:
            if is_board:
                self._painter.fillRect(self._viewport.to_widget(view.rect), QColor(*BOARD_RGB))
            return
        fitting = fit(size, view.rect, view.fill_mode)
        for bar in bars(view.rect, fitting.target):
            self._painter.fillRect(self._viewport.to_widget(bar), QColor(*(BOARD_RGB if is_board else BARS_RGB)))
        self._paint_part(view, picture, _in_px_of(picture, size, fitting.source), fitting.target, is_rough)

    def _picture_of(self, view: View) -> tuple[Picture | None, Size]:
        """Give the newest picture of a view and the true size of what it shows."""
        if view.content is ViewContent.WHITEBOARD:
            board = self._content.board
            picture = self._pictures.newest(board_key(board.board_id)) if board else None
            size = board.size if board else None
        else:
            person = self._content.people.get(view.stream_id)
            # With the camera off, the recorder goes on with the last picture.
            has_video = person is not None and person.has_video
            picture = self._pictures.newest(stream_key(view.stream_id)) if has_video else None
            size = person.picture_size if person else None
        if picture is None:
            return None, Size(0, 0)
        return picture, size or Size(picture.image.width(), picture.image.height())

    def _paint_part(self, view: View, picture: Picture, source: QRectF, place: Rect, is_rough: bool) -> None:
        target = self._viewport.to_widget(place)
        if is_rough:  # while a drag changes the size with each event, sharpness can wait
            self._painter.drawImage(target, picture.image, source)
            return
        ratio = self._viewport.device_ratio
        wanted = QSize(max(round(target.width() * ratio), 1), max(round(target.height() * ratio), 1))
        pixmap = self._pictures.scaled(view_key(view), picture, source, wanted)
        self._painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    # -- words over it ----------------------------------------------------------------------------------------

    def _paint_words(self, view: View, target: QRectF) -> None:
        title = tr_phrase(self._content.title(view))
        if view.content is ViewContent.NOTHING:
            self._paint_empty(view, target, title)
            return
        if view.content is ViewContent.WHITEBOARD:
            self._paint_chip(target, title, "board")
            return
        person = self._content.people.get(view.stream_id)
        condition = person.condition if person else StreamCondition.LIVE
        if person is not None and self._picture_of(view)[0] is None:
            self._paint_dashes(target)
            self._paint_middle_icon(target, _icon_without_picture(person))
        self._paint_chip(target, title, _CONDITION_ICONS.get(condition, ""))

    def _paint_chip(self, target: QRectF, title: str, icon_name: str, *, is_centred: bool = False) -> None:
        """Paint a name into the lower left corner, or the middle, of a view; too small a view gets none."""
        room = target.adjusted(SPACING.tight, SPACING.tight, -SPACING.tight, -SPACING.tight)
        if room.width() < _SMALLEST_CHIP_PX or room.height() < LABEL_HEIGHT_PX:
            return
        if room.width() < _SMALLEST_WORDS_PX:
            if not icon_name:
                return
            title = ""
        metrics = self._letters.metrics
        icon_px = _CHIP_ICON_PX + (SPACING.tight if title else 0) if icon_name else 0
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width() - icon_px - 2 * SPACING.small)
        width = metrics.horizontalAdvance(shown) + icon_px + 2 * SPACING.small
        box = QRectF(room.left(), room.bottom() - LABEL_HEIGHT_PX, width, LABEL_HEIGHT_PX)
        if is_centred:
            box.moveCenter(room.center())
        self._letters.ground(box)
        if icon_name:
            top = box.center().y() - _CHIP_ICON_PX / 2
            mark = QRectF(box.left() + SPACING.small, top, _CHIP_ICON_PX, _CHIP_ICON_PX)
            paint_icon(self._painter, mark, icon_name, self._tokens.colors.on_overlay)
        self._letters.write(box.adjusted(SPACING.small + icon_px, 0, 0, 0), shown, self._tokens.colors.on_overlay)

    def _paint_empty(self, view: View, target: QRectF, title: str) -> None:
        """Mark a place that nobody fills now, and say for whom it is."""
        self._paint_dashes(target)
        region = self._content.layout.region(view.region_id)
        is_for_board = region.shows_whiteboard if region else view.is_large and not view.stream_id
        self._paint_chip(target, title, "board" if is_for_board else "user", is_centred=True)

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


def _whole(canvas: Size) -> Rect:
    return Rect(0, 0, canvas.width, canvas.height)


def _in_px_of(picture: Picture, size: Size, source: Rect) -> QRectF:
    """Translate a part of the true picture into px of the (smaller) one at hand."""
    across, down = picture.image.width() / size.width, picture.image.height() / size.height
    return QRectF(source.left * across, source.top * down, source.width * across, source.height * down)
