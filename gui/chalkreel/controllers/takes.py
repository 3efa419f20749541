"""All takes of this machine: found in the journal page by page, each looked at when it is chosen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chalkreel.controllers.chapter_files import chapter_marks
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.series_pictures import pictures_in
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.takes_reading import (
    is_single,
    moved,
    picture_for,
    play_files,
    play_pictures,
    row_of,
    timeline_in,
)
from chalkreel.controllers.takes_view import PlayFile, TakeDetail, TakeRow, TakesView
from chalkreel.domain.chapters import Chapter, chapters_from_marks
from chalkreel.domain.phases import Phase
from chalkreel.domain.timeline import Timeline, TrackKind
from chalkreel.services.errors import JournalError
from chalkreel.services.journal_listing import KeptPicture, ListedTake, TakeQuery
from chalkreel.services.take_chapters import chapters_beside, chapters_kept

if TYPE_CHECKING:
    from chalkreel.services.board_shelf import BoardShelf
    from chalkreel.services.journal import Journal

PAGE = 100


class TakesController(QObject):
    """Reads takes for whoever looks at them; changes nothing.

    ``folder`` tells where chapters of cloud takes are written; ``rooms`` names the rooms that have a name.

    Signals:
        takes_changed(TakesView): other takes were found, or one of them is another now.
        detail_changed(TakeDetail): the chosen take, or what is new of it.
    """

    takes_changed = Signal(object)
    detail_changed = Signal(object)

    def __init__(
        self,
        journal: Journal,
        shelf: BoardShelf,
        folder: Callable[[], Path],
        rooms: Mapping[str, str],
        on_error: ErrorSink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._shelf = shelf
        self._folder = folder
        self._rooms = rooms
        self._tasks = NamedTasks("takes", on_error)
        self._listed: dict[int, ListedTake] = {}
        self._view = TakesView()
        self._chosen_id = 0
        self._live: tuple[int, Phase] = (0, Phase.IDLE)

    @property
    def view(self) -> TakesView:
        return self._view

    def search(self, words: str) -> None:
        """Find the takes in which every one of these words is found; none finds all."""
        self._view = replace(self._view, words=words, is_loading=True)
        self._tasks.start("page", lambda: self._read_page(is_first=True), WhileBusy.REPLACE)

    def refresh(self) -> None:
        """Read again what is shown: a take was added, or one of them changed."""
        self.search(self._view.words)

    def more(self) -> None:
        """Find the next ones."""
        if self._view.has_more:
            self._tasks.start("page", lambda: self._read_page(is_first=False))

    def choose(self, take_id: int) -> None:
        """Look at one take."""
        self._chosen_id = take_id
        self._tasks.start("detail", self._read_detail, WhileBusy.REPLACE)

    def show_take(self, take: TakeState) -> None:
        """Learn how the take in view is doing; a list that was asked for follows it."""
        live = (take.take_id if take.task_id else 0, take.phase)
        if live != self._live:
            self._live = live
            if self._listed or not self._view.is_loading:
                self.refresh()

    def settle(self) -> None:
        """A take was closed in the journal."""
        if self._listed or not self._view.is_loading:
            self.refresh()
            if self._chosen_id:
                self.choose(self._chosen_id)

    def forget(self) -> None:
        """Nobody looks any more."""
        self._tasks.cancel_all()
        self._listed.clear()
        self._chosen_id = 0
        self._view = TakesView()

    async def close(self) -> None:
        await self._tasks.close()

    async def _read_page(self, *, is_first: bool) -> None:
        # As many as were shown: what is looked at does not go away because something changed.
        limit = max(PAGE, len(self._view.rows)) if is_first else PAGE
        before_id = None if is_first or not self._view.rows else self._view.rows[-1].take_id
        words = tuple(self._view.words.split())
        try:
            found = await self._journal.listed(TakeQuery(words, self._rooms, before_id, limit))
        except JournalError as failure:
            self._publish(replace(self._view, is_loading=False, has_more=False, problem=failure.sentence))
            return
        if is_first:
            self._listed.clear()
        self._listed.update({take.take_id: take for take in found})
        rows = tuple(self._row(take) for take in found)
        kept = () if is_first else self._view.rows
        self._publish(
            replace(self._view, rows=(*kept, *rows), has_more=len(found) == limit, is_loading=False, problem=None)
        )

    def _row(self, take: ListedTake) -> TakeRow:
        live = self._live[1] if self._live[0] == take.take_id else None
        return row_of(take, self._rooms.get(take.room_id, ""), live, time.time_ns() // 1_000_000)

    async def _read_detail(self) -> None:
        take = self._listed.get(self._chosen_id)
        if take is None:
            found = await self._journal.listed(TakeQuery(before_id=self._chosen_id + 1, limit=1))
            take = next((one for one in found if one.take_id == self._chosen_id), None)
        if take is None:
            return
        row = self._row(take)
        events = await self._journal.events(take.take_id)
        if row.is_series:
            files = await asyncio.to_thread(play_pictures, pictures_in(events))
        else:
            files = await asyncio.to_thread(play_files, take)
        told = chapters_from_marks(chapter_marks(events), row.length_ms) if row.length_ms else ()
        chapters = await asyncio.to_thread(_chapters, take, files, self._folder()) or told
        kept = await self._journal.pictures(take.take_id)
        timeline = timeline_in(take, events, row.length_ms)
        pictures, by_board = await asyncio.to_thread(self._read_pictures, kept, chapters, timeline)
        self.detail_changed.emit(TakeDetail(row, files, chapters, timeline, pictures, by_board))

    def _read_pictures(
        self, kept: tuple[KeptPicture, ...], chapters: tuple[Chapter, ...], timeline: Timeline
    ) -> tuple[dict[int, bytes], dict[str, bytes]]:
        """Give the pictures of what chapters show by their numbers, and those of boards by their ids. Blocks."""
        by_title = {one.title: self._shelf.read(one.picture) for one in kept}
        by_board = {one.board_id: by_title[one.title] for one in reversed(kept) if by_title[one.title]}
        pictures: dict[int, bytes] = {}
        for number, chapter in enumerate(chapters):
            # A marker has no picture of its own: what was on air then is its picture.
            on_air = timeline.shown_at(TrackKind.BOARDS, chapter.start_ms)
            found = by_title.get(picture_for(chapter.title, by_title)) or by_board.get(on_air.subject if on_air else "")
            if found:
                pictures[number] = found
        return pictures, by_board

    def _publish(self, view: TakesView) -> None:
        self._view = view
        self.takes_changed.emit(view)


def _chapters(take: ListedTake, files: tuple[PlayFile, ...], folder: Path) -> tuple[Chapter, ...]:
    """Find what was measured of a take's chapters: beside its files, or kept for a cloud take. Blocks."""
    found: list[Chapter] = []
    for one in files:
        if one.is_playable and one.path is not None:
            found += moved(chapters_beside(one.path), one.offset_ms)
            if found and is_single(take):
                break  # the files of single streams tell the same ones
    return tuple(found) or chapters_kept(folder, take.task_id)
