"""Ogg files of Opus packets that were encoded by somebody else (RFC 3533 and RFC 7845)."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from chalkreel.studio.sources.source import SAMPLE_RATE

_PAGE_SAMPLES = SAMPLE_RATE // 2
"""A page is written when it holds so much: what a crash loses."""

_MOST_SEGMENTS = 255
_FIRST, _LAST = 0x02, 0x04
_VENDOR = b"chalkreel"
_POLYNOMIAL = 0x04C11DB7


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return tuple(table)


_TABLE = _crc_table()


def checksum(data: bytes) -> int:
    """Give the checksum of a page whose own field is zero."""
    value = 0
    for byte in data:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value


class OggOpusFile:
    """Writes one file, page by page; methods raise ``OSError``."""

    def __init__(self, path: Path, head: bytes, serial: int = 1) -> None:
        self._file: BinaryIO = path.open("wb", buffering=0)
        self._serial = serial
        self._pages = 0
        self._written_samples = 0
        self._held: list[bytes] = []
        self._held_samples = 0
        self._write_page([head], 0, _FIRST)
        self._write_page([b"OpusTags" + struct.pack("<I", len(_VENDOR)) + _VENDOR + struct.pack("<I", 0)], 0)

    def write(self, packet: bytes, samples: int) -> None:
        self._held.append(packet)
        self._held_samples += samples
        segments = sum(len(one) // 255 + 1 for one in self._held)
        if self._held_samples >= _PAGE_SAMPLES or segments > _MOST_SEGMENTS - 8:
            self._flush()

    def close(self) -> None:
        try:
            self._flush(_LAST)
        finally:
            self._file.close()

    def abandon(self) -> None:
        self._file.close()

    def _flush(self, flags: int = 0) -> None:
        self._written_samples += self._held_samples
        packets, self._held, self._held_samples = self._held, [], 0
        if packets or flags:
            self._write_page(packets, self._written_samples, flags)

    def _write_page(self, packets: list[bytes], granule: int, flags: int = 0) -> None:
        lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,)) for packet in packets)
        head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, self._serial, self._pages, 0)
        page = bytearray(head + bytes((len(lacing),)) + lacing + b"".join(packets))
        page[22:26] = struct.pack("<I", checksum(bytes(page)))
        self._pages += 1
        self._file.write(bytes(page))
