"""What the pointer can do on the canvas, one gesture per module."""

from chalkreel.ui.canvas.tools.band import Band, BandMode
from chalkreel.ui.canvas.tools.gesture import Dragged, Gesture, Pointing
from chalkreel.ui.canvas.tools.move import MoveGesture
from chalkreel.ui.canvas.tools.resize import CURSORS, ResizeGesture

__all__ = ["CURSORS", "Band", "BandMode", "Dragged", "Gesture", "MoveGesture", "Pointing", "ResizeGesture"]
