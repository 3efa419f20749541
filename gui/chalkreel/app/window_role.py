"""The window: the program as the host starts it."""

from __future__ import annotations

import signal
from pathlib import Path

from chalkreel.app.last_resort import LastResort
from chalkreel.app.loop import run_on_qt
from chalkreel.app.only_window import OnlyWindow
from chalkreel.app.program import Program
from chalkreel.app.screen import make_application
from chalkreel.base.logging import LogService
from chalkreel.base.paths import Paths
from chalkreel.base.redaction import Redactor
from chalkreel.services.settings import SettingsStore
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.theme import ThemeMode, apply_theme


def run_window(profile: Path | None) -> int:
    """Open the window and stay until it is closed; give the exit code.

    Where a window of this profile is open already, that one comes forward instead.
    """
    paths = Paths.chosen(profile)
    paths.create()
    redactor = Redactor()
    log = LogService(redactor, log_file=paths.log_file)
    log.start()
    last_resort = LastResort()
    last_resort.install()
    try:
        app = make_application()
        only = OnlyWindow(paths)
        if not only.claim():
            return 0
        settings = SettingsStore(paths.settings_file)
        chosen = settings.load()
        install_language(app, Language(chosen.language))
        apply_theme(app, ThemeMode(chosen.theme))

        async def program() -> int:
            running = Program(app, paths, settings, redactor, last_resort)
            only.wanted.connect(running.come_forward)
            await running.open()
            await running.until_closed()
            only.leave()
            await running.close()
            only.release()
            return 0

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        return run_on_qt(app, program, last_resort.on_task_error)
    finally:
        last_resort.remove()
        log.stop()
