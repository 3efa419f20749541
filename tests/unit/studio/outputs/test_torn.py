"""Where files that break off are still whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from chalkreel.studio.outputs.hls import adts_header
from chalkreel.studio.outputs.torn import cut_torn_fragment, cut_torn_unit, is_whole_adts, is_whole_mp3

VIDEO, SOUND = 0x100, 0x101
PACKET = 188


def unit(pid: int, payload: bytes, told: int = 0) -> bytes:
    """Write one unit in transport packets, the last one stuffed."""
    rest = b"\x00\x00\x01\xe0" + told.to_bytes(2, "big") + payload
    written, is_first = b"", True
    while rest:
        part, rest = rest[:184], rest[184:]
        start = 0x40 if is_first else 0
        head = bytes((0x47, start | pid >> 8, pid & 0xFF))
        stuffing = 184 - len(part)
        if stuffing:
            adaptation = bytes((stuffing - 1,)) + (b"\x00" + b"\xff" * (stuffing - 2) if stuffing > 1 else b"")
            written += head + b"\x30" + adaptation + part
        else:
            written += head + b"\x10" + part
        is_first = False
    return written


TABLE = bytes((0x47, 0x40, 0, 0x10)) + b"\x00" * 184


@pytest.mark.parametrize(
    ("last", "cut", "is_kept"),
    [
        (unit(SOUND, bytes(500), 500), 0, True),
        (unit(SOUND, bytes(500), 500), 1, False),
        (unit(SOUND, bytes(500), 500), PACKET, False),
        (unit(VIDEO, bytes(500)), 0, False),
    ],
    ids=["whole sound", "torn sound", "sound cut between packets", "a picture"],
)
def test_the_last_unit_goes_unless_it_is_known_to_be_whole(
    tmp_path: Path, last: bytes, cut: int, is_kept: bool
) -> None:
    before = TABLE + unit(VIDEO, bytes(700)) + unit(SOUND, bytes(300), 300)
    path = tmp_path / "a.ts"
    path.write_bytes((before + last)[: len(before + last) - cut])
    cut_torn_unit(path)
    assert path.read_bytes() == before + (last if is_kept else b"")


def test_what_holds_no_unit_is_cut_between_packets(tmp_path: Path) -> None:
    path = tmp_path / "a.ts"
    for content, left in ((b"", b""), (TABLE + b"G", TABLE), (b"G" * 20, b"")):
        path.write_bytes(content)
        cut_torn_unit(path)
        assert path.read_bytes() == left


def test_frames_of_sound_tell_their_length() -> None:
    frame = adts_header(300, 2) + bytes(300)
    assert is_whole_adts(frame)
    assert not is_whole_adts(frame[:-1])
    assert is_whole_adts(bytes(40))
    mp3 = b"\xff\xfb\x34\x00" + bytes(140)
    assert is_whole_mp3(mp3)
    assert not is_whole_mp3(mp3[:-1])
    assert not is_whole_mp3(mp3[:2])


def box(kind: bytes, size: int, given: int | None = None) -> bytes:
    return (size.to_bytes(4, "big") + kind + bytes(size - 8))[: size if given is None else given]


HEAD = box(b"ftyp", 24) + box(b"moov", 40)
FRAGMENT = box(b"moof", 32) + box(b"mdat", 64)


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (b"", b""),
        (box(b"moof", 32, given=20), b""),
        (box(b"moof", 32, given=5), b""),
        (box(b"moof", 32), b""),
        (box(b"moof", 32) + box(b"mdat", 64, given=30), box(b"moof", 32) + box(b"mdat", 64, given=30)),
    ],
    ids=["whole", "half an index", "half a head", "an index without media", "half the media"],
)
def test_an_mp4_is_cut_inside_the_index_of_a_fragment_only(tmp_path, tail, kept):
    path = tmp_path / "take.mp4"
    path.write_bytes(HEAD + FRAGMENT + tail)
    cut_torn_fragment(path)
    assert path.read_bytes() == HEAD + FRAGMENT + kept


@pytest.mark.parametrize("content", [b"", b"abc", b"no box at all" * 9, box(b"free", 8) + bytes(16)])
def test_what_is_no_mp4_is_never_made_longer_and_never_fails(tmp_path, content):
    path = tmp_path / "take.mp4"
    path.write_bytes(content)
    cut_torn_fragment(path)
    assert content.startswith(path.read_bytes())
