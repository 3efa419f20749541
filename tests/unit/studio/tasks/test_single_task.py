"""A task of single streams where its decisions show: who is recorded, and what is told of who is missing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from chalkreel.base.clock import ManualClock
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.sources.pictures import load_picture
from chalkreel.studio.sources.source import SourceFrame
from chalkreel.studio.sources.test_card import TestCard, TestCardOptions
from chalkreel.studio.tasks.file_names import LONGEST_NAME_BYTES
from chalkreel.studio.tasks.first_pictures import PATIENCE_S
from chalkreel.studio.tasks.recording import Recorded, Recording
from chalkreel.studio.tasks.single_task import LOOK_AGAIN_S, SingleTask
from tests.support.plain_pictures import RED, colour_png
from tests.support.task_bench import task_bench, told
from tests.support.waiting import until

MakeTask = Callable[..., tuple[SingleTask, Room]]


@pytest_asyncio.fixture
async def make_task(tmp_path: Path) -> AsyncIterator[MakeTask]:
    async with task_bench(tmp_path, ManualClock()) as bench:

        def make(**changes: object) -> tuple[SingleTask, Room]:
            room = Room("r")
            return bench.make(SingleTask, room, RecordMode=1, **changes), room

        yield make


CAMERA = SourceSpec("test", options={"width": 16, "height": 16})


def enter(room: Room, stream_id: str, spec: SourceSpec = CAMERA) -> None:
    room.enter(
        PublishedStream(stream_id, f"user-{stream_id}", f"Dr. {stream_id}", open_source(spec, ManualClock()), 0, 1)
    )


def started(task: SingleTask) -> set[str]:
    """Give the streams whose recording began."""
    return {event.details["stream_id"] for event in task.book.events.all if event.kind == "recording_started"}


def kinds(task: SingleTask) -> list[str]:
    return [event.kind for event in task.book.events.all]


@pytest.mark.asyncio
async def test_a_listed_stream_that_is_missing_is_told(make_task: MakeTask) -> None:
    task, room = make_task(RecordStreamList=[{"StreamId": "here"}, {"StreamId": "missing"}], StreamType=1)
    task.begin()
    enter(room, "here")

    for second in range(31):
        task.tick(1000.0 + second)

    assert told(task).count(6) == 1
    assert told(task).count(4) == 0


@pytest.mark.asyncio
async def test_36_streams_are_recorded_and_the_next_when_one_leaves(make_task: MakeTask) -> None:
    task, room = make_task(StreamType=1, RecordOutputParams={"OutputFileFormat": "aac"})
    task.begin()
    first, all_streams = [f"s{number}" for number in range(36)], [f"s{number}" for number in range(38)]
    for stream_id in all_streams:
        enter(room, stream_id)
    await until(lambda: started(task) == set(first))
    room.leave("s0")
    await until(lambda: len(started(task)) == 37)

    assert started(task) == {*first, "s36"}
    owners = {(file.stream_id, file.user_id, file.user_name) for file in task.book.record.files}
    assert ("s1", "user-s1", "Dr. s1") in owners


@pytest.mark.asyncio
@pytest.mark.expects_log("too long")
async def test_a_stream_whose_name_no_disk_could_hold_costs_itself_only(make_task: MakeTask) -> None:
    task, room = make_task(StreamType=1)
    task.book.record.room_id = "/" * 70  # three letters each in a file's name
    task.begin()
    enter(room, "x" * 256)

    problems = [event for event in task.book.events.all if event.kind == "problem"]
    assert [event.details["stream_id"] for event in problems] == ["x" * 256]
    assert task.book.record.status is TaskStatus.RECORDING


@pytest.mark.asyncio
async def test_a_stream_under_a_long_id_is_recorded_under_a_shorter_name(make_task: MakeTask) -> None:
    task, room = make_task(StreamType=1)
    task.begin()
    enter(room, "x" * 256)
    await until(lambda: "recording_started" in kinds(task))

    (file,) = task.book.record.files
    assert file.stream_id == "x" * 256
    assert Path(file.path).name == file.file_id
    assert len(file.file_id.encode()) <= LONGEST_NAME_BYTES


@pytest.mark.asyncio
@pytest.mark.parametrize(("stream_type", "has_sound"), [(2, True), (3, False)])
async def test_only_sound_is_filled_in_so_a_returning_picture_opens_another_file(
    make_task: MakeTask, tmp_path: Path, stream_type: int, has_sound: bool
) -> None:
    still = SourceSpec("image", path=str(colour_png(tmp_path / "still.png", RED, 16, 16)))
    task, room = make_task(StreamType=stream_type, FillBlank=True)
    task.begin()
    for times in (1, 2):
        enter(room, "ann", CAMERA if has_sound else still)
        await until(lambda times=times: kinds(task).count("recording_started") == times)
        room.leave("ann")


class LateCamera(TestCard):
    """Has decoded a picture that is not due yet."""

    def __init__(self) -> None:
        super().__init__(TestCardOptions(width=16, height=16), ManualClock())
        self.asked = 0
        self.is_due = False

    def frame_at(self, time_s: float) -> SourceFrame | None:
        self.asked += 1
        return super().frame_at(time_s) if self.is_due else None


@pytest.mark.asyncio
async def test_however_many_streams_wait_for_their_first_picture_they_are_looked_at_together(
    make_task: MakeTask,
) -> None:
    task, room = make_task()
    task.begin()
    cameras = [LateCamera() for _ in range(8)]
    for number, camera in enumerate(cameras):
        room.enter(PublishedStream(f"s{number}", "ann", "Ann", camera, 0, number))
    first = cameras[0]
    before = first.asked
    await asyncio.sleep(8 * LOOK_AGAIN_S)
    assert first.asked - before <= 8
    for camera in cameras:
        camera.is_due = True
    await until(lambda: len(started(task)) == 8)


class DarkCamera(TestCard):
    """Sends sound, and no picture that can be decoded until it is told to."""

    is_dark = True

    @property
    def size(self) -> Size | None:
        return None if self.is_dark else super().size

    def frame_at(self, time_s: float) -> SourceFrame | None:
        return None if self.is_dark else super().frame_at(time_s)


@pytest.mark.asyncio
@pytest.mark.expects_log("cannot record")
@pytest.mark.parametrize(("stream_type", "alone"), [(3, ["A"]), (4, ["A"]), (2, [])])
async def test_sound_without_its_picture_is_recorded_alone_until_the_picture_comes(
    tmp_path: Path, stream_type: int, alone: list[str]
) -> None:
    clock = ManualClock()
    async with task_bench(tmp_path, clock) as bench:
        room = Room("r")
        task = bench.make(SingleTask, room, RecordMode=1, StreamType=stream_type)
        task.begin()
        camera = DarkCamera(TestCardOptions(width=16, height=16), clock)
        room.enter(PublishedStream("s", "ann", "Ann", camera, 0, 1))
        clock.run_for(PATIENCE_S - 0.5)
        await asyncio.sleep(3 * LOOK_AGAIN_S)
        assert kinds(task) == ["started"]
        clock.run_for(1.0)
        await until(lambda: "problem" in kinds(task))
        if alone:
            await until(lambda: "recording_started" in kinds(task))
        assert [name_kind(file.path) for file in task.book.record.files] == alone
        clock.run_for(1.0)
        task.tick(clock.now())
        camera.is_dark = False
        task.tick(clock.now())
        await until(lambda: kinds(task).count("recording_started") == len(alone) + 1)
        task.tick(clock.now())

        assert kinds(task).count("problem") == 1
        (problem,) = [event for event in task.book.events.all if event.kind == "problem"]
        assert problem.details["stream_id"] == "s"
        expected = {2: ["V"], 3: ["VA"], 4: ["V", "A"]}[stream_type]
        assert [name_kind(file.path) for file in task.book.record.files][len(alone) :] == expected


def name_kind(path: str) -> str:
    """Give the letters in a file's name that tell what it holds."""
    return Path(path).stem.split("_")[-2]


@pytest.mark.asyncio
async def test_all_recordings_of_a_stopped_task_stand_still_before_the_first_is_closed(
    make_task: MakeTask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood_still: list[bool] = []
    close = Recording.close

    async def closed(self: Recording, *marks: Sequence[ChapterMark]) -> list[Recorded]:
        stood_still.append(task.stats().is_paused)
        return await close(self, *marks)

    monkeypatch.setattr(Recording, "close", closed)
    board = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "b"}
    task, room = make_task(HasWhiteboard=True, Whiteboard=[board])
    page = colour_png(tmp_path / "page.png", RED, 160, 90).read_bytes()
    room.open_board(Board("b", "Fractions", (page,), load_picture(page)))
    task.begin()
    for number in range(3):
        enter(room, f"s{number}")
    await until(lambda: kinds(task).count("recording_started") == 4)
    task.end(TaskStatus.ENDED)
    await task.finished()
    assert stood_still == [True] * 4
