"""When a task ends by itself, and when it tells that its room is empty. Pure: all times come in."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.domain.enums import QuitReason
from chalkreel.domain.limits import NO_STREAM_EVENT_S

FIRST_NO_STREAM_EVENT_S = 10
"""The contract says "within 30 s"; with the default idle time a later event would never come."""


@dataclass(slots=True)
class Deadlines:
    """Counts idle and total time of one task; all moments are seconds of one monotonic clock.

    Paused time counts towards both: a forgotten pause must not hold a task for ever.
    """

    started_s: float
    max_idle_s: float
    max_record_s: float
    _empty_since_s: float | None = None
    _no_stream_due_s: float | None = None

    def due(self, now_s: float, *, is_occupied: bool) -> QuitReason | None:
        """Tell why the task has to end now, if it has to."""
        if is_occupied:
            self._empty_since_s = None
        elif self._empty_since_s is None:
            self._empty_since_s = now_s
        if now_s - self.started_s >= self.max_record_s:
            return QuitReason.MAX_RECORD_TIME
        if self._empty_since_s is not None and now_s - self._empty_since_s >= self.max_idle_s:
            return QuitReason.MAX_IDLE_TIME
        return None

    def is_no_stream_event_due(self, now_s: float, *, has_stream: bool) -> bool:
        """Tell whether callback event 4 is due; counts on by itself."""
        if has_stream:
            self._no_stream_due_s = None
            return False
        if self._no_stream_due_s is None:
            self._no_stream_due_s = now_s + FIRST_NO_STREAM_EVENT_S
        if now_s < self._no_stream_due_s:
            return False
        self._no_stream_due_s = now_s + NO_STREAM_EVENT_S
        return True
