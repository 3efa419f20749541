"""The way out: a window that is closed while it records asks what becomes of the recording."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Qt, Slot

from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks
from chalkreel.controllers.take import TakeController
from chalkreel.ui.main_window import LeaveDialog, MainWindow


class Leaving(QObject):
    """Hears that the window is to be closed, and decides when it is; owned by the composition root."""

    def __init__(self, window: MainWindow, take: TakeController, on_error: ErrorSink) -> None:
        super().__init__()
        self._window = window
        self._take = take
        self._tasks = NamedTasks("leaving", on_error)
        self._is_decided = asyncio.Event()
        window.close_requested.connect(self._on_window_close_requested)

    async def decided(self) -> None:
        """Wait until the host has closed the window and said what becomes of a running take."""
        await self._is_decided.wait()

    async def close(self) -> None:
        await self._tasks.close()

    async def _stop_and_close(self) -> None:
        await self._take.begun()  # what has no task yet cannot be stopped, and would go on without a window
        self._take.stop()
        await self._take.over()
        self._is_decided.set()

    @Slot()
    def _on_window_close_requested(self) -> None:
        if not self._take.state.phase.is_live:
            self._is_decided.set()
            return
        dialog = LeaveDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.keep_recording_chosen.connect(self._is_decided.set)
        dialog.stop_chosen.connect(self._on_dialog_stop_chosen)
        dialog.open()

    @Slot()
    def _on_dialog_stop_chosen(self) -> None:
        self._tasks.start("stop and close", self._stop_and_close)
