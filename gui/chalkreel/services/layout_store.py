"""The file of the layout library: versioned, written whole or not at all, read and written off the caller's thread."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.layout_library import MAX_LAYOUTS, LayoutLibrary, NamedLayout
from chalkreel.services.errors import LayoutsNotSaved
from chalkreel.services.whole_file import write_whole
from chalkreel.services.worker import Worker

VERSION = 1
LARGEST_FILE_BYTES = 8 * 1024 * 1024
NEWER = phrase(
    "The saved layouts were written by a newer version of Chalkreel. They are left as they are; what you change now"
    " lasts until you close this window."
)
_ENTRY = TypeAdapter(NamedLayout)
_log = log_of(Topic.SETTINGS)


class LayoutStore:
    """Owns the file and the thread that writes it; the composition root closes it.

    ``notice`` tells the host, after ``load``, what could not be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._worker = Worker("layout library")
        self._is_read_only = False
        self.notice: Phrase | None = None

    async def load(self) -> LayoutLibrary:
        """Read the file. What is damaged in it is left out, and the file as it was is kept beside it."""
        return await self._worker.run(self._read)

    async def save(self, library: LayoutLibrary) -> None:
        """Write the library down; raises ``LayoutsNotSaved``."""
        if self._is_read_only:
            return
        try:
            await self._worker.run(self._write, library.layouts)
        except OSError as error:
            raise LayoutsNotSaved(error.strerror or type(error).__name__) from error

    def close(self) -> None:
        self._worker.close()

    def _read(self) -> LayoutLibrary:
        try:
            with self._path.open("rb") as file:
                content = file.read(LARGEST_FILE_BYTES + 1)
        except FileNotFoundError:
            return LayoutLibrary()
        except OSError as error:
            self._is_read_only = True  # better no change is kept than that what cannot be read is overwritten
            reason = error.strerror or type(error).__name__
            self.notice = phrase("The saved layouts cannot be read ({reason}).", reason=reason)
            return LayoutLibrary()
        try:
            entries = self._entries(content)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            _log.error("the saved layouts cannot be read: %s", type(error).__name__)
            file_name = self._keep_aside()
            self.notice = phrase(
                "The file of the saved layouts was damaged. It was kept as {file}, and the list starts anew.",
                file=file_name,
            )
            return LayoutLibrary()
        return self._library(entries)

    def _entries(self, content: bytes) -> list[Any]:
        if len(content) > LARGEST_FILE_BYTES:
            raise ValueError("far too large")
        raw = json.loads(content)
        if not isinstance(raw, dict):
            raise TypeError("no JSON object")
        if int(raw.get("version", 0)) > VERSION:
            self._is_read_only, self.notice = True, NEWER
        entries = raw.get("layouts")
        if not isinstance(entries, list):
            raise TypeError("no list of layouts")
        return entries

    def _library(self, entries: Sequence[Any]) -> LayoutLibrary:
        library = LayoutLibrary()
        damaged = 0
        for entry in entries[:MAX_LAYOUTS]:
            try:
                library = library.added(_ENTRY.validate_python(entry))
            except ValidationError:
                damaged += 1
        if damaged and not self._is_read_only:
            self.notice = counted(
                "{n} saved layout was damaged and is left out. The file as it was is kept as {file}.",
                "{n} saved layouts were damaged and are left out. The file as it was is kept as {file}.",
                damaged,
                file=self._keep_aside(),
            )
        return library

    def _keep_aside(self) -> str:
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        aside = self._path.with_name(f"{self._path.stem}.damaged-{stamp}.json")
        with contextlib.suppress(OSError):
            shutil.copyfile(self._path, aside)
        return aside.name

    def _write(self, layouts: Sequence[NamedLayout]) -> None:
        entries = [_ENTRY.dump_python(one, mode="json", exclude_defaults=True) for one in layouts]
        text = json.dumps({"version": VERSION, "layouts": entries}, ensure_ascii=False, indent=1)
        write_whole(self._path, text + "\n")
