"""What the pointer can do on the canvas, one gesture per module."""

from chalkreel.ui.canvas.tools.gesture import Gesture
from chalkreel.ui.canvas.tools.move import MoveGesture
from chalkreel.ui.canvas.tools.resize import ResizeGesture

__all__ = ["Gesture", "MoveGesture", "ResizeGesture"]
