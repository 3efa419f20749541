"""A host's lesson through the real window, with the real recorder behind it."""

import asyncio
import signal
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Phase
from chalkreel.studio.outputs.measure import measure
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
SEEN_MS = 250
"""Several frames: what is replaced within one frame was never recorded, and has no chapter."""
OFTEN = 30
"""Turns of the loop within the seconds of a silence; one call that blocks would leave a few only."""


@pytest.fixture
def a_host(qtbot, tmp_path):
    """A window that lives within the test alone: between a fixture and its test the loop would stand still."""

    @asynccontextmanager
    async def opened():
        driver = MainWindowDriver(qtbot, tmp_path / "profile")
        try:
            await driver.open()
            yield driver
        finally:
            await driver.close()

    return opened


async def test_a_lesson_from_record_to_a_safe_file(a_host):
    async with a_host() as host:
        await host.record()
        first = host.board_on_air
        assert first == host.boards[0]
        await host.until_recorded_more(SEEN_MS)
        host.pick_board(2)
        await until(lambda: host.board_on_air == host.boards[1])
        await host.until_recorded_more(SEEN_MS)
        host.press_number(3)
        await until(lambda: host.board_on_air == host.boards[2])
        await host.until_recorded_more(SEEN_MS)
        host.choose_mode(MixMode.VERTICAL)
        assert host.at.layouts.view.on_air.mode is not MixMode.VERTICAL, "a draft is not on air"
        host.apply()
        await until(lambda: host.take.on_air_layout.mode is MixMode.VERTICAL)
        await host.until_recorded(1500)
        host.press_pause()
        await host.until_phase(Phase.PAUSED)
        assert host.says("Paused at")
        host.press_resume()
        await host.until_phase(Phase.RECORDING)
        host.press_snapshot()
        await until(lambda: any("Picture" in str(event.text) for event in host.take.events))
        await host.until_recorded(2500)
        await host.stop()
        assert host.phase is Phase.SAFE
        assert host.says("Safe to leave")

        facts = measure(host.recording)
        assert facts.resolution == Size(1280, 720)
        assert facts.duration_ms == pytest.approx(host.take.files[0].duration_ms, abs=100)
        chapters = host.recording.with_suffix(".vtt").read_text("utf-8").splitlines()
        titles = [after for before, after in pairwise(chapters) if "-->" in before]
        names = {board.board_id: board.name for board in host.at.whiteboards.view.boards}
        assert titles == [*(names[board_id] for board_id in host.boards), f"{names[host.boards[2]]} – Vertical"]
        assert len(list(host.recording.parent.rglob("*.jpg"))) == 1
        (take,) = host.rows("takes")
        assert take["task_id"] == host.take.task_id
        assert take["intent_ms"] <= take["started_ms"] <= take["stop_wished_ms"] <= take["closed_ms"]
        assert take["outcome"] == "safe"
        kinds = [event["kind"] for event in host.rows("events")]
        assert kinds == ["started", "whiteboard", "whiteboard", "layout", "paused", "resumed", "snapshot", "stopped"]


async def test_hasty_hands_do_no_harm(a_host):
    async with a_host() as host:
        host.double_click_record()
        await host.until_phase(Phase.RECORDING)
        assert len(host.rows("takes")) == 1
        for number in (2, 1, 2, 3):
            host.pick_board(number)
        await until(lambda: host.board_on_air == host.boards[2] and not host.take.pending_board)
        await host.stop()
        assert host.phase is Phase.SAFE
        assert len(list(host.paths.recordings.rglob("*.mp4"))) == 1


@pytest.mark.parametrize(
    "rect", [Rect(900, 0, 1900, 500), Rect(-200, 0, 300, 300)], ids=["beyond the canvas", "before the canvas"]
)
async def test_a_bad_layout_is_refused_in_words_and_the_take_goes_on(a_host, rect):
    async with a_host() as host:
        await host.record()
        on_air = host.take.on_air_layout
        host.at.layouts.edit_draft(Layout(MixMode.CUSTOM, (Region("a", rect),)))
        host.apply()
        await until(lambda: host.take.layout_refused)
        assert host.window.canvas.apply_bar.words.startswith("Refused: ")
        assert host.take.on_air_layout == on_air
        assert host.phase is Phase.RECORDING
        host.choose_mode(MixMode.GRID)
        host.apply()
        await until(lambda: host.take.on_air_layout.mode is MixMode.GRID)
        await host.stop()
        assert host.phase is Phase.SAFE


async def test_files_that_cannot_be_opened_are_named_and_the_others_are_opened(a_host, tmp_path):
    async with a_host() as host:
        good = host.window.grab()
        for name in ("good.png", "second.png"):
            assert good.save(str(tmp_path / name))
        (tmp_path / "none.png").write_bytes(b"")
        (tmp_path / "text.png").write_text("this is no picture", "utf-8")
        (tmp_path / "torn.png").write_bytes((tmp_path / "good.png").read_bytes()[:2000])
        names = ("good.png", "none.png", "text.png", "torn.png", "missing.png", "second.png")
        before = len(host.boards)
        host.import_boards(*(tmp_path / name for name in names))
        await until(lambda: len(host.boards) == before + 2 and host.notice)
        opened = [board.name for board in host.at.whiteboards.view.boards][before:]
        assert opened == ["good", "second"], "in the order they were given"
        for name in names:
            assert (name in host.notice) is (name not in ("good.png", "second.png"))

        people = len(host.at.room.view.streams)
        (tmp_path / "torn.mp4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(500))
        host.add_participant(tmp_path / "torn.mp4")
        await until(lambda: "torn.mp4" in host.notice)
        host.add_participant(tmp_path / "gone.mp4")
        await until(lambda: "gone.mp4" in host.notice)
        assert len(host.at.room.view.streams) == people
        assert host.at.take.view.can_record


async def test_stop_and_close_stops_a_take_too_that_is_only_just_being_started(a_host):
    async with a_host() as host:
        is_starting = asyncio.Event()
        host.at.take.state_changed.connect(lambda take: take.phase is Phase.STARTING and is_starting.set())
        host.press_record()
        await is_starting.wait()
        await host.stop_and_close_window()
        assert host.take.task_id
        assert host.phase.is_over, "nothing is recorded any more"


async def test_a_take_outlives_its_window_and_the_next_one_adopts_it(qtbot, tmp_path):
    first = MainWindowDriver(qtbot, tmp_path / "profile")
    await first.open()
    await first.record()
    first.pick_board(2)
    await until(lambda: first.board_on_air == first.boards[1])
    before = first.take.on_air_layout
    first.choose_mode(MixMode.VERTICAL)
    first.apply()
    await until(lambda: first.take.on_air_layout.mode is MixMode.VERTICAL)
    await first.until_recorded(1000)
    was = first.take
    await first.close_window_and_keep_recording()
    second = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await second.open()
        await second.until_phase(Phase.RECORDING)
        assert (second.take.task_id, second.take.take_id) == (was.task_id, was.take_id)
        assert second.board_on_air == second.boards[1]
        assert second.take.on_air_layout == was.on_air_layout
        assert second.at.take.view.recording_ms >= 1000
        second.press("back")
        await until(lambda: second.take.on_air_layout == before)
        await second.stop()
        assert second.phase is Phase.SAFE
        assert measure(second.recording).duration_ms >= 1000
        assert len(second.rows("takes")) == 1
    finally:
        await second.close()
        second.end_studio()


@pytest.mark.expects_log("ended with code -9")
@pytest.mark.allows_log("a callback with a wrong signature")
async def test_a_studio_that_is_killed_is_said_its_file_finished_and_recording_possible_again(a_host):
    async with a_host() as host:
        await host.record()
        await host.until_recorded(2500)
        broken = host.take
        headlines = []
        host.at.take.view_changed.connect(lambda view: headlines.append(str(view.headline)))
        host.signal_studio(signal.SIGKILL)
        await until(lambda: host.take.is_interrupted)
        assert host.says("The recording broke off")
        await until(lambda: host.phase.is_over)
        assert "Ready" not in headlines, "the window looked as if nothing had been recorded"
        assert host.take.task_id == broken.task_id
        assert host.phase is Phase.FAILED
        assert host.says("The recording broke off")
        assert host.says("is safe")
        assert any("restarted" in sentence for sentence in host.told)
        assert 1000 < measure(host.recording).duration_ms < 10_000
        await until(lambda: host.at.take.view.can_record and len(host.at.room.view.streams) >= 4)
        await host.record()
        assert host.take.take_id != broken.take_id
        await host.stop()
        assert host.phase is Phase.SAFE


async def test_a_studio_that_does_not_answer_blocks_nothing_and_its_silence_is_told(a_host):
    async with a_host() as host:
        await host.record()
        host.signal_studio(signal.SIGSTOP)
        turns = 0
        try:
            async with asyncio.timeout(20):
                while not host.says("ast heard"):
                    await asyncio.sleep(0.01)
                    turns += 1
            assert host.phase is Phase.RECORDING, "what is not known is not shown as stopped"
            host.choose_mode(MixMode.GRID)
            assert host.at.layouts.draft.mode is MixMode.GRID
        finally:
            host.signal_studio(signal.SIGCONT)
        assert turns > OFTEN, "the loop stood still while the recorder was silent"
        await until(lambda: host.at.take.view.heard_age_s is None)
        await host.stop()
        assert host.phase is Phase.SAFE
