"""The whiteboards of a cloud room, which no server can list: typed, pasted, or read from a file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import gcd
from typing import Any

from chalkreel.domain.geometry import Size

USUAL_RATIO = Size(16, 9)
MAX_BOARDS = 500
LONGEST_ID = 256
LONGEST_SIDE = 10_000
_WIDE_PX = 1280
_RATIO = re.compile(r"(\d{1,5})\s*[:x×/]\s*(\d{1,5})", re.IGNORECASE)
_ID_KEYS = ("whiteboardid", "whiteboard_id", "boardid", "board_id", "id")
_LIST_KEYS = ("whiteboardidlist", "whiteboardids", "whiteboards", "boards", "list", "data")
_NAME_KEYS = ("name", "title", "filename", "file_name", "whiteboardname")
_RATIO_KEYS = ("ratio", "aspectratio", "aspect")


@dataclass(frozen=True, slots=True)
class BookBoard:
    """One board of the book. ``picture`` is the path of a picture to know it by, or empty.

    ``is_ratio_said`` false: nobody named the ratio, so that one that is known goes before it.
    """

    board_id: str
    name: str = ""
    ratio: Size = USUAL_RATIO
    picture: str = ""
    is_ratio_said: bool = field(default=True, compare=False)

    @property
    def size(self) -> Size:
        """A size in px of exactly the board's ratio: what the recorder is told must equal it."""
        times = max(round(_WIDE_PX / self.ratio.width), 1)
        return Size(self.ratio.width * times, self.ratio.height * times)


def read_book(text: str, usual_ratio: Size = USUAL_RATIO) -> tuple[BookBoard, ...]:
    """Find boards in JSON, CSV or lines of ids; of the same id the last counts, at the first one's place."""
    text = text.strip().lstrip("\ufeff")
    try:
        said = json.loads(text) if text[:1] in ("[", "{") else None
    except (ValueError, RecursionError):
        said = None
    found = _from_json(said, usual_ratio) if said is not None else _from_lines(text, usual_ratio)
    return merged((), found)


def merged(book: Iterable[BookBoard], fresh: Iterable[BookBoard]) -> tuple[BookBoard, ...]:
    """Bring boards into a book; what is known of a board stays where the fresh one does not say it."""
    boards = {board.board_id: board for board in book}
    for board in fresh:
        known = boards.get(board.board_id, board)
        boards[board.board_id] = replace(
            board,
            name=board.name or known.name,
            picture=board.picture or known.picture,
            ratio=board.ratio if board.is_ratio_said else known.ratio,
            is_ratio_said=board.is_ratio_said or known.is_ratio_said,
        )
    return tuple(boards.values())[:MAX_BOARDS]


def book_text(book: Iterable[BookBoard]) -> str:
    """Write a book as lines that ``read_book`` reads."""
    return "".join(
        f"{board.board_id}, {_quoted(board.name)}, {board.ratio.width}:{board.ratio.height}\n" for board in book
    )


def _quoted(name: str) -> str:
    name = " ".join(name.split())
    return '"' + name.replace('"', '""') + '"' if "," in name or '"' in name or _RATIO.fullmatch(name) else name


def _from_lines(text: str, usual: Size) -> list[BookBoard]:
    separator = "\t" if "\t" in text else ";" if ";" in text and "," not in text else ","
    rows = [
        [cell.strip() for cell in row]
        for row in csv.reader(text.splitlines(), delimiter=separator, skipinitialspace=True)
    ]
    rows = [row for row in rows if any(row)]
    if rows and _column(rows[0], _ID_KEYS) >= 0:
        return _from_table(rows, usual)
    found: list[BookBoard] = []
    for row in rows:
        if all(cell.isdecimal() for cell in row if cell):  # a list of ids in one line
            found += [_board(cell, "", None, usual) for cell in row if cell]
        else:
            ratio = next((cell for cell in row[1:] if _ratio(cell) and cell != row[0]), "")
            name = next((cell for cell in row[1:] if cell and cell != ratio), "")
            found.append(_board(row[0], name, _ratio(ratio), usual))
    return [board for board in found if board.board_id]


def _from_table(rows: Sequence[Sequence[str]], usual: Size) -> list[BookBoard]:
    head = rows[0]
    at_id, at_name, at_ratio = (_column(head, keys) for keys in (_ID_KEYS, _NAME_KEYS, _RATIO_KEYS))
    found = []
    for row in rows[1:]:
        cells = [*row, *[""] * len(head)]
        name = cells[at_name] if at_name >= 0 else ""
        ratio = _ratio(cells[at_ratio]) if at_ratio >= 0 else None
        found.append(_board(cells[at_id], name, ratio, usual))
    return [board for board in found if board.board_id]


def _column(head: Sequence[str], keys: Sequence[str]) -> int:
    names = [cell.casefold().replace(" ", "") for cell in head]
    return next((names.index(key) for key in keys if key in names), -1)


def _from_json(said: Any, usual: Size, name: str = "", own_ratio: Size | None = None) -> list[BookBoard]:
    """Read ids, objects with an id, and objects with a list of either (``whiteboardIDList`` of a sub-view)."""
    if isinstance(said, str | int) and not isinstance(said, bool):
        return [_board(str(said), name, own_ratio, usual)] if str(said).strip() else []
    if isinstance(said, list):
        found = [board for one in said for board in _from_json(one, usual, own_ratio=own_ratio)]
        if name and len(found) == 1 and not found[0].name:
            return [replace(found[0], name=name)]
        return [
            replace(board, name=f"{name} ({place})") if name and not board.name else board
            for place, board in enumerate(found, start=1)
        ]
    if not isinstance(said, Mapping):
        return []
    members = {str(key).casefold(): value for key, value in said.items()}
    own = next((str(members[key]) for key in _NAME_KEYS if isinstance(members.get(key), str)), name)
    ratio = next((_ratio(str(members[key])) for key in _RATIO_KEYS if key in members), None) or own_ratio
    for key in _LIST_KEYS:
        if isinstance(members.get(key), list | Mapping):
            return _from_json(members[key], usual, own, ratio)
    board_id = next((members[key] for key in _ID_KEYS if isinstance(members.get(key), str | int)), None)
    return [] if board_id is None else [_board(str(board_id), own, ratio, usual)]


def _board(board_id: str, name: str, ratio: Size | None, usual: Size) -> BookBoard:
    return BookBoard(
        "".join(board_id.split())[:LONGEST_ID],
        " ".join(name.split())[:LONGEST_ID],
        ratio or usual,
        is_ratio_said=ratio is not None,
    )


def _ratio(text: str) -> Size | None:
    match = _RATIO.fullmatch(text.strip())
    if match is None:
        return None
    width, height = int(match[1]), int(match[2])
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        return None
    common = gcd(width, height)
    return Size(width // common, height // common)
