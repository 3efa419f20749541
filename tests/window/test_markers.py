"""Markers of the host, through the real window and the real recorder, also over its violent end."""

import signal

import av
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from chalkreel.domain.phases import Phase
from chalkreel.ui.status.marker_popup import MarkerPopup
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]


async def mark(host, note, at_least_ms):
    """Press M somewhere in the window, let the lesson go on, then write the note; give when M was pressed."""
    moment_ms = host.at.take.view.recording_ms
    host.bot.keyClick(host.window.canvas.stage, Qt.Key.Key_M)
    field = host.window.findChild(MarkerPopup).findChild(QLineEdit)
    await host.until_recorded(moment_ms + at_least_ms)
    host.bot.keyClicks(field, note)
    host.bot.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: any(note in str(event.text) for event in host.take.events))
    return moment_ms


def chapters_of(path):
    with av.open(str(path)) as container:
        return {
            chapter["metadata"]["title"]: round(chapter["start"] * chapter["time_base"] * 1000)
            for chapter in container.chapters()
        }


async def test_a_marker_is_a_chapter_at_the_moment_of_its_key(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        await host.record()
        await host.until_recorded(1000)
        moment_ms = await mark(host, "Good question", 1000)
        await host.until_recorded(moment_ms + 1500)
        await host.stop()
        assert host.phase is Phase.SAFE
        chapters = chapters_of(host.recording)
        assert chapters["Good question"] == pytest.approx(moment_ms, abs=750)
        assert "Good question" in host.recording.with_suffix(".vtt").read_text("utf-8")
        (row,) = [event for event in host.rows("events") if event["kind"] == "marker"]
        assert row["recording_ms"] == pytest.approx(chapters["Good question"], abs=50)
    finally:
        await host.close()


@pytest.mark.expects_log("ended with code -9")
@pytest.mark.allows_log("a callback with a wrong signature")
async def test_a_marker_survives_the_violent_end_of_the_recorder(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        await host.record()
        await host.until_recorded(1500)
        await mark(host, "Homework", 0)
        await host.until_recorded(host.at.take.view.recording_ms + 2500)
        host.signal_studio(signal.SIGKILL)
        await until(lambda: host.take.is_interrupted)
        await until(lambda: host.phase.is_over)
        await until(lambda: list(host.paths.recordings.rglob("*.mp4")))
        (path,) = host.paths.recordings.rglob("*.mp4")
        assert "Homework" in chapters_of(path)
    finally:
        await host.close()
