"""When what arrives over a network is due: held a little, so that it plays evenly."""

from __future__ import annotations


class JitterBuffer:
    """Turns media times into clock times; used by the source's thread.

    The newest piece is due ``latency_s`` after it arrived. What arrives later than that has stalled: from
    there on everything is held anew. Where pieces come early because they are stored elsewhere (``waits``)
    they keep their times and the caller waits; live ones that come early show that less has to be held.
    """

    _SLACK_S = 0.05

    def __init__(self, latency_s: float, *, waits: bool) -> None:
        self._latency_s = latency_s
        self._waits = waits
        self._offset_s: float | None = None
        self.stalls = 0

    def due_s(self, media_s: float, now_s: float) -> float:
        """Give the clock time at which a piece with this media time is due, now that it has arrived."""
        newest_s = now_s + self._latency_s
        if self._offset_s is None:
            self._offset_s = newest_s - media_s
        due_s = media_s + self._offset_s
        if due_s < now_s:
            self.stalls += 1
            self._offset_s = newest_s - media_s
        elif not self._waits and due_s > newest_s + self._SLACK_S:
            self._offset_s = newest_s - media_s
        return media_s + self._offset_s
