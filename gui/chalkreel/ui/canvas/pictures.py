"""The newest picture of every stream and board, and their forms scaled for the screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from chalkreel.domain.geometry import Size

_STRONG_REDUCTION = 2
"""Over this, plain interpolation leaves pixels of the source out and thin lines break."""
STRONG_REDUCTION_OF_MOVING = 3
"""What moves is gone before a thin line is missed; careful scaling costs three times as much."""
_MOST_LABELS = 200
_PAINTED_BEFORE_SCALING = 2.0
_MOST_SIZES = 4
"""A view that is dragged is now and then a px wider or higher, as its edges come to lie."""

_STREAM = "stream:"
GROUND, WATERMARK = "ground of the canvas", "watermark"
"""Places of pictures that belong to no view."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; the serial changes with its content."""

    image: QImage
    size: Size
    serial: int
    is_moving: bool = False


class Pictures:
    """Keeps pictures by what they show and, per place on the stage, the one form that is painted there."""

    def __init__(self) -> None:
        self._newest: dict[str, Picture] = {}
        self._scaled: dict[str, tuple[tuple[object, ...], dict[tuple[int, int], QPixmap]]] = {}
        self._labels: dict[Hashable, QPixmap] = {}
        self._painted: dict[str, tuple[int, float]] = {}
        self._serial = 0
        self.keeps_all_scaled = False
        """While something is dragged over the pictures, each is scaled as it comes, and laid bare at no cost."""

    def show(self, key: str, image: QImage) -> None:
        """Take a picture; a null image takes the last one away."""
        if image.isNull():
            self._newest.pop(key, None)
            return
        self._serial += 1
        size = Size(image.width(), image.height())
        self._newest[key] = Picture(image, size, self._serial, is_moving=key.startswith(_STREAM))

    def newest(self, key: str) -> Picture | None:
        return self._newest.get(key)

    def keep_only(self, places: set[str]) -> None:
        """Drop the scaled forms of places that are no more."""
        for gone in self._scaled.keys() - places - {GROUND, WATERMARK}:
            del self._scaled[gone]
        for gone in self._painted.keys() - places:
            del self._painted[gone]

    def is_worth_scaling(self, place: str, picture: Picture, share: float) -> bool:
        """Whether so much of a picture was painted already that its scaled form should be kept from now on.

        ``share`` is how much of it is painted this time. A picture that moves is followed by another soon; but while
        something is dragged over it, or it comes into sight bit by bit, it is painted again and again.
        """
        serial, painted = self._painted.get(place, (picture.serial, 0.0))
        if serial != picture.serial:
            painted = 0.0
        self._painted[place] = (picture.serial, painted + share)
        return painted >= _PAINTED_BEFORE_SCALING

    def label(self, key: Hashable, make: Callable[[], QPixmap]) -> QPixmap:
        """Give a label that was drawn before, or draw it; what it looks like is all in its key."""
        known = self._labels.get(key)
        if known is None:
            if len(self._labels) >= _MOST_LABELS:
                self._labels.clear()
            known = self._labels[key] = make()
        return known

    def scaled(self, place: str, picture: Picture, source: QRectF, wanted: QSize) -> QPixmap:
        """Give a part of a picture (in its px) at the wanted size in device px; scaled only when something changed.

        While something is dragged it may be a px larger at the right and at the bottom, to be cut off.
        """
        key, size = (picture.serial, source.getRect()), (wanted.width(), wanted.height())
        known, sizes = self._scaled.get(place, ((), {}))
        if self.keeps_all_scaled:
            size = max((one for one in sizes if _is_hardly_larger(one, size)), default=size)
        used: QPixmap | None = None
        if known != key or (size not in sizes and len(sizes) >= _MOST_SIZES):
            used, sizes = sizes.get(size), {}
            self._scaled[place] = (key, sizes)
        if size not in sizes:
            sizes[size] = _scaled(picture.image, source, QSize(*size), used)
        return sizes[size]


def _is_hardly_larger(one: tuple[int, int], size: tuple[int, int]) -> bool:
    return 0 <= one[0] - size[0] <= 1 and 0 <= one[1] - size[1] <= 1


def _scaled(image: QImage, source: QRectF, wanted: QSize, used: QPixmap | None = None) -> QPixmap:
    """Scale a part of a picture, into a pixmap of that size that is no longer needed, if there is one."""
    if source.width() > wanted.width() * _STRONG_REDUCTION:
        piece = image.copy(source.toAlignedRect())
        return QPixmap.fromImage(
            piece.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
    pixmap = used if used is not None else QPixmap(wanted)
    if image.hasAlphaChannel():
        pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(QRectF(0, 0, wanted.width(), wanted.height()), image, source)
    painter.end()
    return pixmap


def stream_key(stream_id: str) -> str:
    return f"{_STREAM}{stream_id}"


def board_key(board_id: str) -> str:
    return f"board:{board_id}"
