"""The take in view: from Record to a safe file."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase
from chalkreel.contract.callbacks import AbnormalEndDetail, CallbackBody, ImageFailedDetail, UploadDetail
from chalkreel.contract.picture_options import picture_options
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.series_pictures import noted
from chalkreel.controllers.take_aftermath import TakeAftermath
from chalkreel.controllers.take_calls import TakeCalls
from chalkreel.controllers.take_desk import TakeDesk
from chalkreel.controllers.take_plan import PlanSource, TakePlan
from chalkreel.controllers.take_reading import ended_by, with_pictures, without_image
from chalkreel.controllers.take_start import StartRefused, TakeStarter, refusal_sentence, refused_setting
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import take_view
from chalkreel.controllers.take_watch import TakeWatch
from chalkreel.controllers.view_state import FileView, TakeView
from chalkreel.domain.enums import TaskStatus
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Phase, Wish
from chalkreel.services.errors import ServiceError
from chalkreel.services.journal_listing import PICTURE_EVENT

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal

LAST_LINE_S = 2.0


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
        self._plan = plan
        self._tasks = NamedTasks("take", on_error)
        self._desk = TakeDesk(journal, monotonic_s, self._on_desk_published)
        self._calls = TakeCalls(self._desk)
        self._watch = TakeWatch(self._desk, self.refresh, self._headline, self.ended.emit)

    @property
    def now_s(self) -> float:
        """The clock that recording time is counted with, monotonic seconds."""
        return self._desk.now_s()

    @property
    def state(self) -> TakeState:
        return self._desk.state

    @property
    def view(self) -> TakeView:
        return take_view(self._desk.state, self._desk.now_s(), self._plan.blocked(), self._plan.remedy())

    def enter(self, session: Session | None) -> None:
        """Use another connection, or none.

        A take that was under way then is shown as interrupted until it is adopted or ``settle`` gives it up.
        """
        self._tasks.cancel_all()
        self._desk.watcher = None
        self._desk.session = session
        if self._desk.state.is_under_way:
            self._desk.publish(self._desk.state.interrupted(self._desk.now_ms))
        elif self._desk.state.waits_in_backup and (session is None or session.is_studio):
            self.refresh()  # its files can still be saved, perhaps with the new session's storage keys
        else:
            self._desk.publish(TakeState())

    def settle(self) -> None:
        """No earlier take is followed: an interrupted one is out of view."""
        if self._desk.state.is_interrupted:
            self._desk.publish(TakeState())

    def refresh(self) -> None:
        """Draw again: time went on, or what Record needs has changed."""
        self.view_changed.emit(self.view)

    def room_emptied(self, since_s: float | None) -> None:
        """Learn since when the room counts as empty (monotonic seconds), ``None`` while somebody is there."""
        if since_s != self._desk.state.empty_since_s:
            self._desk.change(empty_since_s=since_s)

    def record(self) -> None:
        if self.view.can_record:
            self._tasks.start("record", self._record)

    def stop(self) -> None:
        if self.view.can_stop:
            self._tasks.start("stop", self._calls.stop, WhileBusy.QUEUE)

    def pause(self) -> None:
        if self.view.can_pause:
            self._tasks.start("pause", self._calls.pause)

    def resume(self) -> None:
        if self.view.can_resume:
            self._tasks.start("resume", self._calls.resume)

    def take_snapshot(self) -> None:
        if self.view.can_snapshot:
            self._tasks.start("snapshot", self._calls.snapshot)

    def retry_upload(self) -> None:
        """Let Studio store what waits in its backup folder, with the storage keys of now."""
        if self._desk.state.waits_in_backup and self._desk.session is not None:
            self._tasks.start("retry upload", self._retry_upload)

    def apply_layout(self, layout: Layout) -> None:
        if self._desk.is_running:
            self._tasks.start("layout", lambda: self._calls.apply_layout(layout), WhileBusy.QUEUE)

    def switch_board(self, board_id: str, name: str) -> None:
        """Put a board on air; of several quick clicks the last wins."""
        if self._desk.is_running:
            self._desk.pending_name = name
            self._desk.change(pending_board=board_id, board_refused=None)
            self._tasks.start("whiteboard", self._calls.switch_board)

    def add_marker(self, name: str, ago_ms: int) -> None:
        """Name a moment of the recording, so many ms before now; it becomes a chapter."""
        if self._desk.is_running:
            moment_ms = self._desk.state.time.at(self._desk.now_ms)
            if self._desk.state.time.is_running:
                moment_ms = max(moment_ms - ago_ms, 0)
            self._tasks.start("marker", lambda: self._calls.add_marker(name, moment_ms), WhileBusy.QUEUE)

    def hear_callback(self, body: CallbackBody) -> None:
        """Take an event of the recorder as a hint; why it ended and its pictures are news that no answer tells."""
        if body.task_id != self._desk.state.task_id:
            return
        if isinstance(body.detail, AbnormalEndDetail):
            self._desk.publish(ended_by(self._desk.state, body.detail.quit_reason))
        elif isinstance(body.detail, UploadDetail):
            self._take_in_pictures(body.detail)
        elif isinstance(body.detail, ImageFailedDetail):
            self._take_in_failed_image(body.detail)
        if self._desk.watcher is not None:
            self._desk.watcher.hint()

    def _take_in_pictures(self, detail: UploadDetail) -> None:
        before, now = self._desk.state, with_pictures(self._desk.state, detail)
        self._desk.publish(now)
        fresh = now.pictures[len(before.pictures) :]
        if now.is_picture_only and fresh:
            self._tasks.start("pictures", lambda: self._note_pictures(now.take_id, fresh), WhileBusy.QUEUE)

    def _take_in_failed_image(self, detail: ImageFailedDetail) -> None:
        before, now = self._desk.state, without_image(self._desk.state, detail)
        self._desk.publish(now)
        if now.failed_images != before.failed_images:
            address = detail.image_url
            self._tasks.start(
                "image left out", lambda: self._desk.note("image left out", address=address), WhileBusy.QUEUE
            )

    async def _note_pictures(self, take_id: int, pictures: tuple[FileView, ...]) -> None:
        for picture in pictures:
            writing = self._desk.journal.event(take_id, PICTURE_EVENT, detail=noted(picture))
            await self._desk.history.guarded(writing)

    async def adopt(self, session: Session, state: TakeState) -> None:
        """Go on with a take of an earlier window or an earlier recorder, which is asked how it is."""
        self._desk.session = session
        events = await self._desk.history.lines(state.take_id)
        was_in_view = self._desk.state.take_id == state.take_id
        self._desk.publish(
            replace(
                state,
                events=events,
                time=self._desk.state.time if was_in_view else state.time,
                empty_since_s=self._desk.state.empty_since_s,
                is_with_studio=session.is_studio,
            )
        )
        if was_in_view:
            await self._desk.note("interrupted")
        else:
            self.adopted.emit(self._desk.state)
        self._watch.is_to_note_adoption = not was_in_view
        self._start_watching()
        if state.wish is Wish.STOP:
            # The recorder may never have heard of it; stopping twice does no harm.
            self._tasks.start("stop", self._calls.stop)

    async def begun(self) -> None:
        """Wait until a take that is being started has its task, or is refused."""
        await self._tasks.settled("record")

    async def over(self) -> None:
        """Wait until the take in view is over, its files settled and its history written."""
        await self._tasks.settled("stop")
        await self._tasks.settled("watch")

    async def close(self) -> None:
        await self._tasks.close()

    # What the host wishes

    async def _record(self) -> None:
        session = self._desk.session
        if session is None:
            return
        await self._let_go_of_the_last(session)
        self._desk.publish(TakeState(wish=Wish.CHECK, empty_since_s=self._desk.state.empty_since_s))
        plan = self._plan.current()
        starter = TakeStarter(session, self._desk.journal, self._desk.now_s)
        try:
            if isinstance(plan, Phrase):
                raise StartRefused(plan)
            intent = await starter.prepare(plan)
            self._desk.change(
                take_id=intent.take_id,
                room_id=plan.room_id,
                wish=Wish.START,
                max_idle_s=plan.settings.max_idle_s,
                record_mode=plan.settings.record_mode,
                is_picture_only=plan.settings.is_picture_only,
                has_picture=plan.settings.has_picture,
                records_board=plan.records_board,
                is_of_chosen=plan.settings.is_single and bool(plan.settings.recorded_streams),
                is_with_studio=session.is_studio,
                options=picture_options(intent.request.record_input_params),
            )
            task_id = await starter.start(intent, lambda problem: self._desk.change(problem=problem))
        except StartRefused as refusal:
            self._desk.change(refused=refusal.sentence, refused_setting=refusal.setting)
            return
        except ServiceError as refusal:
            self._desk.change(refused=refusal_sentence(refusal), refused_setting=refused_setting(refusal))
            return
        self._started(plan, task_id)
        name = plan.board_name if plan.first_board else ""
        await self._desk.note("started", layout=int(plan.layout.mode), board=plan.first_board, name=name)
        self._start_watching()

    async def _let_go_of_the_last(self, session: Session) -> None:
        """Let the watch over the take before write its last line, or follow it out of view while it is saved."""
        if self._desk.state.phase is Phase.UPLOADING:
            self._tasks.cancel("watch")
            await self._tasks.settled("watch")
            before = self._desk.state
            self._tasks.start(f"aftermath {before.take_id}", lambda: self._follow_behind(session, before))
            return
        try:
            async with asyncio.timeout(LAST_LINE_S):
                await self._tasks.settled("watch")
        except TimeoutError:
            self._tasks.cancel("watch")  # a silent recorder does not hold up the next take
            await self._tasks.settled("watch")

    async def _follow_behind(self, session: Session, before: TakeState) -> None:
        settled = await TakeAftermath(session, self._desk.journal, before, self._desk.now_s).follow()
        self.ended.emit(settled)
        self.saved_behind.emit(settled)

    def _started(self, plan: TakePlan, task_id: str) -> None:
        self._desk.change(
            task_id=task_id,
            status=TaskStatus.INITIALISING,
            problem=None,
            canvas=plan.canvas,
            on_air_layout=None if plan.settings.is_single else plan.layout,
            on_air_board=plan.first_board,
            heard_at_s=self._desk.now_s(),
            started_at_s=self._desk.now_s(),
        )

    # What the recorder says

    def _start_watching(self) -> None:
        # Queued, because the watch over the take before may still be writing its last line.
        self._tasks.start("watch", self._watch.watch, WhileBusy.QUEUE)
        self._tasks.start("tick", self._watch.tick, WhileBusy.QUEUE)

    async def _retry_upload(self) -> None:
        session = self._desk.session
        if session is not None and session.studio is not None:
            await self._calls.retry_upload()
            self._start_watching()

    def _headline(self) -> Phrase:
        return self.view.headline

    def _on_desk_published(self, state: TakeState) -> None:
        self.state_changed.emit(state)
        self.view_changed.emit(self.view)
