"""The main window."""

from chalkreel.ui.main_window.leave_dialog import LeaveDialog
from chalkreel.ui.main_window.window import MainWindow

__all__ = ["LeaveDialog", "MainWindow"]
