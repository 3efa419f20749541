"""What follows when a take is over: its chapters are left beside it, and the one before is told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.chapter_files import ChapterFiles
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.phases import Phase
from chalkreel.services.errors import ServiceError
from chalkreel.services.journal import Journal
from chalkreel.ui.main_window import MainWindow

EARLIER_SAFE = phrase("The recording before this one is safe now.")
EARLIER_NOT_SAFE = phrase("The recording before this one could not be saved completely. Its files may be in backup.")


class TakeEnds(QObject):
    """Hears of every end; owned by the composition root. ``folder`` tells where the recordings of now go."""

    def __init__(
        self,
        window: MainWindow,
        take: TakeController,
        journal: Journal,
        folder: Callable[[], Path],
        on_error: ErrorSink,
    ) -> None:
        super().__init__()
        self._window = window
        self._journal = journal
        self._folder = folder
        self._tasks = NamedTasks("take ends", on_error)
        take.ended.connect(self._on_take_ended)
        take.saved_behind.connect(self._on_take_saved_behind)

    async def close(self) -> None:
        """Finish what was begun: a window that is closed after Stop still leaves the chapters."""
        await self._tasks.settled("chapters")
        await self._tasks.close()

    @Slot(object)
    def _on_take_ended(self, take: TakeState) -> None:
        if take.task_id and not take.is_with_studio:  # Studio writes its own
            self._tasks.start("chapters", lambda: self._write_chapters(take), WhileBusy.QUEUE)

    @Slot(object)
    def _on_take_saved_behind(self, take: TakeState) -> None:
        if take.phase is Phase.SAFE:
            self._window.notices.show_notice(EARLIER_SAFE, "safe")
        else:
            self._window.notices.show_notice(EARLIER_NOT_SAFE, "problem")

    async def _write_chapters(self, take: TakeState) -> None:
        duration_ms = max((file.duration_ms for file in take.files), default=0)
        reason: Phrase | str
        try:
            files = ChapterFiles(self._journal, self._folder())
            await files.write(take.take_id, take.task_id, take.room_id, duration_ms)
        except ServiceError as failure:
            reason = failure.sentence
        except OSError as error:
            reason = error.strerror or type(error).__name__
        else:
            return
        sentence = phrase("The chapters could not be saved ({reason}).", reason=reason)
        self._window.notices.show_notice(sentence, "problem")
