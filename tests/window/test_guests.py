"""Participants from an address, through the window and its real Studio, with real encoders."""

from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.encoder_address import NewGuest
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.streams import GuestDialog
from tests.drivers.guest_dialog import GuestDialogDriver
from tests.drivers.main_window import MainWindowDriver
from tests.support.encoders import colour_and_tone, encoder
from tests.support.rtsp_server import rtsp_camera
from tests.support.waiting import until

a_window = pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise")
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def chinese(qapp):
    install_language(qapp, Language.CHINESE)
    yield
    install_language(qapp, Language.ENGLISH)


@pytest.fixture
def asked(qtbot):
    """A dialog by itself, and what it wished for."""
    dialog = GuestDialog(5000)
    wishes = []
    dialog.guest_wished.connect(wishes.append)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return GuestDialogDriver(qtbot, dialog), wishes


@a_window
def test_an_address_is_asked_for_and_no_other_than_a_typed_one_is_sent(asked):
    host, wishes = asked
    host.press("Add")
    assert "Type the address that is to be fetched." in host.texts()
    host.type("Address", " rtsp://camera/live ")
    assert "Type the address that is to be fetched." not in host.texts()
    host.press("Add")
    assert wishes == [NewGuest("Guest", "rtsp://camera/live")]
    assert "Connecting…" in host.texts()
    assert not host.can_press("Add")


@a_window
@pytest.mark.parametrize(
    ("steps_down", "fields", "url"),
    [
        (
            0,
            {"Server": "rtmp://127.0.0.1:5000/live", "Stream key": "chalkreel"},
            "rtmp://127.0.0.1:5000/live/chalkreel",
        ),
        (1, {"Server": "tcp://127.0.0.1:5000"}, "tcp://127.0.0.1:5000"),
        (2, {"Server": "udp://127.0.0.1:5000"}, "udp://127.0.0.1:5000"),
    ],
)
def test_an_encoder_is_told_where_to_send_and_is_waited_for_there(asked, steps_down, fields, url):
    host, wishes = asked
    host.type("Name", "OBS")
    host.choose_way("Wait for an encoder")
    host.choose_kind(steps_down)
    assert host.shown() == {"Name": "OBS", **fields}
    host.press("Copy the server")
    assert QGuiApplication.clipboard().text() == fields["Server"]
    host.press("Copied")
    if "Stream key" in fields:
        host.press("Copy the stream key")
        assert QGuiApplication.clipboard().text() == fields["Stream key"]
    host.press("Add")
    assert wishes == [NewGuest("OBS", url, is_awaited=True)]


@asynccontextmanager
async def a_host(qtbot, folder):
    driver = MainWindowDriver(qtbot, folder)
    try:
        await driver.open()
        yield driver
    finally:
        await driver.close()


def asking(host):
    host.bot.keyClick(host.window.streams, Qt.Key.Key_E, CTRL_SHIFT)
    return GuestDialogDriver(host.bot, host.window.findChild(GuestDialog))


def person(host, name):
    return next((stream for stream in host.at.room.view.streams if stream.user_name == name), None)


@a_window
@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_an_encoder_sends_into_the_room_of_the_window(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path) as host:
        dialog = asking(host)
        dialog.type("Name", "OBS")
        dialog.choose_way("Wait for an encoder")
        url = "/".join(dialog.shown()[field] for field in ("Server", "Stream key"))
        dialog.press("Add")
        await until(lambda: person(host, "OBS"))
        await until(lambda: not host.window.findChild(GuestDialog))
        await until(lambda: person(host, "OBS").condition is StreamCondition.WAITING)
        assert "Waiting for an encoder" in str(person(host, "OBS").problem)
        with encoder(*colour_and_tone("teal", 500, 60), "-f", "flv", url):
            await until(lambda: person(host, "OBS").condition is StreamCondition.LIVE)
            await until(lambda: person(host, "OBS").level > 0)


@a_window
@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_who_cannot_be_fetched_is_refused_in_words_and_who_can_enters(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path) as host:
        dialog = asking(host)
        dialog.type("Address", "ftp://example.org/lesson.mp4")
        dialog.press("Add")
        await until(lambda: any("“ftp:”" in text for text in dialog.texts()))
        with rtsp_camera(*colour_and_tone("teal", 500, 60)) as address:
            dialog.type("Name", "Camera")
            dialog.type("Address", address)
            dialog.press("Add")
            await until(lambda: person(host, "Camera"))
            await until(lambda: not host.window.findChild(GuestDialog))


@a_window
@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_studio_speaks_the_language_of_the_window(qtbot, tmp_path, chinese):
    async with a_host(qtbot, tmp_path) as host:
        dialog = asking(host)
        dialog.type("地址", "ftp://example.org/lesson.mp4")
        dialog.press("添加")
        await until(lambda: "不能从“ftp:”地址播放。" in dialog.texts())
        dialog.choose_way("等待编码器推流")
        dialog.press("添加")
        await until(lambda: not host.window.findChild(GuestDialog))
        (guest,) = (one for one in host.at.room.view.streams if one.condition is StreamCondition.WAITING)
        assert tr_phrase(guest.problem).endswith("等待编码器推流。")


@a_window
@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_who_was_given_up_does_not_stay(qtbot, tmp_path):
    async with a_host(qtbot, tmp_path) as host:
        dialog = asking(host)
        with rtsp_camera(*colour_and_tone("teal", 500, 60)) as address:
            dialog.type("Name", "Camera")
            dialog.type("Address", address)
            dialog.press("Add")
            dialog.press("Cancel")
            seen = []
            host.at.room.room_changed.connect(lambda room: seen.append({s.user_name for s in room.streams}))
            await until(lambda: any("Camera" in names for names in seen) and "Camera" not in seen[-1])
