"""Finding where a file that breaks off is still whole, for formats that decoders do not ask."""

from __future__ import annotations

import os
from pathlib import Path

_TS_PACKET_BYTES = 188
_TS_SYNC = 0x47
_UNIT_START, _HAS_ADAPTATION = 0x40, 0x20
_PES_PREFIX = b"\x00\x00\x01"
_PES_HEAD_BYTES = 6
_ADTS_HEAD_BYTES = 7
_MP3_HEAD_BYTES = 4
_MP3_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
"""By the code in the head of an MPEG-1 layer III frame, at 48 kHz as it is recorded."""
_MP3_BYTES_PER_KBPS = 3
_BOX_HEAD_BYTES, _LARGE_BOX_HEAD_BYTES, _LARGE_BOX = 8, 16, 1
_FRAGMENT_INDEX = b"moof"


def is_whole_adts(frame: bytes) -> bool:
    """Whether an AAC frame with its head is as long as the head says; what has no such head is taken as it is."""
    if len(frame) < _ADTS_HEAD_BYTES or frame[0] != 0xFF or frame[1] & 0xF0 != 0xF0:
        return True
    return len(frame) >= (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5


def is_whole_mp3(frame: bytes) -> bool:
    """Whether an MP3 frame is as long as its head says."""
    return (
        len(frame) >= max(_MP3_BYTES_PER_KBPS * _MP3_KBPS[frame[2] >> 4], _MP3_HEAD_BYTES) if len(frame) > 2 else False
    )


def cut_torn_unit(path: Path) -> None:
    """Cut an MPEG-TS file that broke off before the last unit of picture or sound, unless that one is whole. Blocks.

    A picture does not say how long it is: the last one always goes. Units are written one after the other, so only
    the last one can be torn.
    """
    data = path.read_bytes()
    end = len(data) - len(data) % _TS_PACKET_BYTES
    start = next((at for at in range(end - _TS_PACKET_BYTES, -1, -_TS_PACKET_BYTES) if _begins_unit(data, at)), end)
    if start < end and not _is_whole_unit(data, start, end):
        end = start
    if end < len(data):
        os.truncate(path, end)


def cut_torn_fragment(path: Path) -> None:
    """Cut an MP4 file that broke off inside the index of a fragment, before which all is whole. Blocks.

    FFmpeg refuses a file with half an index altogether; half the media behind a whole index it can read.
    """
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        at = end = 0
        kind = b""
        while at + _BOX_HEAD_BYTES <= length:
            file.seek(at)
            head = file.read(_LARGE_BOX_HEAD_BYTES)
            size, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if size == _LARGE_BOX:
                size = int.from_bytes(head[8:], "big")
            if size < _BOX_HEAD_BYTES:
                return  # a box that reaches to the end of the file, or no MP4 at all
            at, end = at + size, at
    is_torn_head = at < length
    is_torn_index = at >= length and kind == _FRAGMENT_INDEX  # whole without its media, it is of no use either
    if is_torn_head or is_torn_index:
        os.truncate(path, at if is_torn_head else end)


def _begins_unit(data: bytes, at: int) -> bool:
    is_start = data[at] == _TS_SYNC and bool(data[at + 1] & _UNIT_START)
    return is_start and _payload(data, at).startswith(_PES_PREFIX)


def _payload(data: bytes, at: int) -> bytes:
    head = 4 + (1 + data[at + 4] if data[at + 3] & _HAS_ADAPTATION else 0)
    return data[at + head : at + _TS_PACKET_BYTES]


def _is_whole_unit(data: bytes, start: int, end: int) -> bool:
    told = int.from_bytes(_payload(data, start)[4:_PES_HEAD_BYTES], "big")
    own = (at for at in range(start, end, _TS_PACKET_BYTES) if _pid(data, at) == _pid(data, start))
    return told > 0 and sum(len(_payload(data, at)) for at in own) >= _PES_HEAD_BYTES + told


def _pid(data: bytes, at: int) -> tuple[int, int]:
    return data[at + 1] & 0x1F, data[at + 2]
