"""The main window."""

from chalkreel.ui.main_window.window import MainWindow

__all__ = ["MainWindow"]
