"""The take in view: from Record to a safe file."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.callbacks import AbnormalEndDetail, CallbackBody, ImageFailedDetail, UploadDetail
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.layouts import update_layout_request
from chalkreel.contract.picture_options import picture_options
from chalkreel.contract.problems import violations_of
from chalkreel.contract.updates import UpdateWhiteboardRequest
from chalkreel.controllers.backup_uploads import store_again
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.take_aftermath import TakeAftermath
from chalkreel.controllers.take_history import TakeHistory
from chalkreel.controllers.take_plan import PlanSource, TakePlan
from chalkreel.controllers.take_reading import ended_by, heard, with_pictures, without_image
from chalkreel.controllers.take_reason import reason_from_studio
from chalkreel.controllers.take_start import StartRefused, TakeStarter, refusal_sentence, refused_setting
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import take_view
from chalkreel.controllers.view_state import TakeView
from chalkreel.domain.enums import ImageType, TaskStatus
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Phase, Wish
from chalkreel.services.errors import CallRefused, ServiceError
from chalkreel.services.task_watcher import STUDIO_RHYTHM, Answered, Silent, TaskWatcher, Unknown

if TYPE_CHECKING:
    from chalkreel.contract.queries import RecordStatusData
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal
    from chalkreel.services.record_api import RecordApi

TICK_S = 1.0
LAST_LINE_S = 2.0
STOP_ATTEMPTS = 4
STOP_WAIT_S = 1.0
NOT_STOPPED = phrase("The recording could not be stopped and goes on. Press Stop again.")
FORGOTTEN = phrase("The recorder no longer knows this recording; it keeps them for three days.")


class TakeController(QObject):
    """Owns the take: sends the host's wishes, keeps the journal, and repeats only what the recorder confirmed.

    Signals:
        state_changed(TakeState): something became known.
        view_changed(TakeView): the same as the panels draw it; also once a second while a take runs.
        ended(TakeState): the take is over and its files are settled.
        adopted(TakeState): a take that an earlier window started is in view now.
        saved_behind(TakeState): the files of the take before are settled, while another one is in view.
    """

    state_changed = Signal(object)
    view_changed = Signal(object)
    ended = Signal(object)
    adopted = Signal(object)
    saved_behind = Signal(object)

    def __init__(
        self,
        journal: Journal,
        plan: PlanSource,
        on_error: ErrorSink,
        monotonic_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._plan = plan
        self._now_s = monotonic_s
        self._tasks = NamedTasks("take", on_error)
        self._history = TakeHistory(journal)
        self._watcher: TaskWatcher | None = None
        self._session: Session | None = None
        self._state = TakeState()
        self._pending_name = ""
        self._is_to_note_adoption = False
        self._changed_at_s = float("-inf")

    @property
    def now_s(self) -> float:
        """The clock that recording time is counted with, monotonic seconds."""
        return self._now_s()

    @property
    def state(self) -> TakeState:
        return self._state

    @property
    def view(self) -> TakeView:
        return take_view(self._state, self._now_s(), self._plan.blocked(), self._plan.remedy())

    def enter(self, session: Session | None) -> None:
        """Use another connection, or none.

        A take that was under way then is shown as interrupted until it is adopted or ``settle`` gives it up.
        """
        self._tasks.cancel_all()
        self._watcher = None
        self._session = session
        if self._state.is_under_way:
            self._publish(self._state.interrupted(self._now_ms))
        elif self._state.waits_in_backup and (session is None or session.is_studio):
            self.refresh()  # its files can still be saved, perhaps with the new session's storage keys
        else:
            self._publish(TakeState())

    def settle(self) -> None:
        """No earlier take is followed: an interrupted one is out of view."""
        if self._state.is_interrupted:
            self._publish(TakeState())

    def refresh(self) -> None:
        """Draw again: time went on, or what Record needs has changed."""
        self.view_changed.emit(self.view)

    def room_emptied(self, since_s: float | None) -> None:
        """Learn since when the room counts as empty (monotonic seconds), ``None`` while somebody is there."""
        if since_s != self._state.empty_since_s:
            self._change(empty_since_s=since_s)

    def record(self) -> None:
        if self.view.can_record:
            self._tasks.start("record", self._record)

    def stop(self) -> None:
        if self.view.can_stop:
            self._tasks.start("stop", self._stop, WhileBusy.QUEUE)

    def pause(self) -> None:
        if self.view.can_pause:
            self._tasks.start("pause", self._pause)

    def resume(self) -> None:
        if self.view.can_resume:
            self._tasks.start("resume", self._resume)

    def take_snapshot(self) -> None:
        if self.view.can_snapshot:
            self._tasks.start("snapshot", self._snapshot)

    def retry_upload(self) -> None:
        """Let Studio store what waits in its backup folder, with the storage keys of now."""
        if self._state.waits_in_backup and self._session is not None:
            self._tasks.start("retry upload", self._retry_upload)

    def apply_layout(self, layout: Layout) -> None:
        if self._is_running:
            self._tasks.start("layout", lambda: self._apply_layout(layout), WhileBusy.QUEUE)

    def switch_board(self, board_id: str, name: str) -> None:
        """Put a board on air; of several quick clicks the last wins."""
        if self._is_running:
            self._pending_name = name
            self._change(pending_board=board_id, board_refused=None)
            self._tasks.start("whiteboard", self._switch_board)

    def add_marker(self, name: str, ago_ms: int) -> None:
        """Name a moment of the recording, so many ms before now; it becomes a chapter."""
        if self._is_running:
            moment_ms = self._state.time.at(self._now_ms)
            if self._state.time.is_running:
                moment_ms = max(moment_ms - ago_ms, 0)
            self._tasks.start("marker", lambda: self._add_marker(name, moment_ms), WhileBusy.QUEUE)

    def hear_callback(self, body: CallbackBody) -> None:
        """Take an event of the recorder as a hint; why it ended and its pictures are news that no answer tells."""
        if body.task_id != self._state.task_id:
            return
        if isinstance(body.detail, AbnormalEndDetail):
            self._publish(ended_by(self._state, body.detail.quit_reason))
        elif isinstance(body.detail, UploadDetail):
            self._publish(with_pictures(self._state, body.detail))
        elif isinstance(body.detail, ImageFailedDetail):
            self._publish(without_image(self._state, body.detail))
        if self._watcher is not None:
            self._watcher.hint()

    async def adopt(self, session: Session, state: TakeState) -> None:
        """Go on with a take of an earlier window or an earlier recorder, which is asked how it is."""
        self._session = session
        events = await self._history.lines(state.take_id)
        was_in_view = self._state.take_id == state.take_id
        empty_since_s, is_with_studio = self._state.empty_since_s, session.is_studio
        self._publish(replace(state, events=events, empty_since_s=empty_since_s, is_with_studio=is_with_studio))
        if not was_in_view:
            self.adopted.emit(self._state)
        if was_in_view:
            await self._note("interrupted")
        self._is_to_note_adoption = not was_in_view
        self._start_watching()
        if state.wish is Wish.STOP:
            # The recorder may never have heard of it; stopping twice does no harm.
            self._tasks.start("stop", self._stop)

    async def over(self) -> None:
        """Wait until the take in view is over, its files settled and its history written."""
        await self._tasks.settled("stop")
        await self._tasks.settled("watch")

    async def close(self) -> None:
        await self._tasks.close()

    # What the host wishes

    async def _record(self) -> None:
        session = self._session
        if session is None:
            return
        await self._let_go_of_the_last(session)
        self._publish(TakeState(wish=Wish.CHECK, empty_since_s=self._state.empty_since_s))
        plan = self._plan.current()
        starter = TakeStarter(session, self._journal, self._now_s)
        try:
            if isinstance(plan, Phrase):
                raise StartRefused(plan)
            intent = await starter.prepare(plan)
            self._change(
                take_id=intent.take_id,
                room_id=plan.room_id,
                wish=Wish.START,
                max_idle_s=plan.settings.max_idle_s,
                record_mode=plan.settings.record_mode,
                is_picture_only=plan.settings.is_picture_only,
                is_with_studio=session.is_studio,
                options=picture_options(intent.request.record_input_params),
            )
            task_id = await starter.start(intent, lambda problem: self._change(problem=problem))
        except StartRefused as refusal:
            self._change(refused=refusal.sentence, refused_setting=refusal.setting)
            return
        except ServiceError as refusal:
            self._change(refused=refusal_sentence(refusal), refused_setting=refused_setting(refusal))
            return
        self._started(plan, task_id)
        await self._note("started", layout=int(plan.layout.mode), board=plan.board_id, name=plan.board_name)
        self._start_watching()

    async def _let_go_of_the_last(self, session: Session) -> None:
        """Let the watch over the take before write its last line, or follow it out of view while it is saved."""
        if self._state.phase is Phase.UPLOADING:
            self._tasks.cancel("watch")
            await self._tasks.settled("watch")
            before = self._state
            self._tasks.start(f"aftermath {before.take_id}", lambda: self._follow_behind(session, before))
            return
        try:
            async with asyncio.timeout(LAST_LINE_S):
                await self._tasks.settled("watch")
        except TimeoutError:
            self._tasks.cancel("watch")  # a silent recorder does not hold up the next take
            await self._tasks.settled("watch")

    async def _follow_behind(self, session: Session, before: TakeState) -> None:
        settled = await TakeAftermath(session, self._journal, before, self._now_s).follow()
        self.ended.emit(settled)
        self.saved_behind.emit(settled)

    def _started(self, plan: TakePlan, task_id: str) -> None:
        self._change(
            task_id=task_id,
            status=TaskStatus.INITIALISING,
            problem=None,
            canvas=plan.canvas,
            on_air_layout=None if plan.settings.is_single else plan.layout,
            on_air_board=plan.board_id,
            heard_at_s=self._now_s(),
            started_at_s=self._now_s(),
        )

    async def _stop(self) -> None:
        self._change(wish=Wish.STOP, problem=None)
        await self._history.guarded(self._journal.stop_wished(self._state.take_id))
        for attempt in range(1, STOP_ATTEMPTS + 1):
            try:
                await self._api.stop_record(self._state.task_id)
                break
            except ServiceError as failure:
                if isinstance(failure, CallRefused) and failure.code in _OVER_CODES:
                    self._expect_change()
                    return
                if not failure.is_retryable or attempt == STOP_ATTEMPTS:
                    why = phrase("{why} {then}", why=failure.problem, then=NOT_STOPPED)
                    self._change(wish=Wish.START, problem=why)
                    await self._note("not stopped")
                    return
                await asyncio.sleep(STOP_WAIT_S)
        await self._note("stopped")
        self._expect_change()

    async def _pause(self) -> None:
        if await self._told(self._api.pause_record(self._state.task_id)):
            self._change(status=TaskStatus.PAUSED, time=self._state.time.halted(self._now_ms))
            await self._note("paused")

    async def _resume(self) -> None:
        if await self._told(self._api.resume_record(self._state.task_id)):
            self._change(status=TaskStatus.RECORDING, time=self._state.time.started(self._now_ms))
            await self._note("resumed")

    async def _snapshot(self) -> None:
        if await self._told(self._api.take_snapshot(self._state.task_id)):
            await self._note("snapshot")

    async def _add_marker(self, name: str, moment_ms: int) -> None:
        studio = self._session.studio if self._session is not None else None
        if studio is not None:
            ago_ms = max(self._state.time.at(self._now_ms) - moment_ms, 0)
            try:
                moment_ms = await studio.add_marker(self._state.task_id, name, ago_ms)
            except ServiceError as refusal:
                self._change(problem=refusal_sentence(refusal))
                return
        await self._note("marker", at_ms=moment_ms, name=name)

    async def _retry_upload(self) -> None:
        session = self._session
        if session is None or session.studio is None:
            return
        self._change(problem=None)
        try:
            problem = await store_again(session.studio, session.storage, self._state.task_id)
        except ServiceError as failure:
            problem = failure.sentence
        self._change(problem=problem)
        self._start_watching()

    async def _apply_layout(self, layout: Layout) -> None:
        self._change(
            is_applying_layout=True,
            layout_refused=None,
            # With another layout the recorder tries the pictures of its regions again.
            failed_images=frozenset(
                failed for failed in self._state.failed_images if failed[0] is not ImageType.REGION_BACKGROUND
            ),
        )
        try:
            request = update_layout_request(self._state.task_id, layout)
            await self._api.update_layout(request)
        except ValidationError as error:
            self._change(is_applying_layout=False, layout_refused=violations_of(error)[0].message)
            return
        except ServiceError as refusal:
            self._change(is_applying_layout=False, layout_refused=refusal_sentence(refusal))
            return
        self._change(is_applying_layout=False, on_air_layout=layout)
        await self._note("layout", request=request.to_wire())

    async def _switch_board(self) -> None:
        while (board_id := self._state.pending_board) and board_id != self._state.on_air_board:
            name = self._pending_name
            try:
                await self._api.update_whiteboard(
                    UpdateWhiteboardRequest(task_id=self._state.task_id, whiteboard_id=board_id)
                )
            except ServiceError as refusal:
                self._change(board_refused=refusal_sentence(refusal))
                if self._state.pending_board == board_id:
                    break
                continue  # the host wants yet another one by now
            self._change(on_air_board=board_id)
            await self._note("whiteboard", board=board_id, name=name)
        self._change(pending_board="")

    async def _told(self, call: Awaitable[None]) -> bool:
        try:
            await call
        except ServiceError as refusal:
            self._change(problem=refusal_sentence(refusal))
            return False
        self._changed_at_s = self._now_s()
        self._change(problem=None)
        self._expect_change()
        return True

    def _expect_change(self) -> None:
        if self._watcher is not None:
            self._watcher.expect_change()

    # What the recorder says

    def _start_watching(self) -> None:
        # Queued, because the watch over the take before may still be writing its last line.
        self._tasks.start("watch", self._watch, WhileBusy.QUEUE)
        self._tasks.start("tick", self._tick, WhileBusy.QUEUE)

    async def _watch(self) -> None:
        rhythm = STUDIO_RHYTHM if self._session is not None and self._session.is_studio else None
        self._watcher = TaskWatcher(self._api, self._state.task_id, rhythm=rhythm, clock_s=self._now_s)
        async with aclosing(self._watcher.observe()) as observations:
            async for seen in observations:
                match seen:
                    case Answered() if seen.asked_at_s >= self._changed_at_s or seen.is_final:
                        await self._hear(seen.data)
                        await self._note_adoption()
                    case Answered():
                        self._change(heard_at_s=seen.answered_at_s)  # overtaken by what was confirmed since
                    case Unknown():
                        self._change(refused=FORGOTTEN)
                    case Silent():
                        self.refresh()  # the age of the last answer tells it
        await self._finish()

    async def _note_adoption(self) -> None:
        """Only the first answer tells how far the recording is."""
        if self._is_to_note_adoption:
            self._is_to_note_adoption = False
            await self._note("adopted")

    async def _hear(self, data: RecordStatusData) -> None:
        if data.status is TaskStatus.ENDED_ABNORMALLY and self._state.quit_reason is None:
            await self._ask_why()
        before = self._state
        self._publish(heard(before, data, self._now_s(), time.time_ns() // 1_000_000))
        if before.phase is not self._state.phase or before.file_statuses != self._state.file_statuses:
            files = [file.to_wire() for file in data.record_files or []]
            status = int(self._state.status or 0)
            await self._history.guarded(self._journal.status(before.take_id, status, files))
        await self._note_emptiness(before.phase)

    async def _note_emptiness(self, before: Phase) -> None:
        """Nothing is recorded while nobody is there: the time line tells when that was."""
        if (before, self._state.phase) == (Phase.RECORDING, Phase.WAITING):
            await self._note("everyone left")
        elif (before, self._state.phase) == (Phase.WAITING, Phase.RECORDING):
            await self._note("came back")

    async def _ask_why(self) -> None:
        """A callback that an earlier window waited for never came here; Studio tells its reason again."""
        session = self._session
        if session is not None and session.studio is not None:
            reason = await reason_from_studio(session.studio, self._state.task_id)
            if reason is not None:
                self._publish(ended_by(self._state, reason))

    async def _finish(self) -> None:
        state = self._state
        if state.phase is not Phase.SAFE:
            headline = self.view.headline  # kept as it was said, so that it can be told in any language
            values = {
                name: f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
                for name, value in headline.values.items()
            }
            await self._note("ended", why=headline.template, values=values)
        await self._history.guarded(self._journal.close_take(state.take_id, state.phase.value))
        self.ended.emit(state)

    async def _tick(self) -> None:
        while not self._state.phase.is_over:
            await asyncio.sleep(TICK_S)
            self.refresh()

    # What is known

    @property
    def _api(self) -> RecordApi:
        if self._session is None:
            raise RuntimeError("no connection is in use")
        return self._session.api

    @property
    def _is_running(self) -> bool:
        return self._state.phase.is_live and bool(self._state.task_id)

    @property
    def _now_ms(self) -> int:
        return round(self._now_s() * 1000)

    async def _note(self, kind: str, *, at_ms: int | None = None, **detail: Any) -> None:
        take_id = self._state.take_id
        recording_ms = self._state.time.at(self._now_ms) if at_ms is None else at_ms
        event = await self._history.note(take_id, kind, recording_ms, **detail)
        if self._state.take_id == take_id:
            self._publish(self._state.with_event(event))

    def _change(self, **changes: Any) -> None:
        self._publish(replace(self._state, **changes))

    def _publish(self, state: TakeState) -> None:
        self._state = state
        self.state_changed.emit(state)
        self.view_changed.emit(self.view)


_OVER_CODES = frozenset({ReturnCode.TASK_ENDED, ReturnCode.TASK_UNKNOWN})
