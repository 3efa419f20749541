"""A clean machine for the tests: own home, no proxies, no keyring, no display, no desktop settings."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy")
DESKTOP_VARIABLES = (
    "DBUS_SESSION_BUS_ADDRESS",
    "QT_AUTO_SCREEN_SCALE_FACTOR",
    "QT_FONT_DPI",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_STYLE_OVERRIDE",
    "SSLKEYLOGFILE",
)
HOME_VARIABLES = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
}


class Surroundings:
    """The environment variables of one test session; put back when it ends."""

    def __init__(self) -> None:
        self._before = dict(os.environ)
        self.home = Path(tempfile.mkdtemp(prefix="chalkreel-tests-"))

    def enter(self) -> None:
        for name in PROXY_VARIABLES:
            os.environ.pop(name, None)
            os.environ.pop(name.upper(), None)
        for name in DESKTOP_VARIABLES:
            os.environ.pop(name, None)
        os.environ["HOME"] = str(self.home)
        for name, below in HOME_VARIABLES.items():
            folder = self.home / below
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            os.environ[name] = str(folder)
        os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    def leave(self) -> None:
        os.environ.clear()
        os.environ.update(self._before)
        shutil.rmtree(self.home, ignore_errors=True)
