"""The whole gallery, as its command draws it."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from chalkreel.app.gallery import LANGUAGES, SCALES, THEMES, gallery_states


@pytest.mark.long
def test_the_command_draws_everything_and_qt_does_not_complain(tmp_path):
    command = [sys.executable, "-m", "chalkreel", "gallery", "--out", str(tmp_path)]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    names = {path.name for path in tmp_path.glob("*.png")}
    assert len(names) == len(gallery_states()) * len(THEMES) * len(LANGUAGES) * len(SCALES)
    small, fine = (QImage(str(tmp_path / f"main-01-idle.dark.zh.{scale}x.png")) for scale in (1, 2))
    assert (fine.width(), fine.height()) == (2 * small.width(), 2 * small.height())
