"""The take settings in the real window, with the real recorder behind it."""

import json
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Phase
from chalkreel.studio.outputs.measure import measure
from chalkreel.ui.take_settings import TakeSettingsDialog
from chalkreel.ui.take_settings.row import SettingRow
from chalkreel.ui.takes.actions import PLAY
from tests.drivers.main_window import MainWindowDriver
from tests.drivers.takes import NOISE, TakesDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", *NOISE),
]
CTRL = Qt.KeyboardModifier.ControlModifier


@asynccontextmanager
async def a_host(qtbot, profile):
    driver = MainWindowDriver(qtbot, profile)
    driver.program._settings.load()
    try:
        await driver.open()
        yield driver
    finally:
        await driver.close()


class Settings:
    """The dialog over a host's window, opened by its keys."""

    def __init__(self, host):
        self.bot = host.bot
        self.window = host.window

    async def open(self):
        self.bot.keyClick(self.window, Qt.Key.Key_T, CTRL)
        await until(lambda: self.dialog is not None and self.dialog.isVisible())
        self.dialog.activateWindow()
        await until(self.dialog.isActiveWindow)
        return self

    @property
    def dialog(self):
        return self.window.findChild(TakeSettingsDialog)

    def input(self, setting, place=0):
        rows = self.dialog.findChildren(SettingRow)
        return next(row for row in rows if row.spec.setting == setting).inputs[place]

    def type(self, setting, text, place=0):
        line = self.input(setting, place)
        assert isinstance(line, QLineEdit)
        line.selectAll()
        self.bot.keyClicks(line, text)

    def choose_next(self, setting):
        box = self.input(setting)
        assert isinstance(box, QComboBox)
        self.bot.keyClick(box, Qt.Key.Key_Down)

    async def save(self):
        self.bot.keyClick(self.dialog, Qt.Key.Key_Return, CTRL)
        await until(lambda: self.dialog is None or not self.dialog.isVisible())


def summary(host):
    return [label.text() for label in host.window.record_bar.findChildren(QLabel)]


def sent(host):
    """What the last take asked for, as the journal keeps it."""
    return json.loads(host.rows("takes")[-1]["plan"])["RecordInputParams"]


async def test_a_lesson_is_recorded_as_it_was_set_and_the_room_remembers(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path / "profile") as host:
        assert "Mixed, 1280×720, 15 fps, mp4, with whiteboard" in summary(host)
        settings = await Settings(host).open()
        settings.type("canvas", "640")
        settings.type("canvas", "360", place=1)
        settings.type("fps", "10")
        await settings.save()
        assert "Mixed, 640×360, 10 fps, mp4, with whiteboard" in summary(host)
        assert host.at.layouts.canvas == Size(640, 360)
        await host.record()
        await host.until_recorded(1500)
        await host.stop()
        assert host.phase is Phase.SAFE
        assert measure(host.recording).resolution == Size(640, 360)
        video = sent(host)["MixConfig"]["MixOutputVideoConfig"]
        assert video == {"Width": 640, "Height": 360, "Fps": 10, "Bitrate": 320_000}
    async with a_host(qtbot, tmp_path / "profile") as host:
        assert "Mixed, 640×360, 10 fps, mp4, with whiteboard" in summary(host)


async def test_single_streams_are_recorded_with_the_whiteboard_and_what_belongs_to_a_mix_rests(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path / "profile") as host:
        settings = await Settings(host).open()
        settings.choose_next("record_mode")
        await settings.save()
        assert "layout is not used" in host.window.canvas.apply_bar.words
        await host.record()
        asked = sent(host)
        assert (asked["RecordMode"], asked["HasWhiteboard"]) == (1, True)
        assert "MixConfig" not in asked
        assert host.button("pause").toolTip() == "Only a mixed recording can be paused."
        for action in ("pause", "snapshot", "apply"):
            assert not host.button(action).isEnabled()
            assert host.button(action).toolTip()
        host.pick_board(2)
        await until(lambda: host.board_on_air == host.boards[1])
        await host.until_recorded_more(800)
        await host.stop()
        assert host.phase is Phase.SAFE
        files = [Path(url2pathname(urlsplit(file.url).path)) for file in host.take.files]
        streams = [stream.stream_id for stream in host.at.room.view.streams]
        assert len(files) == len(streams) + 1
        assert all(any(f"_{stream}_VA_" in file.name for file in files) for stream in streams)
        (board,) = (file for file in files if "_whiteboard_V_" in file.name)
        assert measure(board).resolution == Size(1280, 720)


async def test_sound_only_is_recorded_without_a_canvas_and_its_layout_still_decides_who_is_heard(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path / "profile") as host:
        settings = await Settings(host).open()
        settings.choose_next("stream_type")
        await settings.save()
        assert "Mixed, sound only, mp4, without whiteboard" in summary(host)
        host.press("make_custom")
        await host.record()
        assert "MixOutputVideoConfig" not in sent(host)["MixConfig"]
        assert sent(host)["MixConfig"]["MixMode"] == 1
        host.choose_mode(MixMode.VERTICAL)
        host.apply()
        await until(lambda: host.take.on_air_layout.mode is MixMode.VERTICAL)
        await host.until_recorded_more(800)
        await host.stop()
        assert host.phase is Phase.SAFE
        recorded = measure(host.recording)
        assert recorded.resolution is None
        assert recorded.duration_ms > 800


async def test_a_series_of_pictures_is_taken_instead_of_a_recording(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path / "profile") as host:
        settings = await Settings(host).open()
        for _format in ("hls", "flv", "jpg"):
            settings.choose_next("output_format")
        settings.type("snapshot_interval_s", "5")
        await settings.save()
        assert "A picture of the mix every 5 s, 1280×720, with whiteboard" in summary(host)
        await host.record()
        await until(lambda: len(host.take.pictures) == 2)
        assert host.says("2 pictures so far")
        assert not host.button("snapshot").isEnabled()
        assert host.button("snapshot").toolTip() == "Pictures are being taken already."
        await host.stop()
        assert host.phase is Phase.SAFE
        stored = [path for path in host.paths.recordings.rglob("*") if path.is_file() and path.suffix != ".json"]
        assert {path.suffix for path in stored} == {".jpg"}
        assert len(stored) == len(host.take.pictures)
        host.press("takes")
        takes = TakesDriver(qtbot, host.program.past_takes.window)
        await until(lambda: takes.player.detail is not None and not takes.player.video.image.isNull())
        assert f"{len(stored)} pictures" in takes.rows()[0]
        assert takes.rows()[0].endswith("Safe")
        assert (takes.player.video.image.width(), takes.player.video.image.height()) == (1280, 720)
        assert takes.button("takes-open-folder").isEnabled()
        assert not takes.button(PLAY.action_id).isEnabled()
        assert takes.button(PLAY.action_id).toolTip() == "This is a picture."
        first, last = takes.player.detail.files[0], takes.player.detail.files[-1]
        assert (str(first.name), first.path in stored) == ("0:00", True)
        takes.choose_file(len(stored) - 1)
        assert takes.player.file == last
        assert takes.player.moment_ms == last.offset_ms
        takes.player.seek(0)
        assert takes.player.file == first
        takes.close()
