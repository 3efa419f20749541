"""The guards under every test must themselves catch what they are there for, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]

INI = f"""
[pytest]
pythonpath = {REPOSITORY}
addopts = --strict-markers --import-mode=importlib -p no:cacheprovider
filterwarnings = error
asyncio_mode = strict
asyncio_default_fixture_loop_scope = function
qt_api = pyside6
qt_log_level_fail = WARNING
"""

LEAKING = '''
import asyncio, logging, os, socket, subprocess, sys, threading, time
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QLabel

KEPT = []

def test_widget(qapp):
    label = QLabel()
    label.setObjectName("forgotten_label")
    KEPT.append(label)

def test_timer(qapp):
    timer = QTimer()
    timer.start(60_000)
    KEPT.append(timer)

def test_qt_thread(qapp):
    thread = QThread()
    thread.start()
    KEPT.append(thread)

def test_thread():
    event = threading.Event()
    KEPT.append(event)
    threading.Thread(target=event.wait, args=(30,), name="forgotten-thread", daemon=True).start()

def test_child_process():
    KEPT.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))

def test_server_socket():
    listener = socket.create_server(("127.0.0.1", 0))
    KEPT.append(listener)

@pytest.mark.asyncio
async def test_task():
    KEPT.append(asyncio.create_task(asyncio.sleep(60), name="forgotten-task"))

@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_task_on_qt():
    KEPT.append(asyncio.create_task(asyncio.sleep(60), name="forgotten-qt-task"))

@pytest.mark.asyncio
async def test_connection():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        transport, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, *listener.getsockname())
        KEPT.extend((transport, listener.accept()[0]))

def test_log():
    logging.getLogger("chalkreel.somewhere").warning("disk nearly full")

@pytest.mark.expects_log("never written")
def test_missing_log():
    pass

def test_qt_warning_in_call(qapp):
    qWarning("qt complained in the call")

def test_qt_warning_in_teardown(qapp, request):
    request.addfinalizer(lambda: qWarning("qt complained in the teardown"))

def test_zz_end():
    """Ends what was kept, so that the inner run itself closes cleanly."""
    for thing in KEPT:
        if isinstance(thing, QThread):
            thread = thing
            thread.quit()
            assert thread.wait(5000)
        elif isinstance(thing, threading.Event):
            thing.set()
        elif isinstance(thing, subprocess.Popen):
            thing.wait()
        elif isinstance(thing, socket.socket):
            thing.close()
    KEPT.clear()
'''

CLEAN = """
import asyncio, logging, os, socket, subprocess, sys, threading
from pathlib import Path
import pytest, pytest_asyncio, qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from hypothesis import given, strategies

@pytest.fixture(scope="module")
def child():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running

@pytest_asyncio.fixture
async def ticking():
    task = asyncio.create_task(asyncio.sleep(60))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

def test_may_use_a_module_wide_child(child):
    assert child.poll() is None

def test_may_use_it_again(child):
    assert child.poll() is None

@pytest.mark.asyncio
async def test_tasks_of_fixtures_are_ended_by_them(ticking):
    assert not isinstance(asyncio.get_running_loop(), qasync.QEventLoop)
    assert not ticking.done()

@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_runs_on_qt(ticking):
    assert isinstance(asyncio.get_running_loop(), qasync.QEventLoop)
    fired = asyncio.Event()
    timer = QTimer(singleShot=True)
    timer.timeout.connect(fired.set)
    timer.start(1)
    await fired.wait()
    await asyncio.to_thread(lambda: None)

def test_widgets_put_off_for_deletion_are_gone(qtbot):
    label = QLabel()
    label.show()
    label.deleteLater()
    other = QLabel()
    qtbot.addWidget(other)

def test_ending_thread_gets_its_time():
    threading.Timer(0.2, lambda: None).start()

@pytest.mark.expects_log("disk .* full")
@pytest.mark.allows_log("never written")
def test_announced_log():
    logging.getLogger("chalkreel.somewhere").error("disk nearly full")

@pytest.mark.leaves_things("to show that it may")
def test_excused():
    global listener
    listener = socket.create_server(("127.0.0.1", 0))

def test_surroundings():
    listener.close()
    assert not [name for name in os.environ if name.lower().endswith("_proxy")]
    assert Path.home().name.startswith("chalkreel-tests-")
    assert Path(os.environ["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"

@given(strategies.integers())
def test_hypothesis_lives_with_the_guards(number):
    assert number == number
"""


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("https_proxy", "http://proxy.invalid:1")
    for name in ("QT_QPA_PLATFORM", "PYTEST_XDIST_TESTRUNUID", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    pytester.makeini(INI)
    pytester.makeconftest("""
        from tests.support import leaks

        pytest_plugins = ("tests.support.plugin",)
        leaks.GRACE_S = 0.5
        """)
    return pytester


def test_every_kind_of_leak_fails_its_test_and_says_where_it_began(inner: pytest.Pytester) -> None:
    inner.makepyfile(test_leaking=LEAKING)
    result = inner.runpytest_subprocess("-q", "-rA", timeout=100)
    result.assert_outcomes(passed=13, failed=1, errors=12)
    result.stdout.fnmatch_lines_random(
        [
            "*a top-level widget: QLabel named 'forgotten_label', hidden*",
            "*a running QTimer (60000 ms), made at*",
            "*test_leaking.py*in test_timer*",
            "*a running QThread, made at*",
            "*test_leaking.py*in test_qt_thread*",
            "*a running thread 'forgotten-thread', started at*",
            "*test_leaking.py*in test_thread*",
            "*a running child process*time.sleep(60)*, started at*",
            "*test_leaking.py*in test_child_process*",
            "*an open server socket on port*",
            "*test_leaking.py*in test_server_socket*",
            "*an asyncio task 'forgotten-task'*",
            "*an asyncio task 'forgotten-qt-task'*",
            "*an open connection from ('127.0.0.1', *",
            "*WARNING chalkreel.somewhere*disk nearly full*",
            "*no log record matched the expected 'never written'*",
            "*qt complained in the call*",
            "*qt complained in the teardown*",
        ]
    )


def test_what_is_allowed_passes(inner: pytest.Pytester) -> None:
    inner.makepyfile(test_clean=CLEAN)
    result = inner.runpytest_subprocess("-q", timeout=100)
    result.assert_outcomes(passed=10)


def test_what_a_module_leaves_fails_the_last_test(inner: pytest.Pytester) -> None:
    inner.makepyfile(
        test_module="""
        import subprocess, sys, pytest

        @pytest.fixture(scope="module")
        def child():
            global running
            running = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            return running

        def test_uses_it(child):
            assert child.poll() is None

        def test_last():
            pass

        def teardown_module():
            import atexit
            atexit.register(running.wait)
        """
    )
    result = inner.runpytest_subprocess("-q", timeout=100)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*ERROR at teardown of test_last*", "*a running child process*time.sleep(60)*"])


ALONE = """
import os, time
from pathlib import Path
import pytest

HERE = Path(__file__).parent

def seen_together(name):
    mark = HERE / f"running-{os.getpid()}"
    mark.touch()
    deadline = time.monotonic() + 0.1
    together = 0
    while time.monotonic() < deadline:
        together = max(together, len(list(HERE.glob("running-*"))))
    mark.unlink()
    return together

@pytest.mark.parametrize("number", range(6))
def test_shares(number):
    assert seen_together(number) <= 2

@pytest.mark.alone
@pytest.mark.parametrize("number", range(6))
def test_is_alone(number):
    assert seen_together(number) == 1
"""


def test_who_wants_to_be_alone_is(inner: pytest.Pytester) -> None:
    inner.makepyfile(test_alone=ALONE)
    result = inner.runpytest_subprocess("-q", "-n2", timeout=100)
    result.assert_outcomes(passed=12)


def test_a_failing_test_is_judged_by_its_failure_only(inner: pytest.Pytester) -> None:
    inner.makepyfile(
        test_failing="""
        from PySide6.QtWidgets import QLabel

        def test_fails(qapp):
            label = QLabel()
            label.show()
            assert label.text() == "nothing"

        def test_next_one_starts_clean(qapp):
            assert not [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
        """
    )
    result = inner.runpytest_subprocess("-q", timeout=100)
    result.assert_outcomes(passed=1, failed=1)
