"""Qt's application, and where its windows are drawn."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from chalkreel import __version__
from chalkreel.ui.kit.icons import app_icon


def use_a_screen() -> None:
    """Draw offscreen where there is no display."""
    has_display = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def draw_offscreen() -> None:
    """Draw where nobody watches, unless another way was chosen: hundreds of windows would flash past the host."""
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def paint_on_one_thread() -> None:
    """Have Qt fill each area by itself; to be called before anything is painted.

    It would share out every area higher than some 100 px to other threads and wait for them: for the small areas that
    one event changes that costs more than it saves, and while the encoder is at work the window would wait for a core.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def make_application() -> QApplication:
    """Make Qt's application with our name and icon."""
    paint_on_one_thread()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Chalkreel")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("chalkreel")
    app.setWindowIcon(app_icon())
    return app
