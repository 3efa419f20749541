"""One whiteboard: pages as encoded pictures, of which only the present one is kept decoded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.studio.sources.pictures import Picture, PictureRefused, load_picture

MAX_PAGES = 200
MAX_BOARD_BYTES = 256 * 1024 * 1024
"""Bound of a board's pictures together; they are kept in memory as they came."""


class BoardRefused(Exception):  # noqa: N818 - read as a fact
    """A board cannot be opened; ``sentence`` says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(slots=True)
class Board:
    """A whiteboard that is open in a room; owned by the room.

    ``pages`` are the encoded pictures. ``revision`` is unique per change of what the board shows, also when a
    board of the same id is opened anew.
    """

    whiteboard_id: str
    name: str
    pages: tuple[bytes, ...] = field(repr=False)
    picture: Picture = field(repr=False)
    page: int = 1
    revision: int = 0

    @property
    def page_count(self) -> int:
        return len(self.pages)

    def decode(self, page: int) -> Picture:
        """Decode a page (from 1); blocks, so call it off the loop."""
        return load_picture(self.pages[page - 1])

    def describe(self) -> dict[str, Any]:
        """Give the board as Studio's own API shows it."""
        return {
            "whiteboard_id": self.whiteboard_id,
            "name": self.name,
            "page": self.page,
            "page_count": self.page_count,
            "width": self.picture.size.width,
            "height": self.picture.size.height,
            "revision": self.revision,
        }


def read_board(whiteboard_id: str, name: str, pages: Sequence[bytes]) -> Board:
    """Check every page and open the board at its first one; raises ``BoardRefused``. Blocks."""
    if not pages:
        raise BoardRefused(phrase("A whiteboard needs at least one picture."))
    if len(pages) > MAX_PAGES:
        raise BoardRefused(phrase("A whiteboard has at most {most} pages.", most=MAX_PAGES))
    if sum(len(page) for page in pages) > MAX_BOARD_BYTES:
        raise BoardRefused(phrase("The pictures are too large together for one whiteboard."))
    first: Picture | None = None
    for number, page in enumerate(pages, start=1):
        try:
            picture = load_picture(page)
        except PictureRefused as refusal:
            raise BoardRefused(phrase("Page {number}: {reason}", number=number, reason=refusal.sentence)) from None
        first = first or picture
    assert first is not None
    return Board(whiteboard_id, name or whiteboard_id, tuple(pages), first)
