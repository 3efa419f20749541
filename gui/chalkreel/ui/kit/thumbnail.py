"""A small picture with round corners that keeps its shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.theme import RADII, current_tokens


class Thumbnail(QWidget):
    """Shows the newest image of a stream, or an icon while there is none."""

    def __init__(self, extent: QSize, icon_name: str, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._image = QImage()
        self._icon_name = icon_name
        self._is_dimmed = False
        self.setFixedSize(extent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    def show_picture(self, image: QImage) -> None:
        self._image = image
        self.update()

    def show_sign(self, icon_name: str, is_dimmed: bool) -> None:
        """Name the icon that stands for the picture; ``is_dimmed`` shows it instead of the last picture."""
        if (icon_name, is_dimmed) != (self._icon_name, self._is_dimmed):
            self._icon_name, self._is_dimmed = icon_name, is_dimmed
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        image = QImage() if self._is_dimmed else self._image
        paint_thumbnail(painter, QRectF(self.rect()), image, self._icon_name)
        painter.end()


def paint_thumbnail(painter: QPainter, box: QRectF, image: QImage, icon_name: str) -> None:
    """Paint an image whole into a box with round corners, or the icon where there is none."""
    colors = current_tokens().colors
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    outline = QPainterPath()
    outline.addRoundedRect(box, RADII.small, RADII.small)
    painter.fillPath(outline, QColor(colors.sunken))
    if image.isNull():
        side = min(24.0, box.height() * 0.5)
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(box.center())
        paint_icon(painter, mark, icon_name, colors.text_muted)
    else:
        painter.setClipPath(outline)
        shown = image.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, shown.width(), shown.height())
        place.moveCenter(box.center())
        painter.drawImage(place, image)
    painter.restore()
