"""Preflight in the whole window, with a real Studio: what is wrong is seen, and one click mends it."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from chalkreel.domain.enums import MixMode, StreamType, ViewType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Phase
from chalkreel.domain.preflight import AccessState, Cause, Remedy, StorageState
from chalkreel.ui.preflight.actions import REMEDIES
from tests.drivers.main_window import MainWindowDriver
from tests.drivers.preflight import PreflightDriver
from tests.soak.disks import SmallDisk, can_mount
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
SEAT = Region("seat", Rect(0, 0, 1280, 360), 0)
BOARD = Region("board", Rect(0, 360, 640, 720), 1, view_type=ViewType.WHITEBOARD)


@pytest.fixture
def a_host(qtbot, tmp_path):
    @asynccontextmanager
    async def opened():
        host = MainWindowDriver(qtbot, tmp_path / "profile")
        try:
            await host.open()
            yield host, PreflightDriver(host)
        finally:
            await host.close()

    return opened


async def test_from_all_is_well_over_a_warning_to_a_block_and_back(a_host):
    async with a_host() as (host, checks):
        await until(lambda: checks.words.startswith("Ready: 4 people, 3 boards, "))
        assert "of space" in checks.words
        around = checks.surroundings
        assert (around.access, around.storage) == (AccessState.GRANTED, StorageState.WORKS)
        assert abs(around.clock_ahead_s) < 60
        assert list(host.paths.recordings.iterdir()) == [], "nothing of the trial is left"

        host.at.layouts.edit_draft(Layout(MixMode.CUSTOM, (SEAT,)))
        await until(lambda: Cause.BOARD_WITHOUT_REGION in checks.causes)
        assert checks.words.startswith(("2 warnings: ", "1 warning: "))
        assert host.button("record").isEnabled(), "a warning never stops anybody"
        checks.press_fix_key()
        await until(lambda: Cause.BOARD_WITHOUT_REGION not in checks.causes)
        assert sum(region.shows_whiteboard for region in host.at.layouts.draft.regions) == 1
        host.at.layouts.undo()
        await until(lambda: Cause.BOARD_WITHOUT_REGION in checks.causes)

        second = Region("second", Rect(640, 360, 1280, 720), 2, view_type=ViewType.WHITEBOARD)
        host.at.layouts.edit_draft(Layout(MixMode.CUSTOM, (SEAT, BOARD, second)))
        await until(lambda: not host.button("record").isEnabled())
        assert checks.words.startswith("Cannot record: Only one region can show the whiteboard")
        assert "Only one region" in host.button("record").toolTip()
        assert host.says("Only one region")
        host.bot.keyClick(host.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert host.phase is Phase.IDLE
        checks.open_list()
        checks.press_remedy("Make it one whiteboard")
        await until(lambda: host.button("record").isEnabled())
        assert [region.shows_whiteboard for region in host.at.layouts.draft.regions] == [False, True, False]


async def test_with_warnings_it_records_at_once_and_they_stay_in_view(a_host):
    async with a_host() as (host, checks):
        host.at.layouts.edit_draft(Layout(MixMode.CUSTOM, (SEAT,)))
        await until(lambda: Cause.BOARD_WITHOUT_REGION in checks.causes)
        checks.open_list()
        assert checks.heading == "Before recording"
        await host.record()
        assert not checks.is_list_open
        assert "warning" in checks.words
        checks.open_list()
        assert checks.heading == "While it records"
        assert Cause.BOARD_WITHOUT_REGION in checks.causes
        await host.stop()
        assert host.phase is Phase.SAFE


async def test_a_folder_that_cannot_be_written_is_a_warning_until_another_is_chosen(a_host, tmp_path):
    async with a_host() as (_host, checks):
        await until(lambda: checks.surroundings.storage is StorageState.WORKS)
        (tmp_path / "in the way").write_bytes(b"")
        checks.choose_folder(tmp_path / "in the way" / "lessons")
        await until(lambda: Cause.STORAGE in checks.causes)
        await until(lambda: "cannot be written to" in checks.words)
        checks.choose_folder(tmp_path / "lessons")
        await until(lambda: checks.surroundings.storage is StorageState.WORKS)
        assert Cause.STORAGE not in checks.causes
        assert (tmp_path / "lessons").is_dir()


@pytest.mark.skipif(not can_mount(), reason="no right to mount a small disk")
async def test_a_small_disk_is_told_in_minutes_and_what_is_left_of_it_is_seen(qtbot, tmp_path):
    with SmallDisk(tmp_path / "small", 400 * 1024 * 1024) as disk:
        host = MainWindowDriver(qtbot, disk.root / "profile")
        try:
            await host.open()
            checks = PreflightDriver(host)
            await until(lambda: Cause.DISK_SPACE in checks.causes)
            assert "minutes of recording" in checks.words
            assert host.button("record").isEnabled()
            disk.fill(16 * 1024 * 1024)
            host.press("show-findings")
            host.press("check-again")
            await until(lambda: not host.button("record").isEnabled())
            assert checks.words.startswith("Cannot record: The disk is full")
            disk.make_room()
            host.press("check-again")
            await until(lambda: host.button("record").isEnabled())
        finally:
            await host.close()


async def test_nobody_heard_and_nobody_there(a_host):
    async with a_host() as (host, checks):
        for stream in host.at.room.view.streams:
            host.at.room.mute(stream.stream_id, True)
        await until(lambda: Cause.NOBODY_HEARD in checks.causes)
        checks.open_list()
        checks.press_remedy("Unmute")
        await until(lambda: Cause.NOBODY_HEARD not in checks.causes)
        for stream in host.at.room.view.streams:
            host.at.room.remove_stream(stream.stream_id)
        await until(lambda: Cause.NOBODY in checks.causes)
        assert "Nobody is in the room yet" in checks.words


async def test_who_is_left_out_gets_a_place_by_one_click(a_host):
    async with a_host() as (host, checks):
        layout = Layout(MixMode.CUSTOM, (SEAT, BOARD))
        host.at.layouts.edit_draft(layout)
        await until(lambda: "3 people are not in the picture" in checks.words)
        checks.open_list()
        checks.press_remedy("Put them in the layout")
        await until(lambda: "not in the picture" not in checks.words)
        added = [region.stream_id for region in host.at.layouts.draft.regions[2:]]
        assert len(set(added)) == 3
        host.at.layouts.undo()
        assert host.at.layouts.draft == layout


async def test_everything_that_costs_a_board_is_told_and_mended_by_its_button(a_host):
    async with a_host() as (host, checks):
        seat = Region("seat", Rect(0, 0, 640, 720), 0)
        large = Region("board", Rect(640, 180, 1280, 540), 1, view_type=ViewType.WHITEBOARD)
        cover = Region("cover", Rect(600, 100, 1280, 720), 2)
        small = replace(large, rect=Rect(1120, 630, 1280, 720))
        flat = replace(large, rect=Rect(0, 450, 1280, 720))
        named = replace(large, stream_id=host.at.room.view.streams[0].stream_id)
        cases = (
            (Cause.BOARD_COVERED, Remedy.BOARD_TO_FRONT, (seat, large, cover), {}),
            (Cause.BOARD_SMALL, Remedy.LARGE_BOARD, (seat, small), {}),
            (Cause.BOARD_BARS, Remedy.SHAPE_BOARD_REGION, (seat, flat), {}),
            (Cause.BOARD_REPLACED, Remedy.BOARD_ALONE, (seat, named), {}),
            (Cause.BOARD_REGION_UNUSED, Remedy.RECORD_BOARDS, (seat, large), {"records_whiteboard": False}),
            (Cause.BOARD_WITH_SOUND_ONLY, Remedy.RECORD_PICTURE, (seat, large), {"stream_type": StreamType.AUDIO}),
        )
        settings = host.at.take_settings
        usual = settings.current
        for cause, remedy, regions, changes in cases:
            settings.change(replace(usual, **changes))
            host.at.layouts.edit_draft(Layout(MixMode.CUSTOM, regions))
            await until(lambda cause=cause: cause in checks.causes)
            checks.open_list()
            checks.press_remedy(str(REMEDIES[remedy].label))
            await until(lambda cause=cause: cause not in checks.causes)
        assert settings.current == usual
