"""One publisher's stream in a room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalkreel.base.told_phrase import told
from chalkreel.studio.sources.source import Source, SourceState


@dataclass(slots=True)
class PublishedStream:
    """A stream and the source behind it; owned by its room.

    ``number_id`` is the numeric id RTC gives a stream, unique while the process lives.
    """

    stream_id: str
    user_id: str
    user_name: str
    source: Source
    entered_at_ms: int
    number_id: int

    @property
    def is_alive(self) -> bool:
        """Whether the publisher is there: neither gone for good nor an encoder that is still waited for."""
        return self.source.condition.state in (SourceState.PLAYING, SourceState.STALLED)

    @property
    def is_awaited(self) -> bool:
        """Whether it is an encoder that has not come yet, or went away: nobody is in the room then."""
        return self.source.condition.state is SourceState.STARTING

    def describe(self) -> dict[str, Any]:
        """Give the stream as Studio's own API shows it."""
        source, size = self.source, self.source.size
        condition = source.condition
        return {
            "stream_id": self.stream_id,
            "user_id": self.user_id,
            "user_name": self.user_name,
            "has_video": source.has_video,
            "has_audio": source.has_audio,
            "muted": source.is_muted,
            "camera_off": source.is_camera_off,
            "condition": condition.state.value,
            "problem": None if condition.problem is None else str(condition.problem),
            "problem_phrase": None if condition.problem is None else told(condition.problem),
            "width": size.width if size else 0,
            "height": size.height if size else 0,
            "entered_at": self.entered_at_ms,
        }
