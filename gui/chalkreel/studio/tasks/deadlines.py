"""When a task ends by itself, and when it tells that its room is empty. Pure: all times come in."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

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

    def saw_somebody(self) -> None:
        """Begin to count anew: somebody was there, if only for a moment between two looks."""
        self._empty_since_s = self._no_stream_due_s = None

    def saw_board(self) -> None:
        """Begin to count idle time anew: a whiteboard was open, if only for a moment."""
        self._empty_since_s = None

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


@dataclass(slots=True)
class MissingStreams:
    """Finds streams that were asked for by name and are not there; each absence is told once."""

    _since_s: dict[str, float] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def due(self, now_s: float, wanted: AbstractSet[str], present: AbstractSet[str]) -> tuple[str, ...]:
        """Give the streams of which callback event 6 has to tell now; counts on by itself."""
        missing = wanted - present
        self._since_s = {stream_id: self._since_s.get(stream_id, now_s) for stream_id in missing}
        self._told &= missing
        due = sorted(
            stream_id
            for stream_id, since_s in self._since_s.items()
            if stream_id not in self._told and now_s - since_s >= FIRST_NO_STREAM_EVENT_S
        )
        self._told.update(due)
        return tuple(due)
