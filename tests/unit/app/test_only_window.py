import shutil
import subprocess
import sys
import textwrap
import threading

import pytest

from chalkreel.app.only_window import OnlyWindow
from chalkreel.base.paths import Paths

A_WINDOW_THAT_HANGS = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication
    from chalkreel.app.only_window import OnlyWindow
    from chalkreel.base.paths import Paths
    app = QCoreApplication([])
    only = OnlyWindow(Paths.under(Path(sys.argv[1])))
    print(only.claim(), flush=True)
    time.sleep(600)
    """
)


@pytest.fixture
def paths(tmp_path):
    paths = Paths.under(tmp_path / "profile")
    paths.create()
    return paths


@pytest.fixture
def window(qapp, paths):
    """Stands for the window that is open."""
    only = OnlyWindow(paths)
    assert only.claim()
    yield only
    only.release()


@pytest.fixture
def hanging(paths):
    """Runs a process that has claimed the profile and does nothing more."""
    command = [sys.executable, "-c", A_WINDOW_THAT_HANGS, str(paths.data.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def start_again(profile):
    return subprocess.Popen([sys.executable, "-m", "chalkreel", "--profile", str(profile)])


def test_who_starts_the_program_again_gets_the_window_that_is_open(qtbot, window, paths):
    with qtbot.waitSignal(window.wanted, timeout=30_000), start_again(paths.data.parent) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    assert not paths.settings_file.exists()


def test_another_profile_has_a_window_of_its_own(window, tmp_path):
    others = Paths.under(tmp_path / "other")
    others.create()
    other = OnlyWindow(others)
    assert other.claim()
    other.release()


def test_a_window_that_closes_is_waited_for_and_the_next_one_opens(window, paths):
    window.leave()
    closing = threading.Timer(0.3, window._lock.unlock)
    closing.start()
    following = OnlyWindow(paths)
    assert following.claim(patience_s=30)
    assert following._server.isListening()
    following.release()
    closing.join()


@pytest.mark.expects_log("does not answer")
def test_beside_a_window_that_hangs_another_opens(qapp, hanging, paths):
    beside = OnlyWindow(paths)
    assert beside.claim(patience_s=0.2)
    beside.release()


def test_a_window_that_was_killed_keeps_nobody_out(qapp, hanging, paths):
    hanging.kill()
    hanging.wait()
    following = OnlyWindow(paths)
    assert following.claim(patience_s=0)
    following.release()


@pytest.mark.expects_log("cannot be written")
def test_where_no_lock_can_be_written_the_window_opens_at_once(qapp, paths):
    shutil.rmtree(paths.data)
    only = OnlyWindow(paths)
    assert only.claim(patience_s=3600)
    only.release()
