"""What the picker paints again and again, kept in a form that scrolling only copies."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap

from chalkreel.ui.kit.lines import in_lines
from chalkreel.ui.kit.thumbnail import paint_thumbnail
from chalkreel.ui.theme import RADII, current_tokens

PICTURES_KEPT = 96
FRAMES_KEPT = 16
NAMES_KEPT = 512
_DASHES = (2.0, 1.5)
_GAP_PX = 1
"""Between a picture and its frame."""
Form = TypeVar("Form")


@dataclass(frozen=True, slots=True)
class Frame:
    """A line around a picture."""

    color: str
    width_px: float
    is_dashed: bool = False

    @property
    def reach_px(self) -> int:
        """So far outside the picture its form begins."""
        return int(self.width_px + _GAP_PX) + 1


class Drawings:
    """Keeps the pictures, frames and broken names that were painted last; owned by the delegate."""

    def __init__(self) -> None:
        self._pictures: _Kept[QPixmap] = _Kept(PICTURES_KEPT)
        self._frames: _Kept[QPixmap] = _Kept(FRAMES_KEPT)
        self._names: _Kept[list[str]] = _Kept(NAMES_KEPT)

    def forget(self) -> None:
        """Draw everything anew, in other looks or another font."""
        for kept in (self._pictures, self._frames, self._names):
            kept.clear()

    def picture(self, image: QImage, extent: QSize, ratio: float) -> QPixmap:
        """Give a picture scaled and with round corners, or the sign for none."""
        key = (image.cacheKey(), ratio, extent.width(), current_tokens().colors.window)
        return self._pictures.get(key, lambda: _drawn_picture(image, extent, ratio))

    def frame(self, frame: Frame, extent: QSize, ratio: float) -> QPixmap:
        """Give the frame of a picture of that extent; it begins ``reach_px`` before it."""
        return self._frames.get((frame, ratio, extent.width()), lambda: _drawn_frame(frame, extent, ratio))

    def lines(self, text: str, font: QFont, widths_px: Sequence[float]) -> list[str]:
        """Break a name as ``in_lines`` does."""
        key = (text, font.pixelSize(), font.bold(), *widths_px)
        return self._names.get(key, lambda: in_lines(text, font, widths_px))


class _Kept(Generic[Form]):
    """So many forms, those that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._forms: OrderedDict[tuple[object, ...], Form] = OrderedDict()

    def get(self, key: tuple[object, ...], draw: Callable[[], Form]) -> Form:
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = draw()
            if len(self._forms) > self._most:
                self._forms.popitem(last=False)
        else:
            self._forms.move_to_end(key)
        return form

    def clear(self) -> None:
        self._forms.clear()


def _clear_pixmap(extent: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(extent * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _drawn_picture(image: QImage, extent: QSize, ratio: float) -> QPixmap:
    drawn = _clear_pixmap(extent, ratio)
    painter = QPainter(drawn)
    paint_thumbnail(painter, QRectF(0, 0, extent.width(), extent.height()), image, "board")
    painter.end()
    return drawn


def _drawn_frame(frame: Frame, extent: QSize, ratio: float) -> QPixmap:
    reach = frame.reach_px
    drawn = _clear_pixmap(extent + QSize(2 * reach, 2 * reach), ratio)
    pen = QPen(QColor(frame.color), frame.width_px)
    if frame.is_dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setDashPattern(_DASHES)
    inset = reach - frame.width_px / 2 - _GAP_PX
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    whole = QRectF(0, 0, extent.width() + 2 * reach, extent.height() + 2 * reach)
    painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), RADII.control, RADII.control)
    painter.end()
    return drawn
