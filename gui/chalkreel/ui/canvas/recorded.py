"""Paints what is recorded, and nothing else: the same parts as the mixer, from the same rules."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QRegion, QTransform

from chalkreel.controllers.picture_view import background_key, watermark_key
from chalkreel.domain.arrangement import View
from chalkreel.domain.backgrounds import BARS_RGB, Rgb
from chalkreel.domain.casting import AtHand, Part, Role, cast
from chalkreel.domain.clock_face import DIGITS_RGB, RIM_ALPHA, RIM_RGB, ClockFace
from chalkreel.domain.enums import FillMode
from chalkreel.domain.filling import Filling
from chalkreel.domain.fitting import bars, fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.ui.canvas.content import StageContent, view_key
from chalkreel.ui.canvas.pictures import (
    GROUND,
    STRONG_REDUCTION_OF_MOVING,
    WATERMARK,
    Picture,
    Pictures,
    board_key,
    stream_key,
)
from chalkreel.ui.canvas.scene import rects_of
from chalkreel.ui.canvas.viewport import Viewport


class RecordedPainter:
    """Paints one arrangement, or the part that is exposed; made anew for each paint event."""

    def __init__(
        self,
        painter: QPainter,
        content: StageContent,
        pictures: Pictures,
        viewport: Viewport,
        exposed: QRectF | None = None,
    ) -> None:
        self._painter = painter
        self._content = content
        self._options = content.picture.options
        self._pictures = pictures
        self._viewport = viewport
        self._exposed = exposed
        size = content.canvas.even()
        self._whole = Rect(0, 0, size.width, size.height)

    def parts(self, views: tuple[View, ...]) -> tuple[Part, ...]:
        """Cast the views as the recorder does, with the pictures that are here."""
        return cast(self._content.layout, self._content.canvas, views, self._at_hand())

    def paint_ground(self, seen: QRegion | None = None) -> None:
        """Paint what lies below everything, the canvas's colour and its picture; the colour only where it is seen."""
        if seen is None:
            self._fill(self._whole, self._options.background_rgb)
        else:
            whole, color = self._viewport.to_widget(self._whole), QColor(*self._options.background_rgb)
            for box in rects_of(seen):
                self._painter.fillRect(whole & QRectF(box), color)
        picture = self._background(self._options.background_image)
        if picture is not None:
            self._paint_stretched(GROUND, picture, self._whole)

    def paint_part(self, part: Part, is_rough: bool = False) -> bool:
        """Paint one view; tell whether it has anything of its own to show."""
        if part.role is Role.BOARD:
            self._paint_board(part, is_rough)
            return True
        if part.role is Role.STAND_IN:
            return self._paint_filling(part, part.when_blank, is_rough)
        person = self._content.people[part.view.stream_id]
        if person.is_camera_off and part.when_off is not Filling.LAST_FRAME:
            return self._paint_filling(part, part.when_off, is_rough)
        if person.has_video and self._paint_stream(part, is_rough):
            return True
        return self._paint_filling(part, part.when_blank, is_rough)

    def is_opaque(self, part: Part) -> bool:
        """Whether a view is sure to hide all that is below it: it has a picture that nothing is seen through."""
        if part.role is Role.BOARD:
            board = self._content.board
            picture = self._pictures.newest(board_key(board.board_id)) if board else None
        elif part.role is Role.STREAM:
            person = self._content.people[part.view.stream_id]
            is_shown = person.has_video and not person.is_camera_off
            picture = self._pictures.newest(stream_key(part.view.stream_id)) if is_shown else None
        else:
            return False
        return picture is not None and not picture.image.hasAlphaChannel()

    def paint_above(self) -> None:
        """Paint what lies above everything: the watermark and the clock."""
        options, place = self._options, self._options.watermark_place
        picture = self._pictures.newest(watermark_key(options.watermark_image)) if options.shown_watermark else None
        has_clock = options.clock_font_px > 0 and bool(self._content.clock_text)
        if picture is None and not has_clock:
            return
        self._painter.save()
        self._painter.setClipRect(self._viewport.to_widget(self._whole), Qt.ClipOperation.IntersectClip)
        if picture is not None and place is not None and not place.is_empty:
            self._paint_stretched(WATERMARK, picture, place)
        if has_clock:
            self._paint_clock(self._content.clock_text)
        self._painter.restore()

    def _at_hand(self) -> AtHand:
        content, options = self._content, self._options
        departed = {stream.stream_id for stream in content.picture.departed}
        here = self._background(options.shown_default_image)
        images = {region.background_image for region in content.layout.regions if region.background_image}
        return AtHand(
            sending=content.people.keys() - departed,
            held={stream_id for stream_id in departed if self._pictures.newest(stream_key(stream_id)) is not None},
            images={image for image in images - content.picture.missing_images if self._background(image) is not None},
            rules=options.rules(has_default_image=here is not None),
            hides_picture_of=options.hides_picture_of,
        )

    def _background(self, address: str) -> Picture | None:
        return self._pictures.newest(background_key(address)) if address else None

    def _paint_board(self, part: Part, is_rough: bool) -> None:
        board = self._content.board
        picture = self._pictures.newest(board_key(board.board_id)) if board else None
        if board is None or picture is None:
            self._fill(part.rect, self._options.board_rgb)
        else:
            self._paint_fitted(part, picture, board.size, self._options.board_rgb, is_rough)

    def _paint_stream(self, part: Part, is_rough: bool) -> bool:
        """Paint the newest picture of a stream, which with the camera off, or gone, is its last."""
        picture = self._pictures.newest(stream_key(part.view.stream_id))
        if picture is None:
            return False
        person = self._content.people.get(part.view.stream_id)
        self._paint_fitted(part, picture, person.picture_size if person else None, BARS_RGB, is_rough)
        return True

    def _paint_filling(self, part: Part, filling: Filling, is_rough: bool) -> bool:
        match filling:
            case Filling.REGION_IMAGE:
                return self._paint_still(part, part.image)
            case Filling.DEFAULT_IMAGE:
                return self._paint_still(part, self._options.default_image)
            case Filling.LAST_FRAME:
                return self._paint_stream(part, is_rough)
            case Filling.COLOR:
                self._fill(part.rect, self._options.frame_fill_rgb)
                return True
            case Filling.NOTHING:
                return False

    def _paint_still(self, part: Part, address: str) -> bool:
        picture = self._background(address)
        if picture is None:
            return False
        self._fill(part.rect, self._options.background_rgb)  # seen through transparent places
        self._paint_stretched(view_key(part.view), picture, part.rect)
        return True

    def _paint_fitted(self, part: Part, picture: Picture, size: Size | None, ground: Rgb, is_rough: bool) -> None:
        image, sent, place = picture.image, picture.size, view_key(part.view)
        cut, target, free = _cut(sent, size or sent, part.rect, part.view.fill_mode)
        for bar in free:
            self._fill(bar, ground)
        box = self._viewport.to_widget(target)
        if is_rough:  # while a drag changes the size with each event, sharpness can wait
            self._painter.drawImage(box, image, cut)
        elif self._is_passing(place, picture, cut, box):
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
            self._painter.drawImage(box, image, cut)
        else:
            self._paint_scaled(place, picture, cut, box)

    def _is_passing(self, place: str, picture: Picture, cut: QRectF, box: QRectF) -> bool:
        """Whether a picture is likely to be followed by another before a scaled form of its own was worth making."""
        if self._pictures.keeps_all_scaled or not picture.is_moving:
            return False
        if cut.width() > box.width() * self._viewport.device_ratio * STRONG_REDUCTION_OF_MOVING:
            return False
        shown = box.intersected(self._exposed) if self._exposed is not None else box
        share = shown.width() * shown.height() / max(box.width() * box.height(), 1.0)
        return not self._pictures.is_worth_scaling(place, picture, share)

    def _paint_stretched(self, place: str, picture: Picture, rect: Rect) -> None:
        self._paint_scaled(place, picture, QRectF(picture.image.rect()), self._viewport.to_widget(rect))

    def _paint_scaled(self, place: str, picture: Picture, source: QRectF, target: QRectF) -> None:
        ratio = self._viewport.device_ratio
        wanted = QSize(max(round(target.width() * ratio), 1), max(round(target.height() * ratio), 1))
        pixmap = self._pictures.scaled(place, picture, source, wanted)
        if ratio == 1.0 and pixmap.size() == wanted:
            self._painter.drawPixmap(target.topLeft(), pixmap)
        else:
            self._painter.drawPixmap(target, pixmap, QRectF(0, 0, wanted.width(), wanted.height()))

    def _paint_clock(self, text: str) -> None:
        rim, digits = _clock_shapes(ClockFace.fitted(self._whole.size, self._options.clock_font_px), text)
        # The canvas as it lies on the screen, without the rounding of edges.
        origin = self._viewport.to_widget(Rect(0, 0, 0, 0)).topLeft()
        self._painter.setTransform(
            QTransform.fromTranslate(origin.x(), origin.y()).scale(self._viewport.scale, self._viewport.scale), True
        )
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._painter.setPen(Qt.PenStyle.NoPen)
        dark = QColor(*RIM_RGB)
        dark.setAlphaF(RIM_ALPHA)
        self._painter.fillPath(rim, dark)
        self._painter.fillPath(digits, QColor(*DIGITS_RGB))

    def _fill(self, rect: Rect, rgb: Rgb) -> None:
        self._painter.fillRect(self._viewport.to_widget(rect), QColor(*rgb))


def recorded_image(content: StageContent, pictures: Pictures) -> QImage:
    """Draw the picture px for px as it is recorded, without anything that only the host sees."""
    size = content.canvas.even()
    image = QImage(size.width, size.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    recorded = RecordedPainter(painter, content, pictures, Viewport())
    recorded.paint_ground()
    for part in recorded.parts(content.views(content.layout)):
        recorded.paint_part(part)
    recorded.paint_above()
    painter.end()
    return image


@lru_cache(maxsize=256)
def _cut(sent: Size, size: Size, rect: Rect, fill_mode: FillMode) -> tuple[QRectF, Rect, tuple[Rect, ...]]:
    """Tell which part of a picture as it was sent goes where, and what it leaves free; ``size`` is what it stands for.

    Kept, because each event of a zoom or a pan asks for most regions again, and they are where they were.
    """
    fitting = fit(size, rect, fill_mode)
    across, down, source = sent.width / size.width, sent.height / size.height, fitting.source
    cut = QRectF(source.left * across, source.top * down, source.width * across, source.height * down)
    return cut, fitting.target, bars(rect, fitting.target)


@lru_cache(maxsize=2)
def _clock_shapes(face: ClockFace, text: str) -> tuple[QPainterPath, QPainterPath]:
    """Give the outlines of the dark rim and of the digits, in canvas px."""
    lines = QPainterPath()
    for first, *others in face.strokes(text):
        lines.moveTo(QPointF(*first))
        for point in others:
            # A dot is a line too short to be seen; without any length it would have no outline.
            lines.lineTo(QPointF(point[0] + (_DOT_PX if point == first else 0.0), point[1]))
    return _outline(lines, face.stroke_px + 2 * face.rim_px), _outline(lines, face.stroke_px)


_DOT_PX = 0.01


def _outline(lines: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    outline = stroker.createStroke(lines)
    outline.setFillRule(Qt.FillRule.WindingFill)
    return outline
