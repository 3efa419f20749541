"""The picture of the film, with the name of the present board in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.theme import RADII, SPACING, current_tokens

CAPTION_OPACITY = 0.8
SOUND_ICON_PX = 48


class VideoView(QWidget):
    """Paints the newest frame of its sink, whole and centred.

    The frames are painted here and not by a window of their own, so that words can lie over them and the widget looks
    the same with and without a graphics card.
    """

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.sink = QVideoSink(self)
        self._frame = QVideoFrame()
        self._image = QImage()
        self._caption = ""
        self._has_picture = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(240, 135))
        self.sink.videoFrameChanged.connect(self._on_sink_frame_changed)

    @property
    def caption(self) -> str:
        return self._caption

    @property
    def image(self) -> QImage:
        """The picture as it is shown now."""
        self._convert()
        return self._image

    def show_caption(self, words: str) -> None:
        if words != self._caption:
            self._caption = words
            self.setAccessibleDescription(words)
            self.update()

    def show_sound_only(self, is_sound: bool) -> None:
        """Show a sign where a file has no picture."""
        self._has_picture = not is_sound
        self.update()

    def show_still(self, image: QImage) -> None:
        """Show a picture until a frame comes."""
        self._frame, self._image = QVideoFrame(), image
        self.update()

    def clear(self) -> None:
        self.show_still(QImage())

    def _on_sink_frame_changed(self, frame: QVideoFrame) -> None:
        self._frame = frame
        self.update()  # several frames before the next painting are converted once

    def _convert(self) -> None:
        if self._frame.isValid():
            self._image = self._frame.toImage()
            self._frame = QVideoFrame()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._convert()
        colors = current_tokens().colors
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors.overlay))
        place = QRectF(self.rect())
        if not self._image.isNull():
            shown = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, shown.width(), shown.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        elif not self._has_picture:
            mark = QRectF(0, 0, SOUND_ICON_PX, SOUND_ICON_PX)
            mark.moveCenter(place.center())
            paint_icon(painter, mark, "sound", colors.on_overlay)
        if self._caption:
            self._paint_caption(painter, place)
        painter.end()

    def _paint_caption(self, painter: QPainter, place: QRectF) -> None:
        colors = current_tokens().colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        room_px = int(place.width() - 4 * SPACING.medium)
        words = metrics.elidedText(self._caption, Qt.TextElideMode.ElideRight, room_px)
        box = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * SPACING.small, metrics.height() + SPACING.small)
        box.moveCenter(place.center())
        box.moveBottom(place.bottom() - SPACING.medium)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(CAPTION_OPACITY)
        painter.setBrush(QColor(colors.overlay))
        painter.drawRoundedRect(box, RADII.small, RADII.small)
        painter.setOpacity(1.0)
        painter.setPen(QColor(colors.on_overlay))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
