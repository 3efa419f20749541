"""The nine actions of Cloud Recording."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.actions import Action
from chalkreel.contract.checks import check_describe_tasks, check_start, check_update_layout
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.layouts import layout_of
from chalkreel.contract.queries import DescribeRecordStatusRequest, DescribeTasksRequest
from chalkreel.contract.start_record import StartRecordData, StartRecordRequest
from chalkreel.contract.updates import (
    PauseRecordRequest,
    ResumeRecordRequest,
    StopRecordRequest,
    TakeSnapshotRequest,
    UpdateLayoutRequest,
    UpdateWhiteboardRequest,
)
from chalkreel.contract.violation import Violation
from chalkreel.domain.enums import TaskStatus
from chalkreel.studio.engine import Engine
from chalkreel.studio.rooms.names import problem_with_room_id
from chalkreel.studio.storage.places import PlaceRefused, place_of
from chalkreel.studio.tasks.recordable import problem_with_files
from chalkreel.studio.tasks.refusal import TaskRefusal

WINDOW_SLACK_MS = 60_000
"""Forgiven at the old end of a query's window: a caller's clock and the way here take time."""


class RecordActions:
    """Each method reads its body exactly as the contract's schema does and gives ``Data``, if it has any."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tasks = engine.tasks

    async def start(self, body: object) -> dict[str, Any]:
        request = StartRecordRequest.from_wire(body)
        for secret in (request.storage_params.access_key_id, request.storage_params.access_key_secret):
            self._engine.redactor.register(secret or "")
        _refuse_first(check_start(request))
        _refuse_if(problem_with_room_id(request.room_id))
        _refuse_if(problem_with_files(request))
        try:
            place = place_of(request.storage_params, request.record_output_params.output_folder)
        except PlaceRefused as refusal:
            raise TaskRefusal(ReturnCode.INVALID_PARAMETER, refusal.sentence) from None
        if self._engine.closing.is_set():
            raise TaskRefusal(ReturnCode.SYSTEM_ERROR, phrase("Studio is ending and starts nothing new."))
        book = await self._tasks.start(request, place)
        return StartRecordData(task_id=book.task_id).to_wire()

    async def stop(self, body: object) -> None:
        request = StopRecordRequest.from_wire(body)
        self._tasks.task(Action.STOP_RECORD, request.task_id).end(TaskStatus.ENDED)

    async def update_layout(self, body: object) -> None:
        request = UpdateLayoutRequest.from_wire(body)
        task = self._tasks.mixed_task(Action.UPDATE_LAYOUT, request.task_id)
        _refuse_first(check_update_layout(request, task.canvas, has_whiteboard=task.has_whiteboard))
        task.update_layout(layout_of(request, fill_mode=task.layout.fill_mode))

    async def update_whiteboard(self, body: object) -> None:
        request = UpdateWhiteboardRequest.from_wire(body)
        task = self._tasks.task(Action.UPDATE_WHITEBOARD, request.task_id)
        if not task.has_whiteboard:
            raise TaskRefusal(
                ReturnCode.INVALID_PARAMETER,
                phrase("This task was started without HasWhiteboard, so it shows no board."),
            )
        task.update_whiteboard(request.whiteboard_id)

    async def pause(self, body: object) -> None:
        request = PauseRecordRequest.from_wire(body)
        await self._tasks.mixed_task(Action.PAUSE_RECORD, request.task_id).pause()

    async def resume(self, body: object) -> None:
        request = ResumeRecordRequest.from_wire(body)
        await self._tasks.mixed_task(Action.RESUME_RECORD, request.task_id).resume()

    async def take_snapshot(self, body: object) -> None:
        request = TakeSnapshotRequest.from_wire(body)
        self._tasks.mixed_task(Action.TAKE_SNAPSHOT, request.task_id).take_snapshot()

    async def describe_status(self, body: object) -> dict[str, Any]:
        request = DescribeRecordStatusRequest.from_wire(body)
        return self._tasks.status(request.task_id, _now_ms()).to_wire()

    async def describe_tasks(self, body: object) -> dict[str, Any]:
        request = DescribeTasksRequest.from_wire(body)
        _refuse_first(check_describe_tasks(request, _now_ms() - WINDOW_SLACK_MS))
        return self._tasks.listed(request).to_wire()


def _refuse_if(problem: Phrase | None) -> None:
    if problem is not None:
        raise TaskRefusal(ReturnCode.INVALID_PARAMETER, problem)


def _refuse_first(violations: Iterable[Violation]) -> None:
    for violation in violations:
        raise TaskRefusal(ReturnCode.INVALID_PARAMETER, phrase("{violation}", violation=violation))


def _now_ms() -> int:
    return int(time.time() * 1000)
