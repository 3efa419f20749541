"""Renders the pages of a PDF file to pictures; runs as a process of its own, which a bad file may take down.

``chalkreel pdf-pages FILE FOLDER`` writes ``0001.png`` and so on and prints one JSON line: ``{"pages": n,
"of": m}``, or ``{"problem": "password"}`` (``damaged``, ``empty``, ``unreadable``).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from chalkreel.base.png import encode_png

MAX_PAGES = 200
"""Studio takes no more pages of one board."""
LONGER_SIDE_PX = 1920
MAX_FILE_BYTES = 256 * 1024 * 1024
MAX_MEMORY_BYTES = 2 * 1024 * 1024 * 1024
_PASSWORD = 4
"""PDFium's number for a file that wants a password."""


def main(arguments: Sequence[str]) -> int:
    """Run the role; what could not be done is said on stdout, so the exit code is 0 unless it fell over."""
    source, folder = (Path(argument) for argument in arguments)
    _bound_memory()
    sys.stdout.write(json.dumps(render_pages(source, folder)) + "\n")
    sys.stdout.flush()
    return 0


def render_pages(source: Path, folder: Path) -> dict[str, Any]:
    """Write the pages into the folder and tell how many there are. Blocks."""
    try:
        if source.stat().st_size > MAX_FILE_BYTES:
            return {"problem": "large"}
        document = pdfium.PdfDocument(source)
    except OSError:
        return {"problem": "unreadable"}
    except pdfium.PdfiumError as error:
        return {"problem": "password" if getattr(error, "err_code", 0) == _PASSWORD else "damaged"}
    try:
        count = len(document)
        for number in range(min(count, MAX_PAGES)):
            picture = _page_picture(document[number])
            (folder / f"{number + 1:04}.png").write_bytes(picture)
    except (pdfium.PdfiumError, ValueError):
        return {"problem": "damaged"}
    finally:
        document.close()
    return {"pages": min(count, MAX_PAGES), "of": count} if count else {"problem": "empty"}


def _page_picture(page: Any) -> bytes:
    width_pt, height_pt = page.get_size()
    scale = LONGER_SIDE_PX / max(width_pt, height_pt, 1.0)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        stride, length, channels = bitmap.stride, bitmap.width * bitmap.n_channels, bitmap.n_channels
        content = bytes(bitmap.buffer)
        rows = b"".join(_rgb(content[top : top + length], channels) for top in range(0, stride * bitmap.height, stride))
        return encode_png(bitmap.width, bitmap.height, rows)
    finally:
        bitmap.close()
        page.close()


def _rgb(row: bytes, channels: int) -> bytes:
    if channels == 3:
        return row
    kept = bytearray(len(row) // channels * 3)
    for place in range(3):
        kept[place::3] = row[min(place, channels - 1) :: channels]
    return bytes(kept)


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
