"""What preflight makes of the news, without a window."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.controllers.preflight import PreflightController
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, BoardView, LayoutView, RoomView, StreamCondition, StreamView
from chalkreel.domain.enums import MixMode, StreamType, TaskStatus, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Wish
from chalkreel.domain.preflight import Cause, Remedy, StorageState
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.services.connection import Credentials, Storage, storage_params
from tests.support.recorder_peer import recorder
from tests.support.waiting import until

pytestmark = [pytest.mark.asyncio, pytest.mark.qt_loop]
TEACHER = StreamView("t", "Teacher", StreamCondition.LIVE, level=0.2)
STUDENT = StreamView("s", "Student", StreamCondition.LIVE, level=0.2)
ROOM = RoomView("class", "Studio", is_studio=True, streams=(TEACHER, STUDENT))
BOARDS = BoardsView((BoardView("b", "Board", size=Size(1280, 720), is_next=True),))
SEAT = Region("r", Rect(0, 0, 1280, 720))
LIVE = TakeState(task_id="t", wish=Wish.START, status=TaskStatus.RECORDING)


class Desk:
    """A preflight controller, its clock, and what it told."""

    def __init__(self, folder):
        self.now_s = 100.0
        self.errors = []
        self.preflight = PreflightController(
            folder, lambda: phrase("no plan"), lambda *error: self.errors.append(error), lambda: self.now_s
        )
        self.layouts, self.settings, self.wishes, self.blocks = [], [], [], []
        self.preflight.layout_mended.connect(self.layouts.append)
        self.preflight.settings_mended.connect(self.settings.append)
        self.preflight.remedy_wished.connect(lambda *wish: self.wishes.append(wish))
        self.preflight.blocked_changed.connect(lambda: self.blocks.append(self.preflight.blocked()))

    @property
    def causes(self):
        return {finding.cause for finding in self.preflight.view.findings}

    def show(self, layout, settings=DEFAULTS):
        self.preflight.show_layout(LayoutView(Size(1280, 720), layout))
        self.preflight.show_settings(settings)

    async def until(self, cause, *, is_there=True):
        await until(lambda: (cause in self.causes) is is_there)


@pytest.fixture
def a_desk(tmp_path, qapp):
    @asynccontextmanager
    async def made():
        desk = Desk(tmp_path)
        async with recorder() as (_peer, session):
            desk.session = session
            desk.preflight.enter(session)
            desk.preflight.show_room(ROOM)
            desk.preflight.show_boards(BOARDS)
            desk.show(Layout(MixMode.HORIZONTAL))
            try:
                await until(lambda: desk.preflight.view.has_recorder)
                yield desk
            finally:
                await desk.preflight.close()
        assert desk.errors == []

    return made


async def test_silence_is_counted_from_the_last_voice(a_desk):
    async with a_desk() as desk:
        desk.now_s += 30
        desk.preflight.show_room(replace(ROOM, streams=(TEACHER, replace(STUDENT, level=0.0))))
        await asyncio.sleep(0)
        assert Cause.SILENT not in desk.causes, "heard until now"
        desk.now_s += 25
        desk.preflight.show_room(replace(ROOM, streams=(TEACHER, replace(STUDENT, level=0.001))))
        await desk.until(Cause.SILENT)
        desk.preflight.show_room(ROOM)
        await desk.until(Cause.SILENT, is_there=False)
        desk.now_s += 25
        desk.preflight.show_room(replace(ROOM, streams=tuple(replace(one, level=0.0) for one in ROOM.streams)))
        desk.now_s += 25
        desk.preflight.show_room(replace(ROOM, streams=tuple(replace(one, level=0.0005) for one in ROOM.streams)))
        await desk.until(Cause.NOBODY_HEARD)


async def test_what_blocks_is_told_once_and_taken_back(a_desk):
    async with a_desk() as desk:
        board = Region("b", Rect(0, 0, 640, 360), 1, view_type=ViewType.WHITEBOARD)
        desk.show(Layout(MixMode.CUSTOM, (SEAT, board, replace(board, region_id="c"))))
        await desk.until(Cause.SECOND_BOARD_REGION)
        assert "Only one region" in str(desk.preflight.blocked())
        desk.preflight.help(Remedy.ONE_WHITEBOARD, "c")
        desk.show(desk.layouts[-1])
        await desk.until(Cause.SECOND_BOARD_REGION, is_there=False)
        assert [str(block)[:8] for block in desk.blocks] == ["Only one", "None"]


async def test_remedies_make_layouts_settings_or_wishes(a_desk):
    async with a_desk() as desk:
        desk.show(Layout(MixMode.CUSTOM, (SEAT,)), replace(DEFAULTS, stream_type=StreamType.AUDIO))
        desk.preflight.help(Remedy.RECORD_PICTURE, "")
        assert desk.settings == [DEFAULTS]
        desk.preflight.help(Remedy.PUT_BOARD_IN_LAYOUT, "")
        assert any(region.shows_whiteboard for region in desk.layouts[-1].regions)
        desk.preflight.help(Remedy.UNMUTE, "t")
        desk.preflight.help(Remedy.TAKE_SETTINGS, "fill_blank")
        assert desk.wishes == [(Remedy.UNMUTE, "t"), (Remedy.TAKE_SETTINGS, "fill_blank")]


async def test_while_it_records_the_layout_on_air_is_judged(a_desk):
    async with a_desk() as desk:
        desk.preflight.show_take(LIVE)
        draft = Layout(MixMode.CUSTOM, (SEAT,))
        desk.preflight.show_layout(LayoutView(Size(1280, 720), draft, on_air=Layout(MixMode.HORIZONTAL)))
        await until(lambda: desk.preflight.view.is_live)
        assert Cause.BOARD_WITHOUT_REGION not in desk.causes
        desk.preflight.show_layout(LayoutView(Size(1280, 720), draft, on_air=draft))
        await desk.until(Cause.BOARD_WITHOUT_REGION)


async def test_space_is_counted_with_the_settings_of_what_is_recorded(a_desk):
    async with a_desk() as desk:

        def space():
            return str(desk.preflight.view.summary[-1])

        desk.preflight.enter(replace(desk.session, studio=object()))  # recordings are kept on this computer
        await until(lambda: len(desk.preflight.view.summary) == 3)
        before = space()
        desk.preflight.show_take(LIVE)
        await until(lambda: desk.preflight.view.is_live)
        desk.preflight.show_settings(replace(DEFAULTS, video_bit_rate_bps=20_000_000))
        desk.preflight.show_room(replace(ROOM, streams=(TEACHER,)))
        await until(lambda: str(desk.preflight.view.summary[0]) == "1 person")
        assert space() == before
        desk.preflight.help(Remedy.RECORD_PICTURE, "")
        assert desk.settings[-1].video_bit_rate_bps == 20_000_000  # what can be mended is the next one
        desk.preflight.show_take(TakeState())
        await until(lambda: space() != before)


async def test_the_storage_is_tried_again_when_a_recording_is_over(a_desk, tmp_path):
    async with a_desk() as desk:
        folder = tmp_path / "recordings"
        storage = Storage(region="local", bucket=folder.name, end_point=tmp_path.as_uri())
        keys = Credentials(access_key_id="local", access_key_secret="local")
        desk.preflight.enter(replace(desk.session, storage=storage_params(storage, keys)))
        await until(lambda: desk.preflight.surroundings.storage is StorageState.WORKS)
        folder.rmdir()
        folder.touch()
        desk.preflight.show_take(LIVE)
        desk.preflight.show_take(replace(LIVE, status=TaskStatus.ENDED))
        await desk.until(Cause.STORAGE)


async def test_without_a_recorder_nothing_is_said(a_desk):
    async with a_desk() as desk:
        desk.preflight.enter(None)
        await until(lambda: not desk.preflight.view.has_recorder)
        assert (desk.preflight.view.findings, desk.preflight.view.summary) == ((), ())
