"""After a crash or a closed window: what became of the takes that were never finished."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.layouts import layout_of
from chalkreel.contract.picture_options import picture_options
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.controllers.series_pictures import pictures_in
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.enums import OutputFileFormat, RecordMode, StreamType, TaskStatus
from chalkreel.domain.phases import Wish
from chalkreel.services.errors import CallRefused, ServiceError
from chalkreel.services.recovery import Follow, LookFor, SendAgain, decide, find_candidates

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.controllers.take import TakeController
    from chalkreel.domain.layout import Layout
    from chalkreel.services.journal import Journal
    from chalkreel.services.journal_records import Take, TakeEvent

_log = log_of(Topic.CONTROL)


class TakeRecovery:
    """Looks at the journal once per session: follows what can be followed and says what cannot.

    Nothing is stopped here, and nothing is started that may be running already.
    """

    def __init__(self, journal: Journal, take: TakeController, tell: Callable[[Phrase], None]) -> None:
        self._journal = journal
        self._take = take
        self._tell = tell

    async def recover(self, session: Session) -> None:
        """Deal with the unfinished takes of this connection; the newest that can be followed comes into view."""
        followed: list[tuple[Take, str]] = []
        try:
            followed = await self._followed(session)
            for take, task_id in followed[:-1]:
                await self._leave(session, take, task_id)
        finally:
            if not followed:
                self._take.settle()
        if followed:
            await self._take.adopt(session, await self._state_of(session, *followed[-1]))

    async def _followed(self, session: Session) -> list[tuple[Take, str]]:
        """Find the tasks of the unfinished takes, oldest first; a take without one is closed."""
        connection_id = session.connection.connection_id
        unfinished = [take for take in await self._journal.unfinished() if take.connection_id == connection_id]
        followed: list[tuple[Take, str]] = []
        for take in unfinished:
            try:
                task_id = await self._task_id_of(session, take)
            except ServiceError as failure:
                _log.warning("take %d cannot be recovered now: %s", take.take_id, failure)
                continue
            if task_id:
                followed.append((take, task_id))
            else:
                await self._journal.close_take(take.take_id, "lost sight of")
        return followed

    async def _leave(self, session: Session, take: Take, task_id: str) -> None:
        """Close a take that does not come into view, unless it still runs."""
        try:
            status = (await session.api.describe_record_status(task_id)).status
        except CallRefused:
            status = TaskStatus.ENDED
        except ServiceError as failure:
            _log.warning("take %d cannot be asked for now: %s", take.take_id, failure)
            return
        if status in (TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY):
            await self._journal.close_take(take.take_id, "left")
        else:
            self._tell(phrase("An earlier recording still runs in room {room}.", room=take.room_id))

    async def _task_id_of(self, session: Session, take: Take) -> str:
        now_ms = time.time_ns() // 1_000_000
        decision = decide(take, now_ms)
        match decision:
            case Follow():
                return decision.task_id
            case SendAgain():
                return await self._send_again(session, take)
            case LookFor():
                await self._look_for(session, take, decision)
        return ""

    async def _send_again(self, session: Session, take: Take) -> str:
        """Send the same StartRecord: an existing task is given back; at most one ever starts."""
        try:
            keys = session.storage.to_wire()
            outputs = {**take.plan.get("RecordOutputParams", {})}
            if session.callback_url:
                outputs["CallbackUrl"] = session.callback_url  # the earlier window's receiver is gone
            plan = {**take.plan, "RecordOutputParams": outputs, "StorageParams": keys}
            request = StartRecordRequest.from_wire(plan)
        except ValidationError:
            return ""
        task_id = await session.api.start_record(request)
        await self._journal.task_started(take.take_id, task_id)
        return task_id

    async def _look_for(self, session: Session, take: Take, wanted: LookFor) -> None:
        known = frozenset(other.task_id for other in await self._journal.takes() if other.task_id)
        found = await find_candidates(session.api, take, wanted, known)
        if any(candidate.is_running and not candidate.is_known for candidate in found):
            self._tell(
                phrase(
                    "A recording runs in room {room} that this window does not know. It may be the one you started"
                    " last; it was left alone.",
                    room=take.room_id,
                )
            )

    async def _state_of(self, session: Session, take: Take, task_id: str) -> TakeState:
        """Rebuild what is known of a take from its plan and its history."""
        events = await self._journal.events(take.take_id)
        state = TakeState(
            take_id=take.take_id,
            room_id=take.room_id,
            task_id=task_id,
            wish=Wish.STOP if _stop_is_due(take, events) else Wish.START,
        )
        try:
            # The plan was kept without its keys, and a request without them makes no sense.
            request = StartRecordRequest.read_tolerant({**take.plan, "StorageParams": session.storage.to_wire()})
        except ValidationError:
            return state
        inputs = request.record_input_params
        board = inputs.board.whiteboard_id if inputs.board is not None else ""
        first = layout_of(inputs.mix_config) if inputs.mix_config is not None else None
        before, layout = _last_two(first, events)
        for event in events:
            if event.kind == "whiteboard":
                board = str(event.detail.get("board", board))
        is_single = inputs.record_mode is RecordMode.SINGLE
        is_picture_only = request.output_format is OutputFileFormat.JPG
        has_picture = inputs.stream_type is not StreamType.AUDIO and not request.output_format.holds_sound_only
        video = inputs.mix_config.mix_output_video_config if inputs.mix_config is not None else None
        return replace(
            state,
            canvas=video.canvas if video is not None else None,
            on_air_layout=layout,
            layout_before=before,
            on_air_board=board,
            max_idle_s=inputs.max_idle_time,
            record_mode=inputs.record_mode,
            is_picture_only=is_picture_only,
            has_picture=has_picture,
            records_board=inputs.has_whiteboard and (not is_picture_only if is_single else has_picture),
            is_of_chosen=is_single and bool(inputs.record_stream_list),
            options=picture_options(inputs),
            pictures=pictures_in(events),
        )


def _stop_is_due(take: Take, events: Sequence[TakeEvent]) -> bool:
    """Tell whether the host's last word was Stop and nobody told her that it did not work."""
    wished_ms = take.stop_wished_ms
    return wished_ms is not None and not any(
        event.kind == "not stopped" and event.wall_ms >= wished_ms for event in events
    )


def _last_two(first: Layout | None, events: Sequence[TakeEvent]) -> tuple[Layout | None, Layout | None]:
    """Tell the layout on air and the other one that was there before it, if there was one."""
    before, layout = None, first
    for event in events:
        applied = _layout_in(event, first) if event.kind == "layout" else None
        if applied is not None and applied != layout:
            before, layout = layout, applied
    return before, layout


def _layout_in(event: TakeEvent, first: Layout | None) -> Layout | None:
    try:
        request = UpdateLayoutRequest.read_tolerant(event.detail.get("request"))
        return layout_of(request, fill_mode=first.fill_mode if first is not None else None)
    except ValidationError:
        return None
