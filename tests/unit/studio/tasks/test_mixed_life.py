"""The life of a mixed task around its options, on a clock made of numbers and with streams that are plain values."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from chalkreel.base.clock import ManualClock
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import QuitReason, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.sources.pictures import load_picture
from chalkreel.studio.sources.source import Condition, SourceState
from chalkreel.studio.tasks.mixed_task import MixedTask
from chalkreel.studio.tasks.stage import Stage
from tests.drivers.studio import start_request
from tests.support.recordings import RED, picture_bytes, plain
from tests.support.task_bench import task_bench, told
from tests.support.waiting import until

START_S = 1000.0
REGION = {"Left": 0, "Top": 0, "Right": 160, "Bottom": 180, "Layer": 0}


def request_of(folder: Path, **changes: Any) -> StartRecordRequest:
    return StartRecordRequest.from_wire(start_request("r", folder, **changes))


def stream(clock: ManualClock, stream_id: str) -> PublishedStream:
    source = open_source(SourceSpec("test", options={"width": 64, "height": 64}), clock)
    return PublishedStream(stream_id, f"user-{stream_id}", stream_id, source, 0, 1)


@pytest.mark.asyncio
async def test_who_pauses_a_task_before_it_has_begun_finds_it_paused(make_task: Callable[..., MixedTask]) -> None:
    room = Room("r")
    room.enter(stream(ManualClock(START_S), "ann"))
    task = make_task(room)
    await task.pause()
    task.begin()
    assert task.book.record.status is TaskStatus.PAUSED
    assert not any(event.kind == "recording_started" for event in task.book.events.all)
    await task.resume()
    await until(lambda: any(event.kind == "recording_started" for event in task.book.events.all))
    task.end(TaskStatus.ENDED)
    await task.finished()


class AwaitedSource:
    """An encoder that has not come yet, as far as a task looks at it."""

    condition = Condition(SourceState.STARTING)


def a_board() -> Board:
    page = picture_bytes(plain(Size(16, 9), RED))
    return Board("b", "Fractions", (page,), load_picture(page))


@pytest_asyncio.fixture
async def make_task(tmp_path: Path) -> AsyncIterator[Callable[..., MixedTask]]:
    async with task_bench(tmp_path, ManualClock(START_S)) as bench:
        yield partial(bench.make, MixedTask)


@pytest.mark.asyncio
async def test_streams_the_layout_names_and_nobody_publishes_are_told_once(make_task: Callable[..., MixedTask]) -> None:
    mix = {"MixMode": 1, "MixInputList": [{**REGION, "StreamId": "ann"}, {**REGION, "StreamId": "bob"}, REGION]}
    task = make_task(MaxIdleTime=86400, MixConfig=mix)
    task.begin()
    for second in range(25):
        task.tick(START_S + second)
    assert told(task).count(6) == 2


@pytest.mark.asyncio
async def test_a_task_that_ended_by_itself_says_why(make_task: Callable[..., MixedTask]) -> None:
    task = make_task(MaxIdleTime=5, FillBlank=True)
    task.begin()
    for second in range(7):
        task.tick(START_S + second)
    await task.finished()
    assert (task.book.record.status, task.book.record.quit_reason) == (
        TaskStatus.ENDED_ABNORMALLY,
        QuitReason.MAX_IDLE_TIME,
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("comes_by", ["a stream", "a board", "an encoder that is awaited"])
async def test_who_comes_and_goes_between_two_looks_at_the_clock_was_there(
    make_task: Callable[..., MixedTask], comes_by: str
) -> None:
    clock, room = ManualClock(START_S), Room("r", lambda: START_S)
    task = make_task(room, MaxIdleTime=5, MaxRecordTime=86400)
    task.begin()
    task.tick(START_S)
    task.tick(START_S + 4)
    if comes_by == "a board":
        room.open_board(a_board())
        room.close_board("b")
    else:
        passing = stream(clock, "ann")
        if comes_by != "a stream":
            passing = replace(passing, source=AwaitedSource())  # type: ignore[arg-type]
        room.enter(passing)
        room.leave("ann")
    task.tick(START_S + 6)
    assert task.book.is_ended == (comes_by == "an encoder that is awaited")
    task.tick(START_S + 12)
    assert task.book.is_ended
    await task.finished()


@pytest.mark.asyncio
async def test_an_open_board_alone_keeps_a_task_from_being_idle(make_task: Callable[..., MixedTask]) -> None:
    room = Room("r", lambda: START_S)
    task = make_task(room, MaxIdleTime=5, MaxRecordTime=86400)
    task.begin()
    room.open_board(a_board())
    for second in range(60):
        task.tick(START_S + second)
    assert task.book.record.status is TaskStatus.RECORDING
    room.close_board("b")
    task.tick(START_S + 60)
    task.tick(START_S + 65)
    assert task.book.record.quit_reason is QuitReason.MAX_IDLE_TIME


@pytest.mark.parametrize("fill_blank", [False, True])
def test_a_stream_that_left_holds_its_place_with_fill_blank_but_never_the_room(
    tmp_path: Path, fill_blank: bool
) -> None:
    clock, room = ManualClock(START_S), Room("r", lambda: START_S)
    stage = Stage(request_of(tmp_path, FillBlank=fill_blank), room, clock)
    room.enter(stream(clock, "ann"))
    stage.stream_entered("ann")
    clock.run_for(1)
    assert room.is_occupied(clock.now())
    room.leave("ann")
    stage.stream_left("ann")

    assert not room.is_occupied(clock.now())
    assert not stage.has_stream
    scene = stage.scene()
    assert scene.order == (("ann",) if fill_blank else ())
    assert list(scene.held) == (["ann"] if fill_blank else [])
    assert scene.sources == {}
    room.enter(stream(clock, "ann"))
    stage.stream_entered("ann")
    again = stage.scene()
    assert (again.order, dict(again.held), list(again.sources or {})) == (("ann",), {}, ["ann"])


def test_a_held_picture_stands_still_although_the_test_source_would_go_on(tmp_path: Path) -> None:
    clock, room = ManualClock(START_S), Room("r", lambda: START_S)
    stage = Stage(request_of(tmp_path, FillBlank=True), room, clock)
    room.enter(stream(clock, "ann"))
    stage.stream_entered("ann")
    clock.run_for(1)
    room.leave("ann")
    stage.stream_left("ann")
    first = stage.scene().held["ann"]
    clock.run_for(2)
    assert stage.scene().held["ann"] is first


@pytest.mark.parametrize(("has_whiteboard", "fill_blank"), [(True, True), (True, False), (False, True)])
def test_a_board_that_left_holds_its_place_with_fill_blank_and_is_nothing_where_no_board_is_recorded(
    tmp_path: Path, has_whiteboard: bool, fill_blank: bool
) -> None:
    room = Room("r", lambda: START_S)
    board = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "b"}
    request = request_of(tmp_path, HasWhiteboard=has_whiteboard, Whiteboard=[board], FillBlank=fill_blank)
    stage = Stage(request, room, ManualClock(START_S))
    assert not stage.scene().board_held
    room.open_board(a_board())
    scene = stage.scene()
    assert (scene.board is not None, scene.board_open, scene.board_held) == (has_whiteboard, has_whiteboard, False)
    room.close_board("b")
    scene = stage.scene()
    assert (scene.board, scene.board_open, scene.board_held) == (None, False, has_whiteboard and fill_blank)
