"""What a place for finished files can do: take a file, or take bytes. It lists, reads and deletes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from chalkreel.base.phrase import Phrase


class StoreFailed(Exception):  # noqa: N818 - read as a fact
    """Something could not be stored; ``sentence`` says why without naming any key."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Stored:
    """Something that is where it belongs. ``path`` is its place on this computer, if it has one.

    ``url`` is empty where the contract gives none.
    """

    url: str
    path: Path | None = None


class Store(Protocol):
    """One place for finished files; both methods raise ``StoreFailed``.

    A file that goes elsewhere on this computer is moved; one that is uploaded stays where it is, so that it can be
    removed once the task's record says that it is stored.
    """

    async def put_file(self, file: Path, name: str) -> Stored: ...

    async def put_bytes(self, data: bytes, name: str) -> Stored: ...
