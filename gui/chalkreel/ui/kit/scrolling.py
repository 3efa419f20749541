"""Let what is taller than its place scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(inside: QWidget) -> QScrollArea:
    """Let a widget scroll up and down, as wide as its place, without a ground or a stop of the Tab key of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    # A scroll area fills both with a ground of its own as soon as it is given a widget.
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
