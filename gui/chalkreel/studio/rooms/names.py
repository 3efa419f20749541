"""Which ids rooms, streams and whiteboards may have (CONTRACT section 2: the RTC SDK's bounds)."""

from __future__ import annotations

import re

from chalkreel.base.phrase import Phrase, phrase

LONGEST_ROOM_ID_BYTES = 128
LONGEST_STREAM_ID = 256
LONGEST_WHITEBOARD_ID = 256
_STREAM_ID = re.compile(r"[A-Za-z0-9_-]+")


def problem_with_room_id(room_id: str) -> Phrase | None:
    if not room_id or len(room_id.encode("utf-8", "surrogatepass")) > LONGEST_ROOM_ID_BYTES:
        return phrase("A room ID has 1 to {most} bytes.", most=LONGEST_ROOM_ID_BYTES)
    return _problem_with_characters(room_id)


def problem_with_stream_id(stream_id: str) -> Phrase | None:
    if len(stream_id) > LONGEST_STREAM_ID or not _STREAM_ID.fullmatch(stream_id):
        return phrase("A stream ID has 1 to {most} letters, digits, - and _.", most=LONGEST_STREAM_ID)
    return None


def problem_with_whiteboard_id(whiteboard_id: str) -> Phrase | None:
    if not 0 < len(whiteboard_id) <= LONGEST_WHITEBOARD_ID:
        return phrase("A whiteboard ID has 1 to {most} characters.", most=LONGEST_WHITEBOARD_ID)
    return _problem_with_characters(whiteboard_id)


def _problem_with_characters(text: str) -> Phrase | None:
    if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in text):
        return phrase("An ID holds no control characters.")
    return None
