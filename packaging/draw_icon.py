"""Renders the app's icon from its SVG to the PNG sizes that desktops ask for.

Run it with the project's own Python: ``python packaging/draw_icon.py``.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SMALL_SIZES = (16, 24)
SIZES = (32, 48, 64, 128, 256, 512)


def render(source: Path, side_px: int) -> QImage:
    """Draw an SVG into a square."""
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    return image


def main() -> None:
    app = QGuiApplication([])
    for sizes, name in ((SMALL_SIZES, "chalkreel-small.svg"), (SIZES, "chalkreel.svg")):
        for side_px in sizes:
            target = ICONS / f"chalkreel-{side_px}.png"
            render(ICONS / name, side_px).save(str(target))
            print(target.name)
    app.quit()


if __name__ == "__main__":
    main()
