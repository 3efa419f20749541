"""Names of recorded files (CONTRACT section 5), made safe for every file system."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

LONGEST_NAME_BYTES = 240
"""Below the 255 bytes of common file systems, so that a suffix for unfinished files still fits."""

WHITEBOARD = "whiteboard"
"""What stands for the publisher in the name of a whiteboard's file."""
_TORN_ESCAPE = re.compile("%[0-9A-F]?$")
_UNSAFE = frozenset('<>:"/\\|?*%')


def escaped(text: str) -> str:
    """Write what file systems refuse, and the escape itself, as ``%XX`` of its UTF-8 bytes; nothing else changes."""
    return "".join(_escape(character) if _is_unsafe(character) else character for character in text)


def utc_stamp(begin_ms: int) -> str:
    """Write a moment as 17 digits in UTC, year to millisecond."""
    seconds, ms = divmod(begin_ms, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y%m%d%H%M%S}{ms:03d}"


def file_name(
    task_id: str, room_id: str, published_as: Sequence[str], type_letters: str, begin_ms: int, extension: str
) -> str:
    """Name a file; ``published_as`` is what stands for whom it shows.

    That is the output stream of a mix, user and stream of a single stream, or ``WHITEBOARD``.
    """
    shown_as = [escaped(part) for part in published_as]
    name = _joined(task_id, room_id, shown_as, type_letters, begin_ms, extension)
    too_many = len(name.encode("utf-8")) - LONGEST_NAME_BYTES
    if too_many > 0 and len(published_as) > 1:
        name = _joined(task_id, room_id, _shortened(shown_as, too_many), type_letters, begin_ms, extension)
    return name


def _joined(
    task_id: str, room_id: str, shown_as: Sequence[str], type_letters: str, begin_ms: int, extension: str
) -> str:
    return f"{'_'.join((task_id, escaped(room_id), *shown_as, type_letters, utc_stamp(begin_ms)))}.{extension}"


def _shortened(parts: Sequence[str], by_bytes: int) -> list[str]:
    """Cut the longer of the ids first: what somebody published as is not the host's to mend."""
    lengths = [len(part.encode("utf-8")) for part in parts]
    for _byte in range(min(by_bytes, sum(lengths))):
        lengths[lengths.index(max(lengths))] -= 1
    cut = (part.encode("utf-8")[:length].decode("utf-8", "ignore") for part, length in zip(parts, lengths, strict=True))
    return [_TORN_ESCAPE.sub("", text) for text in cut]


def is_too_long(file_name: str) -> bool:
    return len(file_name.encode("utf-8")) > LONGEST_NAME_BYTES


def _is_unsafe(character: str) -> bool:
    return character in _UNSAFE or ord(character) < 32 or ord(character) == 127


def _escape(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
