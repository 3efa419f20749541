"""What files and folders become boards: pictures, folders of pictures, and PDF files with their pages."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalkreel.base.phrase import Phrase, phrase

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp"})
PDF_SUFFIX = ".pdf"
MAX_FILES = 200
"""So many files of one drop are looked at; more would not fit into a room."""
MAX_LOOKED_AT = 5000
"""So many entries of folders are looked at."""
RENDER_WITHIN_S = 120.0
PDF_ROLE = "pdf-pages"
_POLL_S = 0.05
_NUMBERS = re.compile(r"(\d+)")
_PROBLEMS = {
    "password": phrase("The PDF file is locked with a password."),
    "empty": phrase("The PDF file has no pages."),
    "unreadable": phrase("The PDF file cannot be read."),
    "large": phrase("The PDF file is too large."),
}
_DAMAGED = phrase("The PDF file is damaged.")
_TOO_SLOW = phrase("The PDF file takes too long to draw.")
_CUT = phrase("Only the first {pages} of {total} pages became a board.")


class NotABoard(Exception):  # noqa: N818 - a fact, not a fault of ours
    """A file cannot become a board; ``sentence`` says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Found:
    """Files that can become boards, in their order, and whether there were more than are taken."""

    files: tuple[Path, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Pictures of one board's pages; ``notice`` says what is left out, if anything."""

    paths: tuple[Path, ...]
    notice: Phrase | None = None


def find_files(paths: Iterable[Path]) -> Found:
    """Look into folders (not into folders inside them); what can be no board is left out. Blocks."""
    found: list[Path] = []
    looked_at = 0
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = []
            with contextlib.suppress(OSError):
                for entry in path.iterdir():
                    looked_at += 1
                    if looked_at > MAX_LOOKED_AT:
                        break
                    if can_be_board(entry) and not entry.name.startswith("."):
                        inside.append(entry)
            inside.sort(key=lambda entry: natural_key(entry.name))
        found += [entry for entry in inside if can_be_board(entry)]
    return Found(tuple(found[:MAX_FILES]), is_cut=len(found) > MAX_FILES or looked_at > MAX_LOOKED_AT)


def can_be_board(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES or path.suffix.lower() == PDF_SUFFIX


def natural_key(name: str) -> tuple[tuple[int, str], ...]:
    """Sort “page 2” before “page 10”."""
    pieces = _NUMBERS.split(name.casefold())
    return tuple((int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces)


@asynccontextmanager
async def pages_of(path: Path) -> AsyncGenerator[Pages, None]:
    """Give the pages of a file for as long as they are needed; raises ``NotABoard``."""
    if path.suffix.lower() != PDF_SUFFIX:
        yield Pages((path,))
        return
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="chalkreel-pdf-"))
    try:
        yield await _rendered(path, folder)
    finally:
        await asyncio.to_thread(_remove, folder)


async def _rendered(path: Path, folder: Path) -> Pages:
    said = await _ask_renderer(path, folder)
    problem = said.get("problem")
    if problem is not None:
        raise NotABoard(_PROBLEMS.get(str(problem), _DAMAGED))
    paths = await asyncio.to_thread(lambda: tuple(sorted(folder.glob("*.png"))))
    total = int(said["of"])
    notice = Phrase(_CUT.template, {"pages": len(paths), "total": total}) if total > len(paths) else None
    return Pages(paths, notice)


async def _ask_renderer(path: Path, folder: Path) -> dict[str, Any]:
    """Let another process draw the pages; it is ended when it takes too long or nobody waits any more."""
    process = await asyncio.to_thread(_start, (*renderer_command(), str(path), str(folder)))
    deadline = time.monotonic() + RENDER_WITHIN_S
    try:
        while process.poll() is None:
            if time.monotonic() >= deadline:
                raise NotABoard(_TOO_SLOW)
            await asyncio.sleep(_POLL_S)
        output = process.stdout.read() if process.stdout is not None else b""
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    try:
        said = json.loads(output)
    except ValueError:
        said = None
    return said if isinstance(said, dict) and ("problem" in said or "of" in said) else {"problem": "damaged"}


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet)


def renderer_command() -> tuple[str, ...]:
    """Name this very program in the role that draws PDF pages, from source and frozen alike."""
    if getattr(sys, "frozen", False):
        return sys.executable, PDF_ROLE
    return sys.executable, "-m", "chalkreel", PDF_ROLE


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()
