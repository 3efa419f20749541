"""Files, folders and pictures become boards of a Studio room, one after the other; what cannot is said."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.base.png import plain_png
from chalkreel.domain.limits import DEFAULT_BOARD_HEIGHT_PX, DEFAULT_BOARD_WIDTH_PX
from chalkreel.services.board_files import MAX_FILES, NotABoard, find_files, pages_of
from chalkreel.services.errors import ServiceError

if TYPE_CHECKING:
    from chalkreel.services.studio_client import StudioClient

WHITE = (255, 255, 255)
SAID_AT_MOST = 5
"""A sentence about every file of a wrong folder would fill the window."""
NOTHING_FOUND = phrase("There is nothing in it that can become a board.")
CUT = phrase("Only the first {most} files became boards.")
MORE = phrase("{n} more files did not become boards.")


async def open_files(
    studio: StudioClient, room_id: str, paths: Sequence[Path], progress: Callable[[Phrase | None], None]
) -> Phrase | None:
    """Open each picture, and each PDF with its pages, as a board; give what the host must know, if anything."""
    said: list[Phrase] = []
    found = await asyncio.to_thread(find_files, paths)
    if not found.files:
        return NOTHING_FOUND
    try:
        for number, path in enumerate(found.files, start=1):
            progress(phrase("Opening {number} of {total}…", number=number, total=len(found.files)))
            problem = await _open_file(studio, room_id, path)
            if problem is not None:
                said.append(phrase("{subject}: {sentence}", subject=path.name, sentence=problem))
    finally:
        progress(None)
    if len(said) > SAID_AT_MOST:
        said = [*said[:SAID_AT_MOST], Phrase(MORE.template, {"n": len(said) - SAID_AT_MOST})]
    if found.is_cut:
        said.append(Phrase(CUT.template, {"most": MAX_FILES}))
    return reduce(_joined, said) if said else None


async def open_picture(studio: StudioClient, room_id: str, name: str, encode: Callable[[], bytes]) -> None:
    """Open one picture that is not in a file as a board; ``encode`` runs on another thread."""
    content = await asyncio.to_thread(encode)
    await studio.open_board(room_id, new_board_id("board"), [("board.png", content)], name=name)


def blank_page() -> bytes:
    """Make the picture of an empty board."""
    return plain_png(DEFAULT_BOARD_WIDTH_PX, DEFAULT_BOARD_HEIGHT_PX, WHITE)


def new_board_id(name: str) -> str:
    return f"{id_from(name)}-{uuid.uuid4().hex[:4]}"


def id_from(name: str) -> str:
    """Make an id out of a file's name: letters, digits, - and _ only, as the API wants stream ids."""
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in name)
    return kept.strip("-")[:64] or "item"


async def _open_file(studio: StudioClient, room_id: str, path: Path) -> Phrase | None:
    try:
        async with pages_of(path) as pages:
            await studio.open_board_from(room_id, new_board_id(path.stem), pages.paths, name=path.stem)
            return pages.notice
    except (NotABoard, ServiceError) as refusal:
        return refusal.sentence


def _joined(one: Phrase, other: Phrase) -> Phrase:
    return phrase("{one} {other}", one=one, other=other)
