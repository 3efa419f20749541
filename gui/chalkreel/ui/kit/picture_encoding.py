"""Turns an image into bytes that can be sent or kept."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from chalkreel.ui.kit.picture_decoder import decode_picture

MAX_SIDE_PX = 3840
SMALL = QSize(320, 180)
SMALL_QUALITY = 80
_STORED = 100
"""So a PNG is written without compression, which is quick."""


def png_bytes(image: QImage) -> bytes:
    """Encode an image as PNG, a very large one made smaller. Takes long: call it on another thread."""
    if max(image.width(), image.height()) > MAX_SIDE_PX:
        image = _smaller(image)
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(store, "PNG")  # type: ignore[call-overload]
    return bytes(store.data().data())


def _smaller(image: QImage) -> QImage:
    """Scale by way of a file: ``QImage.scaled`` keeps the window's thread waiting meanwhile, a reader does not."""
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.ReadWrite)
    image.save(store, "PNG", _STORED)  # type: ignore[call-overload]
    store.seek(0)
    reader = QImageReader(store)
    wanted = image.size().scaled(MAX_SIDE_PX, MAX_SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(wanted)
    smaller = reader.read()
    # A reader takes 256 MB at most; what is larger is worth the wait.
    return image.scaled(wanted) if smaller.isNull() else smaller


def small_jpeg(encoded: bytes) -> bytes:
    """Make a small JPEG of an encoded picture, nothing of what is none. Takes long: call it on another thread."""
    image = decode_picture(encoded, SMALL)
    if image.isNull():
        return b""
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(store, "JPEG", SMALL_QUALITY)  # type: ignore[call-overload]
    return bytes(store.data().data())
