"""Names of recorded files (CONTRACT section 5), made safe for every file system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

LONGEST_NAME_BYTES = 240
"""Below the 255 bytes of common file systems, so that a suffix for unfinished files still fits."""

WHITEBOARD = "whiteboard"
"""What stands for the publisher in the name of a whiteboard's file."""
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
    parts = (task_id, *(escaped(part) for part in (room_id, *published_as)), type_letters, utc_stamp(begin_ms))
    return f"{'_'.join(parts)}.{extension}"


def is_too_long(file_name: str) -> bool:
    return len(file_name.encode("utf-8")) > LONGEST_NAME_BYTES


def _is_unsafe(character: str) -> bool:
    return character in _UNSAFE or ord(character) < 32 or ord(character) == 127


def _escape(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
