"""Where in a JSON text a value stands, so that a complaint about it can name the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from json import JSONDecoder

_SPACE = re.compile(r"[ \t\n\r]*")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Count lines and columns from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def offset_of(text: str, path: Sequence[str]) -> int:
    """Give where the value of a path begins; of one that is missing, where what should hold it begins.

    ``text`` is valid JSON. The steps of a path are names, or places in a list written as numbers from 0.
    """
    decoder = JSONDecoder()
    at = _skip(text, 0)
    for step in path:
        inner = _inner(decoder, text, at, step)
        if inner is None:
            break
        at = inner
    return at


def _inner(decoder: JSONDecoder, text: str, at: int, step: str) -> int | None:
    opened = text[at]
    if opened not in "{[":
        return None
    found, place = None, 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        name = str(place)
        if opened == "{":
            name, at = decoder.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if name == step:
            found = at  # of equal names the last one counts, as for whoever reads the value
        _, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
        place += 1
    return found


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space is not None else at
