"""What the recorder says of the take, heard until nothing changes any more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.take_desk import TakeDesk
from chalkreel.controllers.take_reading import ended_by, heard
from chalkreel.controllers.take_reason import reason_from_studio
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.enums import TaskStatus
from chalkreel.domain.phases import Phase
from chalkreel.services.task_watcher import STUDIO_RHYTHM, Answered, Silent, TaskWatcher, Unknown

if TYPE_CHECKING:
    from chalkreel.contract.queries import RecordStatusData

TICK_S = 1.0
FORGOTTEN = phrase("The recorder no longer knows this recording; it keeps them for three days.")


class TakeWatch:
    """Follows the take on the desk to its end, and writes that end into the journal.

    ``refresh`` draws again, ``headline`` says how the take is, ``on_ended`` hears of its end. ``is_to_note_adoption``
    asks for a line about it once the recorder has told how far the recording is.
    """

    def __init__(
        self,
        desk: TakeDesk,
        refresh: Callable[[], None],
        headline: Callable[[], Phrase],
        on_ended: Callable[[TakeState], None],
    ) -> None:
        self._desk = desk
        self._refresh = refresh
        self._headline = headline
        self._on_ended = on_ended
        self.is_to_note_adoption = False

    async def watch(self) -> None:
        rhythm = STUDIO_RHYTHM if self._desk.session is not None and self._desk.session.is_studio else None
        self._desk.watcher = TaskWatcher(
            self._desk.api, self._desk.state.task_id, rhythm=rhythm, clock_s=self._desk.now_s
        )
        async with aclosing(self._desk.watcher.observe()) as observations:
            async for seen in observations:
                match seen:
                    case Answered() if seen.asked_at_s >= self._desk.changed_at_s or seen.is_final:
                        await self._hear(seen.data)
                        await self._note_adoption()
                    case Answered():
                        self._desk.change(heard_at_s=seen.answered_at_s)  # overtaken by what was confirmed since
                    case Unknown():
                        self._desk.change(refused=FORGOTTEN)
                    case Silent():
                        self._refresh()  # the age of the last answer tells it
        await self._finish()

    async def _note_adoption(self) -> None:
        """Only the first answer tells how far the recording is."""
        if self.is_to_note_adoption:
            self.is_to_note_adoption = False
            await self._desk.note("adopted")

    async def _hear(self, data: RecordStatusData) -> None:
        if data.status is TaskStatus.ENDED_ABNORMALLY and self._desk.state.quit_reason is None:
            await self._ask_why()
        before = self._desk.state
        self._desk.publish(heard(before, data, self._desk.now_s(), time.time_ns() // 1_000_000))
        if before.phase is not self._desk.state.phase or before.file_statuses != self._desk.state.file_statuses:
            files = [file.to_wire() for file in data.record_files or []]
            status = int(self._desk.state.status or 0)
            await self._desk.history.guarded(self._desk.journal.status(before.take_id, status, files))
        await self._note_emptiness(before.phase)

    async def _note_emptiness(self, before: Phase) -> None:
        """Nothing is recorded while nobody is there: the time line tells when that was."""
        if (before, self._desk.state.phase) == (Phase.RECORDING, Phase.WAITING):
            await self._desk.note("everyone left")
        elif (before, self._desk.state.phase) == (Phase.WAITING, Phase.RECORDING):
            await self._desk.note("came back")

    async def _ask_why(self) -> None:
        """A callback that an earlier window waited for never came here; Studio tells its reason again."""
        session = self._desk.session
        if session is not None and session.studio is not None:
            reason = await reason_from_studio(session.studio, self._desk.state.task_id)
            if reason is not None:
                self._desk.publish(ended_by(self._desk.state, reason))

    async def _finish(self) -> None:
        state = self._desk.state
        if state.phase is not Phase.SAFE:
            headline = self._headline()  # kept as it was said, so that it can be told in any language
            values = {
                name: f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
                for name, value in headline.values.items()
            }
            await self._desk.note("ended", why=headline.template, values=values)
        await self._desk.history.guarded(self._desk.journal.close_take(state.take_id, state.phase.value))
        self._on_ended(state)

    async def tick(self) -> None:
        while not self._desk.state.phase.is_over:
            await asyncio.sleep(TICK_S)
            self._refresh()
