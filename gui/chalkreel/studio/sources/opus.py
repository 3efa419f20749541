"""Opus as a publisher sent it, beside what was decoded of it: for recordings that keep it untouched."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from chalkreel.studio.sources.source import SAMPLE_RATE, Source

HEAD_MAGIC = b"OpusHead"
KEPT_S = 2.0

_HEAD_BYTES = 19
_FAMILY_AT = 18
_SILK_MS, _HYBRID_MS, _CELT_MS = (10, 20, 40, 60), (10, 20), (2.5, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class OpusPacket:
    """One packet; ``number`` counts from the start of the source, ``due_sample`` is of the clock (at 48 kHz)."""

    number: int
    due_sample: int
    data: bytes

    @property
    def count(self) -> int:
        return sample_count(self.data)


class OpusShelf:
    """The packets of the last seconds, and the head that a decoder needs; one writer, any readers."""

    def __init__(self, head: bytes) -> None:
        self.head = head
        self._packets: deque[OpusPacket] = deque()
        self._next_number = 0
        self._lock = threading.Lock()

    def put(self, due_sample: int, data: bytes) -> None:
        with self._lock:
            self._packets.append(OpusPacket(self._next_number, due_sample, data))
            self._next_number += 1
            while self._packets[0].due_sample < due_sample - KEPT_S * SAMPLE_RATE:
                self._packets.popleft()

    def due(self, after_number: int, to_sample: int) -> list[OpusPacket]:
        """Give the packets after one, as far as they are due."""
        with self._lock:
            return [one for one in self._packets if one.number > after_number and one.due_sample < to_sample]


@runtime_checkable
class CarriesOpus(Protocol):
    """A source that may have its sound as Opus."""

    @property
    def opus(self) -> OpusShelf | None: ...


def opus_of(source: Source) -> OpusShelf | None:
    return source.opus if isinstance(source, CarriesOpus) else None


def is_plain_head(head: bytes | None) -> bool:
    """Whether a head is that of one or two channels, as every Ogg file can carry them."""
    return head is not None and head.startswith(HEAD_MAGIC) and len(head) >= _HEAD_BYTES and head[_FAMILY_AT] == 0


def sample_count(packet: bytes) -> int:
    """Read from a packet's first bytes how long it plays, in samples at 48 kHz (RFC 6716, section 3.1)."""
    if not packet:
        return 0
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame_ms: float = _SILK_MS[config % 4]
    elif config < 16:
        frame_ms = _HYBRID_MS[config % 2]
    else:
        frame_ms = _CELT_MS[config % 4]
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[code]
    return round(frames * frame_ms * SAMPLE_RATE / 1000)
