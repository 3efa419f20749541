"""The whiteboard picker."""

from chalkreel.ui.whiteboards.panel import WhiteboardsPanel

__all__ = ["WhiteboardsPanel"]
