"""Streams that say they send a picture, and none has come yet."""

from __future__ import annotations

from chalkreel.base.clock import Clock
from chalkreel.studio.rooms.stream import PublishedStream

PATIENCE_S = 5.0
"""So long a first picture is waited for; then the sound is recorded alone rather than nothing at all."""


class FirstPictures:
    """Knows who is waited for, and since when; lives on the loop's thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._awaited: dict[str, tuple[PublishedStream, float]] = {}

    def has_come(self, stream: PublishedStream) -> bool:
        """Tell whether there is a picture now, so that a file does not begin black."""
        source = stream.source
        if source.size is None or not (source.is_camera_off or source.frame_at(self._clock.now()) is not None):
            return False
        self._awaited.pop(stream.stream_id, None)
        return True

    def is_worth_waiting_for(self, stream: PublishedStream) -> bool:
        """Tell whether the picture of a stream that plays may still come in time."""
        now_s = self._clock.now()
        awaited, since_s = self._awaited.get(stream.stream_id, (None, now_s))
        if awaited is not stream:
            since_s = now_s
            self._awaited[stream.stream_id] = (stream, now_s)
        return now_s - since_s < PATIENCE_S
