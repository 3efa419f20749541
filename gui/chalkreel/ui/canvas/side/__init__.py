"""The column beside the stage: the layers, and everything about what is selected of them."""

from chalkreel.ui.canvas.side.column import SideColumn

__all__ = ["SideColumn"]
