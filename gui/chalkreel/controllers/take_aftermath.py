"""A take that is still being saved while the next one is already recorded."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from chalkreel.controllers.take_history import TakeHistory
from chalkreel.controllers.take_reading import heard
from chalkreel.controllers.take_state import TakeState
from chalkreel.services.task_watcher import STUDIO_RHYTHM, Answered, TaskWatcher

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal


class TakeAftermath:
    """Follows one ended take out of view until its files are settled, and writes its end into the journal."""

    def __init__(self, session: Session, journal: Journal, state: TakeState, monotonic_s: Callable[[], float]) -> None:
        self._session = session
        self._journal = journal
        self._history = TakeHistory(journal)
        self._now_s = monotonic_s
        self._state = state

    async def follow(self) -> TakeState:
        """Watch until nothing changes any more; give what became of the take."""
        rhythm = STUDIO_RHYTHM if self._session.is_studio else None
        watcher = TaskWatcher(self._session.api, self._state.task_id, rhythm=rhythm, clock_s=self._now_s)
        async with aclosing(watcher.observe()) as observations:
            async for seen in observations:
                if isinstance(seen, Answered):
                    await self._hear(seen)
        await self._history.guarded(self._journal.close_take(self._state.take_id, self._state.phase.value))
        return self._state

    async def _hear(self, seen: Answered) -> None:
        before = self._state
        self._state = heard(before, seen.data, seen.answered_at_s, time.time_ns() // 1_000_000)
        if before.file_statuses != self._state.file_statuses:
            files = [file.to_wire() for file in seen.data.record_files or []]
            status = int(self._state.status or 0)
            await self._history.guarded(self._journal.status(before.take_id, status, files))
