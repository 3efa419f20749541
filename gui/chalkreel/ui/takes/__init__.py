"""The takes of this machine: a list, and a player with the boards beside it."""

from chalkreel.ui.takes.window import TakesWindow

__all__ = ["TakesWindow"]
