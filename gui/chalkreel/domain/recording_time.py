"""Recorded time against wall-clock time: pauses are left out."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class RecordingTime:
    """How much has been recorded, as a value that changes with start, pause, resume and end.

    All moments are ms of one wall clock. ``recorded_ms`` counts up to ``running_since_ms``, which is ``None``
    while nothing is recorded.
    """

    recorded_ms: int = 0
    running_since_ms: int | None = None

    @property
    def is_running(self) -> bool:
        return self.running_since_ms is not None

    def at(self, moment_ms: int) -> int:
        """Give the recording time at a wall-clock moment."""
        if self.running_since_ms is None:
            return self.recorded_ms
        return self.recorded_ms + max(0, moment_ms - self.running_since_ms)

    def started(self, moment_ms: int) -> RecordingTime:
        """Count from this moment on; starting twice changes nothing."""
        return self if self.is_running else replace(self, running_since_ms=moment_ms)

    def halted(self, moment_ms: int) -> RecordingTime:
        """Stop counting: a pause or the end."""
        return RecordingTime(self.at(moment_ms), None)

    def measured(self, recorded_ms: int, moment_ms: int) -> RecordingTime:
        """Take over what the recorder measured in the file, which is truer than our own count."""
        return RecordingTime(recorded_ms, moment_ms if self.is_running else None)


def short_clock(recorded_ms: int) -> str:
    """Write a time in a recording as M:SS, or H:MM:SS from an hour on."""
    hours, rest = divmod(recorded_ms // 1000, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
