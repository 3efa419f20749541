"""Turns an image into bytes that can be sent or kept."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage

MAX_SIDE_PX = 3840


def png_bytes(image: QImage) -> bytes:
    """Encode an image as PNG, a very large one made smaller. Takes long: call it on another thread."""
    if max(image.width(), image.height()) > MAX_SIDE_PX:
        image = image.scaled(
            MAX_SIDE_PX, MAX_SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(store, "PNG")  # type: ignore[call-overload]
    return bytes(store.data().data())
