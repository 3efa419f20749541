"""Past takes: keeps their boards' pictures, and opens the window that lists and plays them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from chalkreel.app.board_pictures import BoardPictures
from chalkreel.app.wiring import Controllers
from chalkreel.controllers.board_keeper import BoardKeeper
from chalkreel.controllers.named_tasks import ErrorSink
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.takes import TakesController
from chalkreel.services.board_shelf import BoardShelf
from chalkreel.services.journal import Journal
from chalkreel.ui.kit.picture_encoding import small_jpeg
from chalkreel.ui.main_window import MainWindow

if TYPE_CHECKING:
    from chalkreel.ui.takes.window import TakesWindow


class TakeLibrary(QObject):
    """Owns the list of takes and its window while that is open; there is one at most.

    ``folder`` tells where the recordings of now go.
    """

    def __init__(
        self,
        window: MainWindow,
        controllers: Controllers,
        journal: Journal,
        pictures: Path,
        folder: Callable[[], Path],
        rooms: Mapping[str, str],
        boards: BoardPictures,
        report: ErrorSink,
    ) -> None:
        super().__init__()
        self._main = window
        self._at = controllers
        shelf = BoardShelf(pictures)
        self.takes = TakesController(journal, shelf, folder, rooms, report)
        self.keeper = BoardKeeper(journal, shelf, boards.encoded, small_jpeg, report)
        self._window: TakesWindow | None = None
        controllers.take.state_changed.connect(self.keeper.show_take)
        controllers.take.state_changed.connect(self.takes.show_take)
        controllers.whiteboards.boards_changed.connect(self.keeper.show_boards)
        boards.heard.connect(self.keeper.hear_picture)
        window.record_bar.takes_requested.connect(self.open)
        window.timeline.play_requested.connect(self._on_timeline_play_requested)
        window.timeline.moment_chosen.connect(self._on_timeline_moment_chosen)

    @property
    def window(self) -> TakesWindow | None:
        return self._window

    @Slot()
    def open(self) -> None:
        """Show the window, or bring it to the front."""
        window = self._window or self._make_window()
        window.show()
        window.raise_()
        window.activateWindow()

    def settle(self, _take: TakeState) -> None:
        """A take was closed: what is known of it now is its last."""
        self.takes.settle()

    async def close(self) -> None:
        if self._window is not None:
            self._window.close()
        await self.keeper.close()
        await self.takes.close()

    def _make_window(self) -> TakesWindow:
        # Only now: Qt's multimedia takes a tenth of a second to load, which the first window need not wait for.
        from chalkreel.ui.takes.window import TakesWindow

        window = self._window = TakesWindow(self._main)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.takes.takes_changed.connect(window.show_takes)
        self.takes.detail_changed.connect(window.show_detail)
        window.search_requested.connect(self.takes.search)
        window.more_requested.connect(self.takes.more)
        window.take_requested.connect(self.takes.choose)
        window.folder_requested.connect(self._on_window_folder_requested)
        window.moment_shown.connect(self._on_window_moment_shown)
        window.closed.connect(self._on_window_closed)
        self.takes.search("")
        return window

    @Slot(int)
    def _on_timeline_play_requested(self, at_ms: int) -> None:
        self.open()
        if self._window is not None:
            self._window.play(self._at.take.state.take_id, at_ms)

    @Slot(int)
    def _on_timeline_moment_chosen(self, at_ms: int) -> None:
        if self._window is not None:
            self._window.show_moment(self._at.take.state.take_id, at_ms)

    @Slot(int, int)
    def _on_window_moment_shown(self, take_id: int, at_ms: int) -> None:
        if take_id == self._at.take.state.take_id:
            self._main.timeline.show_playing(at_ms)

    @Slot(str)
    def _on_window_folder_requested(self, folder: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    @Slot()
    def _on_window_closed(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            self.takes.takes_changed.disconnect(window.show_takes)
            self.takes.detail_changed.disconnect(window.show_detail)
        self.takes.forget()
