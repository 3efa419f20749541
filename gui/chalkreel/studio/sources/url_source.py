"""A publisher somewhere else: pulled from an address, or an encoder that pushes to us."""

from __future__ import annotations

import logging
import os
import socket
import threading
from contextlib import suppress

import av

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.studio.sources.address import Address
from chalkreel.studio.sources.jitter import JitterBuffer
from chalkreel.studio.sources.media import MediaPass
from chalkreel.studio.sources.playback import Playback
from chalkreel.studio.sources.source import SourceRefused, SourceState

READ_TIMEOUT_S = 2.5
"""Nothing for so long ends a connection; it also bounds how long closing may take."""

AHEAD_S = 0.6
"""What is stored elsewhere is read at most so long before it is due, beyond the latency."""

_OPENING_TIMEOUT_S = 20.0
_LISTENING_S = 3600.0
_DATAGRAM_TURN_S = 1.2
_LISTEN_AGAIN_S = 0.1
_RETRY_S = (0.5, 1.0, 2.0, 4.0, 8.0)
_JOIN_TIMEOUT_S = 2 * READ_TIMEOUT_S + 0.5
_KNOCK_S = 0.5

_logger = logging.getLogger(__name__)


class UrlSource(Playback):
    """Plays what comes from an address and reconnects when it breaks off; implements ``Source``.

    Pulling, the constructor waits for the first picture or sound and raises ``SourceRefused`` if none comes.
    Listening, it returns at once; it raises if another program uses the port. Owned by the room; :meth:`close`
    ends and joins the thread.
    """

    def __init__(self, address: Address, clock: Clock) -> None:
        super().__init__(clock, phrase("Nothing arrives from {name}.", name=address.name))
        if address.is_listener:
            _refuse_taken(address)
        self._address = address
        self._problem = self._awaited() if address.is_listener else None
        self.has_video = self.has_audio = address.is_listener
        self._primed = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"source {address.name}", daemon=True)
        self._thread.start()
        if not address.is_listener:
            self._wait_for_first()

    def close(self) -> None:
        self._closing.set()
        if self._address.is_listener:
            self._knock()
        self._thread.join(_JOIN_TIMEOUT_S)

    def _wait_for_first(self) -> None:
        arrived = self._primed.wait(_OPENING_TIMEOUT_S)
        if not arrived or self._state is SourceState.FAILED:
            self.close()
            raise SourceRefused(self._problem or self._unreachable())

    def _run(self) -> None:
        try:
            self._keep_connected()
        except Exception:  # whatever comes over a network must cost this source only
            _logger.exception("the source %s failed", self._address.name)
            self._set_state(SourceState.FAILED, self._unreachable())
        finally:
            self._primed.set()

    def _keep_connected(self) -> None:
        """Connect, play, and connect again, until the end or until it is closed."""
        failures = 0
        while not self._closing.is_set():
            media = self._opened()
            if media is not None:
                failures = 0
                self._play(media)
            elif not self._primed.is_set() and not self._address.is_listener:
                self._set_state(SourceState.FAILED, self._unreachable())
            if self._state in (SourceState.ENDED, SourceState.FAILED):
                return
            wait_s = _LISTEN_AGAIN_S if self._address.is_listener else _RETRY_S[min(failures, len(_RETRY_S) - 1)]
            failures += 1
            self._closing.wait(wait_s)

    def _opened(self) -> MediaPass | None:
        address = self._address
        try:
            container = av.open(
                address.url,
                "r",
                format=address.container,
                options=dict(address.options),
                timeout=(self._patience_s(), READ_TIMEOUT_S),
            )
            return MediaPass(container)
        except (av.FFmpegError, OSError, SourceRefused) as error:
            if not self._closing.is_set():
                _logger.info("nothing from %s: %s", address.name, type(error).__name__)
            return None

    def _patience_s(self) -> float:
        """Give how long opening may take; where nobody can knock, waiting is done in short turns."""
        if self._address.is_datagram:
            return _DATAGRAM_TURN_S
        return _LISTENING_S if self._address.is_listener else READ_TIMEOUT_S

    def _play(self, media: MediaPass) -> None:
        self._expect(media)
        is_stored = media.total_s > 0 or media.is_playlist
        buffer = JitterBuffer(self._address.latency_s, waits=is_stored)
        is_whole = False
        try:
            is_whole = self._play_through(media, buffer, waits=is_stored)
        except Exception:  # whatever a stream does to a decoder must cost this source only
            _logger.exception("the stream from %s could not be played on", self._address.name)
        finally:
            media.close()
        if self._closing.is_set():
            return
        if is_whole and media.total_s > 0:
            self._clock.wait_until(self._decoded_to_s, self._closing)
            self._set_state(SourceState.ENDED)
        else:
            self._miss()

    def _play_through(self, media: MediaPass, buffer: JitterBuffer, *, waits: bool) -> bool:
        """Play until nothing comes any more; gives whether the end was reached in order."""
        pieces = media.items() if media.total_s > 0 else media.items_as_they_come()
        for item in pieces:
            if self._closing.is_set():
                return False
            due_s = buffer.due_s(item.media_s, self._clock.now())
            early_s = due_s - self._address.latency_s - AHEAD_S
            if waits and self._clock.now() < early_s and self._clock.wait_until(early_s, self._closing):
                return False
            self.take(item, due_s)
            with self._lock:
                self._decoded_to_s = due_s
            if self._state is not SourceState.PLAYING:
                self._set_state(SourceState.PLAYING)
                self._primed.set()
        return not media.is_broken_off

    def _miss(self) -> None:
        """Take note that nothing comes any more: an encoder that went away is waited for again."""
        if self._address.is_listener:
            self._set_state(SourceState.STARTING, self._awaited())
        else:
            self._set_state(SourceState.STALLED, self._lost())

    def _knock(self) -> None:
        """Wake a listener that waits for its encoder: connect and go away."""
        address = self._address
        if not address.is_datagram:
            with suppress(OSError):
                socket.create_connection((address.host, address.port or 0), _KNOCK_S).close()

    def _unreachable(self) -> Phrase:
        return phrase("Nothing that can be played comes from {name}.", name=self._address.name)

    def _lost(self) -> Phrase:
        return phrase("The connection to {name} was lost; it is tried again.", name=self._address.name)

    def _awaited(self) -> Phrase:
        return phrase("Waiting for an encoder at {name}.", name=self._address.name)


def _refuse_taken(address: Address) -> None:
    """Raise where the port cannot be had now: FFmpeg would try for ever, and nobody would know."""
    kind = socket.SOCK_DGRAM if address.is_datagram else socket.SOCK_STREAM
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, kind) as probe:
        if os.name == "posix" and not address.is_datagram:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port or 0))
        except OSError:
            raise SourceRefused(
                phrase("Another program uses {name} already; choose another port.", name=address.name)
            ) from None
