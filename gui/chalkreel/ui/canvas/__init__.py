"""The canvas: the lesson picture, seen and arranged."""

from chalkreel.ui.canvas.accessible import StageAccesses
from chalkreel.ui.canvas.panel import CanvasPanel
from chalkreel.ui.canvas.side.content import CanvasSettings

__all__ = ["CanvasPanel", "CanvasSettings", "StageAccesses"]
