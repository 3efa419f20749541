"""A media file as a publisher, played in real time and decoded a little ahead."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Generator
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.studio.crew import Crew, Work
from chalkreel.studio.sources.media import MediaPass, MediaPicture
from chalkreel.studio.sources.pacing import AHEAD_S, Pace
from chalkreel.studio.sources.playback import STALLED_AFTER_S, Playback
from chalkreel.studio.sources.source import SourceRefused, SourceState

_START_DELAY_S = 0.1
_SHORTEST_LOOP_S = 0.2
_OPENING_TIMEOUT_S = 20.0

_logger = logging.getLogger(__name__)


class FileSource(Playback):
    """Plays a file, over and over if ``loop``; implements ``Source``.

    The constructor waits until the first picture or sound is decoded and raises ``SourceRefused`` if there
    is none. Owned by the room; decoded by ``crew``, by one of its own where none is given, until :meth:`close`.
    """

    def __init__(self, path: Path, clock: Clock, *, loop: bool = True, crew: Crew | None = None) -> None:
        super().__init__(clock, phrase("The file is not read fast enough."))
        self._path = path
        self._loops = loop
        self._start_s = 0.0
        self._pace = Pace()
        first = MediaPass.of_file(path)
        self._expect(first)
        self._primed = threading.Event()
        self._crew = crew or Crew(clock)
        self._job = self._crew.start(self._run(first))
        self._wait_for_first()

    def close(self) -> None:
        self._crew.end(self._job)

    def _wait_for_first(self) -> None:
        if not self._primed.wait(_OPENING_TIMEOUT_S):
            self.close()
            raise SourceRefused(phrase("The file {name} takes too long to open.", name=self._path.name))
        if self._state is SourceState.FAILED:
            self.close()
            raise SourceRefused(self._problem or self._unplayable())

    def _unplayable(self) -> Phrase:
        return phrase("Nothing in {name} can be played; the file is damaged or cut off.", name=self._path.name)

    # The crew's work: each of these yields the time at which to go on.

    def _run(self, first: MediaPass) -> Work:
        try:
            yield from self._play(first)
        except SourceRefused as refusal:
            self._set_state(SourceState.FAILED, refusal.sentence)
        except Exception:  # whatever a broken file does to a decoder must cost this source only
            _logger.exception("source %s failed", self._path.name)
            self._set_state(SourceState.FAILED, self._unplayable())
        finally:
            self._primed.set()

    def _play(self, media: MediaPass) -> Work:
        self._start_s = self._clock.now() + _START_DELAY_S
        while True:
            try:
                count = yield from self._play_pass(media)
                duration_s = max(media.duration_s, _SHORTEST_LOOP_S)
            finally:
                media.close()
            if not count:
                raise SourceRefused(self._unplayable())
            if not self._loops:
                yield self._start_s + duration_s
                self._set_state(SourceState.ENDED)
                return
            if count == 1 and not self.has_audio:
                self._decoded_to_s = math.inf  # a single picture: there is nothing to wait for
                return
            self._start_s += duration_s
            media = MediaPass.of_file(self._path)

    def _play_pass(self, media: MediaPass) -> Generator[float, None, int]:
        """Play to the end of the file; gives how many pictures and pieces of sound there were."""
        count = 0
        until_s = self._pace.until_s(self._clock.now())
        for item in media.items():
            due_s = self._in_time(item.media_s)
            if due_s > until_s:
                yield self._pace.start_s(due_s)
                until_s = max(self._pace.until_s(self._clock.now()), due_s)
            self.take(item, due_s)
            if isinstance(item, MediaPicture):
                self._pace.suit(item.frame.width, item.frame.height)
            count += 1
            if self._state is SourceState.STARTING:
                self._set_state(SourceState.PLAYING)
                self._primed.set()
        return count

    def _in_time(self, media_s: float) -> float:
        """Give the clock time of a media time; after a stall playing goes on from now instead of hurrying after."""
        due_s = self._start_s + media_s
        late_s = self._clock.now() - due_s
        if late_s > STALLED_AFTER_S:
            self._start_s += late_s + AHEAD_S
            due_s += late_s + AHEAD_S
        self._decoded_to_s = due_s
        return due_s
