"""The ground under every test: clean surroundings, nothing left behind, no unannounced warning.

Markers:
    ``qt_loop``: an asyncio test that runs on Qt's event loop (qasync) instead of a plain one.
    ``expects_log(pattern, …)``: log records at WARNING or above that must come.
    ``allows_log(pattern, …)``: the same, but they may as well not come.
    ``leaves_things(reason)``: this test is excused from the leak check.
    ``alone``: this test measures time or needs the whole machine: nothing runs beside it.
    ``long``: only in the full soak, not in its short form.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Mapping

import hypothesis
import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication

from chalkreel.app.loop import QtLoop
from tests.support import alone
from tests.support.birthplaces import Birthplaces
from tests.support.leaks import LeakProbe, flush_deferred_deletes
from tests.support.messages import LogGuard, QtTeardownMessages
from tests.support.surroundings import Surroundings

_MARKERS = (
    "qt_loop: run this asyncio test on Qt's event loop",
    "expects_log(*patterns): log records at WARNING or above that must come",
    "allows_log(*patterns): log records at WARNING or above that may come",
    "leaves_things(reason): excused from the leak check",
    "alone: measures time or needs the whole machine: nothing runs beside it",
    "long: only in the full soak, not in its short form",
)


def _register_hypothesis_profiles() -> None:
    common = hypothesis.settings(
        deadline=None,
        max_examples=60,
        print_blob=True,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    hypothesis.settings.register_profile("here", common)
    hypothesis.settings.register_profile("ci", common, derandomize=True, database=None)
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


_QT_FIXTURES = frozenset({"qapp", "qtbot", "qapp_cls"})


class GroundPlugin:
    """One test session's guards. Owner: pytest, from ``pytest_configure`` to ``pytest_unconfigure``."""

    def __init__(self) -> None:
        self.surroundings = Surroundings()
        self.birthplaces = Birthplaces()
        self.probe = LeakProbe(self.birthplaces)
        self.logs = LogGuard()
        self._at_start: frozenset[tuple[str, object]] | None = None
        self._before: frozenset[tuple[str, object]] | None = None
        self._has_failed = False
        self._may_hold_widgets = False
        self.pending_tasks: list[str] = []

    def start(self) -> None:
        self.surroundings.enter()
        self.birthplaces.install()
        logging.getLogger().addHandler(self.logs)

    def stop(self) -> None:
        logging.getLogger().removeHandler(self.logs)
        self.birthplaces.remove()
        self.surroundings.leave()

    def take_snapshot(self) -> None:
        """Remember what is alive before the test, its session's and module's fixtures included."""
        self._before = self.probe.keys()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None]:
        self._collect_widgets(item)
        self.logs.forget()
        self.pending_tasks.clear()
        self._before = None
        self._has_failed = False
        if self._at_start is None:
            self._at_start = self.probe.keys()
        return (yield)

    def _collect_widgets(self, item: pytest.Item) -> None:
        """Collect what tests with widgets left in cycles before one without them begins.

        Python collects on whatever thread is just running, and Studio has many; a widget that ends outside its own
        thread makes Qt crash, now or later.
        """
        uses_qt = not _QT_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())) or bool(
            item.get_closest_marker("qt_loop")
        )
        if self._may_hold_widgets and not uses_qt:
            gc.collect()
        self._may_hold_widgets = uses_qt

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        self._has_failed |= report.failed
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
        with QtTeardownMessages() as qt_messages:
            result = yield
            flush_deferred_deletes()
        if nextitem is None and self._before is not None:  # now the fixtures of modules and session are down too
            self._before = self._at_start
        self._complain(item, qt_messages.lines)
        return result

    def _complain(self, item: pytest.Item, qt_messages: list[str]) -> None:
        before = self._before if self._before is not None else frozenset()
        if self._before is None or item.get_closest_marker("leaves_things"):
            leaks = []
        elif self._has_failed:  # its traceback keeps things alive: no verdict, but nothing stays
            leaks = []
            self.probe.put_away(before)
        else:
            leaks = [leak.text for leak in self.probe.left_since(before)]
            if leaks:
                self.probe.put_away(before)
        if self._has_failed:
            return
        expected = [str(pattern) for mark in item.iter_markers("expects_log") for pattern in mark.args]
        allowed = [str(pattern) for mark in item.iter_markers("allows_log") for pattern in mark.args]
        ignored = [str(pattern) for mark in item.iter_markers("qt_log_ignore") for pattern in mark.args]
        ignored += item.config.getini("qt_log_ignore")
        qt_complaints = [line for line in qt_messages if not any(re.search(pattern, line) for pattern in ignored)]
        records = self.logs.complaints(expected, allowed)
        sections = [
            *_section("The test left behind:", [*leaks, *self.pending_tasks]),
            *_section("Unexpected log records (announce them with expects_log):", records),
            *_section("Qt complained while the test was taken down:", qt_complaints),
        ]
        if sections:
            pytest.fail("\n".join(sections), pytrace=False)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"- {line}" for line in lines]
    return [title, *found] if found else []


_KEY = pytest.StashKey[GroundPlugin]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)
    _register_hypothesis_profiles()
    plugin = config.stash[_KEY] = GroundPlugin()
    plugin.start()
    config.pluginmanager.register(plugin, "chalkreel-ground")
    alone.register(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    plugin = config.stash.get(_KEY, None)
    if plugin is not None:
        plugin.stop()


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    if item.get_closest_marker("qt_loop"):
        return {"qt": _qt_loop}
    return {"plain": asyncio.new_event_loop}


_BEATS = "beats"
BEAT_MS = 500
_application: QApplication | None = None  # Qt allows one per process; without this reference it would die


def _qt_loop() -> asyncio.AbstractEventLoop:
    global _application
    running = QApplication.instance()
    if running is None:
        running = _application = QApplication(["chalkreel-tests"])
    assert isinstance(running, QApplication)
    if not running.property(_BEATS):
        # Python hears its signals, and with them a test's time-out, only when Qt's loop turns.
        running.setProperty(_BEATS, True)
        running.startTimer(BEAT_MS)
    running.setQuitOnLastWindowClosed(False)
    loop: asyncio.AbstractEventLoop = QtLoop(running)
    return loop


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> None:
    """Take the snapshot that the teardown compares with; asyncio tests also account for their tasks."""
    request.config.stash[_KEY].take_snapshot()
    if request.node.get_closest_marker("asyncio"):
        request.getfixturevalue("no_task_left")


@pytest_asyncio.fixture
async def no_task_left(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """Look at the loop's tasks and connections after the test and its fixtures, before the loop ends them silently."""
    before = asyncio.all_tasks()
    yield
    await asyncio.sleep(0)
    connections = _ended_connections(asyncio.get_running_loop())
    await asyncio.sleep(0)
    request.config.stash[_KEY].pending_tasks.extend(connections)
    left = [task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()]
    request.config.stash[_KEY].pending_tasks.extend(_described_task(task) for task in left if not task.done())


def _ended_connections(loop: asyncio.AbstractEventLoop) -> list[str]:
    """End and name what nobody has closed: asyncio tells of it only when Python collects it, in any later test."""
    left = [one for one in getattr(loop, "_transports", {}).values() if not one.is_closing()]
    for transport in left:
        transport.abort()
    ends = [(one.get_extra_info("sockname"), one.get_extra_info("peername")) for one in left]
    return [f"an open connection from {own} to {far}" for own, far in ends]


def _described_task(task: asyncio.Task[object]) -> str:
    frames = task.get_stack()
    place = "\n".join(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno}' for frame in frames[-3:])
    return f"an asyncio task {task.get_name()!r} ({task.get_coro()}), waiting at\n{place}"
