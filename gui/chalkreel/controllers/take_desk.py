"""What the parts of the take's controller share: what is known of the take, the recorder it is with, its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalkreel.controllers.take_history import TakeHistory
from chalkreel.controllers.take_state import TakeState

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal
    from chalkreel.services.record_api import RecordApi
    from chalkreel.services.task_watcher import TaskWatcher


class TakeDesk:
    """Holds one take; owned by its controller, which hears of every change through ``on_published``.

    ``changed_at_s`` is when the recorder last confirmed a change: answers asked for before are overtaken.
    ``pending_name`` is the name of the board that is on its way onto the air.
    """

    def __init__(
        self, journal: Journal, monotonic_s: Callable[[], float], on_published: Callable[[TakeState], None]
    ) -> None:
        self.journal = journal
        self.now_s = monotonic_s
        self.history = TakeHistory(journal)
        self.session: Session | None = None
        self.watcher: TaskWatcher | None = None
        self.state = TakeState()
        self.changed_at_s = float("-inf")
        self.pending_name = ""
        self._on_published = on_published

    @property
    def api(self) -> RecordApi:
        if self.session is None:
            raise RuntimeError("no connection is in use")
        return self.session.api

    @property
    def is_running(self) -> bool:
        return self.state.phase.is_live and bool(self.state.task_id)

    @property
    def now_ms(self) -> int:
        return round(self.now_s() * 1000)

    def publish(self, state: TakeState) -> None:
        self.state = state
        self._on_published(state)

    def change(self, **changes: Any) -> None:
        self.publish(replace(self.state, **changes))

    def expect_change(self) -> None:
        """Let the watch ask soon: something was sent that changes what it hears."""
        if self.watcher is not None:
            self.watcher.expect_change()

    async def note(self, kind: str, *, at_ms: int | None = None, **detail: Any) -> None:
        """Write one line of the history; the take in view gets it, too."""
        take_id = self.state.take_id
        recording_ms = self.state.time.at(self.now_ms) if at_ms is None else at_ms
        event = await self.history.note(take_id, kind, recording_ms, **detail)
        if self.state.take_id == take_id:
            self.publish(self.state.with_event(event))
