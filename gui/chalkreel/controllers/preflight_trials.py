"""Tries now and then what lies around the app: the connection, its clock, the storage, the disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.domain.preflight import AccessState, StorageState, Surroundings
from chalkreel.services.access_trial import try_access
from chalkreel.services.storage_trial import free_bytes, local_folder, try_storage

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session

TICK_S = 10.0
ACCESS_EVERY_S = 60.0
STORAGE_EVERY_S = 15 * 60.0
SPACE_STEP_BYTES = 64 * 1024 * 1024
"""Free space is told in such steps, so that every written byte is no news."""


class PreflightTrials(QObject):
    """Owns the one task that tries; while a recording runs only the disk is looked at.

    What failed is tried again at every turn, what works only now and then: nothing is learnt from it.

    Signals:
        surroundings_changed(Surroundings): something is otherwise than when it was tried last.
    """

    surroundings_changed = Signal(object)

    def __init__(
        self,
        data_folder: Path,
        on_error: ErrorSink,
        parent: QObject | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._data_folder = data_folder
        self._tasks = NamedTasks("preflight", on_error)
        self._now_s = monotonic_s
        self._session: Session | None = None
        self._around = Surroundings()
        self._is_paused = False
        self._is_checking = False
        self._access_due_s = self._storage_due_s = 0.0

    @property
    def is_checking(self) -> bool:
        """Whether the first answers about this recorder are still to come."""
        return self._is_checking

    def enter(self, session: Session | None) -> None:
        self._session = session
        self._around = Surroundings()
        self._tasks.cancel("try")
        if session is not None:
            self.check_again()

    def pause_trials(self, is_paused: bool) -> None:
        """Leave connection and storage alone while they are in use."""
        self._is_paused = is_paused

    def check_again(self) -> None:
        session = self._session
        if session is None:
            return
        self._access_due_s = self._storage_due_s = 0.0
        self._is_checking = True
        self._start(session)

    def look_at_what_was_written_to(self) -> None:
        """Try storage and disk at once: a recording has been saved into them, or could not be."""
        if self._session is not None:
            self._storage_due_s = 0.0
            self._start(self._session)

    async def close(self) -> None:
        await self._tasks.close()

    def _start(self, session: Session) -> None:
        self._tasks.start("try", lambda: self._try_for_ever(session), WhileBusy.REPLACE)

    async def _try_for_ever(self, session: Session) -> None:
        while True:
            await self._try_space(session)
            if not self._is_paused:
                await self._try_access(session)
                await self._try_storage(session)
            self._is_checking = False
            self.surroundings_changed.emit(self._around)
            await asyncio.sleep(TICK_S)

    async def _try_space(self, session: Session) -> None:
        if not session.is_studio:
            return
        folder = local_folder(session.storage)
        found = await free_bytes(*([self._data_folder] if folder is None else [self._data_folder, folder]))
        told = found if found is None or found < SPACE_STEP_BYTES else found // SPACE_STEP_BYTES * SPACE_STEP_BYTES
        self._tell(replace(self._around, free_bytes=told))

    async def _try_access(self, session: Session) -> None:
        if self._now_s() < self._access_due_s:
            return
        trial = await try_access(session.api)
        self._access_due_s = self._now_s() + (ACCESS_EVERY_S if trial.state is AccessState.GRANTED else 0.0)
        ahead_s = None if trial.clock_ahead_s is None else float(round(trial.clock_ahead_s / 10) * 10)
        self._tell(replace(self._around, access=trial.state, access_words=trial.words, clock_ahead_s=ahead_s))

    async def _try_storage(self, session: Session) -> None:
        if self._now_s() < self._storage_due_s:
            return
        trial = await try_storage(session.storage, session.output_folder)
        self._storage_due_s = self._now_s() + (0.0 if trial.state is StorageState.FAILS else STORAGE_EVERY_S)
        self._tell(replace(self._around, storage=trial.state, storage_words=trial.words))

    def _tell(self, around: Surroundings) -> None:
        if around != self._around:
            self._around = around
            self.surroundings_changed.emit(around)
