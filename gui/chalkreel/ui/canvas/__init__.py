"""The canvas: the lesson picture, seen and arranged."""

from chalkreel.ui.canvas.panel import CanvasPanel

__all__ = ["CanvasPanel"]
