"""The window: the program as the host starts it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from chalkreel import __version__
from chalkreel.app.last_resort import LastResort
from chalkreel.app.loop import run_on_qt
from chalkreel.app.program import Program
from chalkreel.base.assets import asset_path
from chalkreel.base.logging import LogService
from chalkreel.base.paths import Paths
from chalkreel.base.redaction import Redactor
from chalkreel.services.settings import SettingsStore
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.theme import ThemeMode, apply_theme

ICON_SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)


def make_application() -> QApplication:
    """Make Qt's application with our name and icon."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Chalkreel")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("chalkreel")
    icon = QIcon()
    for extent in ICON_SIZES_PX:
        icon.addFile(str(asset_path(f"icons/chalkreel-{extent}.png")))
    app.setWindowIcon(icon)
    return app


def run_window(profile: Path | None) -> int:
    """Open the window and stay until it is closed; give the exit code."""
    paths = Paths.chosen(profile)
    paths.create()
    redactor = Redactor()
    log = LogService(redactor, log_file=paths.log_file)
    log.start()
    last_resort = LastResort()
    last_resort.install()
    try:
        app = make_application()
        settings = SettingsStore(paths.settings_file)
        chosen = settings.load()
        install_language(app, Language(chosen.language))
        apply_theme(app, ThemeMode(chosen.theme))

        async def program() -> int:
            running = Program(app, paths, settings, redactor, last_resort)
            await running.open()
            await running.until_closed()
            await running.close()
            return 0

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        return run_on_qt(app, program, last_resort.on_task_error)
    finally:
        last_resort.remove()
        log.stop()
