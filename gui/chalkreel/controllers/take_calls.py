"""The host's wishes about a take, carried out at the recorder; only what it confirmed becomes known."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from pydantic import ValidationError

from chalkreel.base.phrase import phrase
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.layouts import update_layout_request
from chalkreel.contract.problems import violations_of
from chalkreel.contract.updates import UpdateWhiteboardRequest
from chalkreel.controllers.backup_uploads import store_again
from chalkreel.controllers.take_desk import TakeDesk
from chalkreel.controllers.take_start import refusal_sentence, refused_layout
from chalkreel.domain.enums import ImageType, TaskStatus
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Wish
from chalkreel.services.errors import CallRefused, ServiceError

STOP_ATTEMPTS = 4
STOP_WAIT_S = 1.0
NOT_STOPPED = phrase("The recording could not be stopped and goes on. Press Stop again.")


class TakeCalls:
    """Sends calls about the take on the desk, one method per wish; whoever starts them decides when."""

    def __init__(self, desk: TakeDesk) -> None:
        self._desk = desk

    async def stop(self) -> None:
        self._desk.change(wish=Wish.STOP, problem=None)
        await self._desk.history.guarded(self._desk.journal.stop_wished(self._desk.state.take_id))
        for attempt in range(1, STOP_ATTEMPTS + 1):
            try:
                await self._desk.api.stop_record(self._desk.state.task_id)
                break
            except ServiceError as failure:
                if isinstance(failure, CallRefused) and failure.code in _OVER_CODES:
                    self._desk.expect_change()
                    return
                if not failure.is_retryable or attempt == STOP_ATTEMPTS:
                    why = phrase("{why} {then}", why=failure.problem, then=NOT_STOPPED)
                    self._desk.change(wish=Wish.START, problem=why)
                    await self._desk.note("not stopped")
                    return
                await asyncio.sleep(STOP_WAIT_S)
        await self._desk.note("stopped")
        self._desk.expect_change()

    async def pause(self) -> None:
        if await self._told(self._desk.api.pause_record(self._desk.state.task_id)):
            self._desk.change(status=TaskStatus.PAUSED, time=self._desk.state.time.halted(self._desk.now_ms))
            await self._desk.note("paused")

    async def resume(self) -> None:
        if await self._told(self._desk.api.resume_record(self._desk.state.task_id)):
            self._desk.change(status=TaskStatus.RECORDING, time=self._desk.state.time.started(self._desk.now_ms))
            await self._desk.note("resumed")

    async def snapshot(self) -> None:
        if await self._told(self._desk.api.take_snapshot(self._desk.state.task_id)):
            await self._desk.note("snapshot")

    async def add_marker(self, name: str, moment_ms: int) -> None:
        studio = self._desk.session.studio if self._desk.session is not None else None
        if studio is not None:
            ago_ms = max(self._desk.state.time.at(self._desk.now_ms) - moment_ms, 0)
            try:
                moment_ms = await studio.add_marker(self._desk.state.task_id, name, ago_ms)
            except ServiceError as refusal:
                self._desk.change(problem=refusal_sentence(refusal))
                return
        await self._desk.note("marker", at_ms=moment_ms, name=name)

    async def retry_upload(self) -> None:
        session = self._desk.session
        if session is None or session.studio is None:
            return
        self._desk.change(problem=None)
        try:
            problem = await store_again(session.studio, session.storage, self._desk.state.task_id)
        except ServiceError as failure:
            problem = failure.sentence
        self._desk.change(problem=problem)

    async def apply_layout(self, layout: Layout) -> None:
        self._desk.change(
            is_applying_layout=True,
            layout_refused=None,
            # With another layout the recorder tries the pictures of its regions again.
            failed_images=frozenset(
                failed for failed in self._desk.state.failed_images if failed[0] is not ImageType.REGION_BACKGROUND
            ),
        )
        try:
            request = update_layout_request(self._desk.state.task_id, layout)
            await self._desk.api.update_layout(request)
        except ValidationError as error:
            self._desk.change(is_applying_layout=False, layout_refused=violations_of(error)[0].message)
            return
        except ServiceError as refusal:
            self._desk.change(is_applying_layout=False, layout_refused=refused_layout(refusal))
            return
        self._desk.change(is_applying_layout=False, on_air_layout=layout)
        await self._desk.note("layout", request=request.to_wire())

    async def switch_board(self) -> None:
        while (board_id := self._desk.state.pending_board) and board_id != self._desk.state.on_air_board:
            name = self._desk.pending_name
            try:
                await self._desk.api.update_whiteboard(
                    UpdateWhiteboardRequest(task_id=self._desk.state.task_id, whiteboard_id=board_id)
                )
            except ServiceError as refusal:
                self._desk.change(board_refused=refusal_sentence(refusal))
                if self._desk.state.pending_board == board_id:
                    break
                continue  # the host wants yet another one by now
            self._desk.change(on_air_board=board_id)
            await self._desk.note("whiteboard", board=board_id, name=name)
        self._desk.change(pending_board="")

    async def _told(self, call: Awaitable[None]) -> bool:
        try:
            await call
        except ServiceError as refusal:
            self._desk.change(problem=refusal_sentence(refusal))
            return False
        self._desk.changed_at_s = self._desk.now_s()
        self._desk.change(problem=None)
        self._desk.expect_change()
        return True


_OVER_CODES = frozenset({ReturnCode.TASK_ENDED, ReturnCode.TASK_UNKNOWN})
