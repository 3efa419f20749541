"""The order and the groups of each room's boards, kept between two starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from chalkreel.base.logging import Topic, log_of
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.domain.board_groups import Groups
from chalkreel.services.errors import ServiceError
from chalkreel.services.settings import BoardGroupsEntry, BoardOrderEntry

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.settings import SettingsStore

ROOMS_KEPT = 200
BOARDS_KEPT = 500
STAGING = "stages_boards"
_log = log_of(Topic.SETTINGS)


class BoardOrderKeeper(QObject):
    """Gives the picker order and groups that were kept for a room, and keeps every other one the host makes."""

    def __init__(self, whiteboards: WhiteboardController, store: SettingsStore, on_error: ErrorSink) -> None:
        super().__init__()
        self._whiteboards = whiteboards
        self._store = store
        self._tasks = NamedTasks("board order", on_error)
        self._key = ("", "")
        whiteboards.order_changed.connect(self._on_whiteboards_order_changed)
        whiteboards.groups_changed.connect(self._on_whiteboards_groups_changed)
        whiteboards.stage_first(bool(store.current.panels.get(STAGING)))
        whiteboards.staging_changed.connect(self._on_whiteboards_staging_changed)

    def enter(self, session: Session | None, room_id: str) -> None:
        """Take up the order of a room; without a session the present one stays."""
        if session is None:
            return
        self._key = (session.connection.connection_id, room_id)
        entry = next((one for one in self._store.current.board_orders if one.key == self._key), None)
        self._whiteboards.use_order(entry.boards if entry is not None else ())
        grouped = next((one for one in self._store.current.board_groups if one.key == self._key), None)
        self._whiteboards.use_groups(grouped.groups if grouped is not None else ())

    async def close(self) -> None:
        await self._tasks.close()

    @Slot(object)
    def _on_whiteboards_order_changed(self, order: tuple[str, ...]) -> None:
        connection_id, room_id = self._key
        others = tuple(one for one in self._store.current.board_orders if one.key != self._key)
        entry = BoardOrderEntry(connection_id=connection_id, room_id=room_id, boards=order[:BOARDS_KEPT])
        self._store.change(board_orders=(entry, *others)[:ROOMS_KEPT])
        self._tasks.start("save", self._save, WhileBusy.QUEUE)

    @Slot(object)
    def _on_whiteboards_groups_changed(self, groups: Groups) -> None:
        connection_id, room_id = self._key
        others = tuple(one for one in self._store.current.board_groups if one.key != self._key)
        entry = BoardGroupsEntry(connection_id=connection_id, room_id=room_id, groups=groups)
        self._store.change(board_groups=((entry, *others) if groups else others)[:ROOMS_KEPT])
        self._tasks.start("save", self._save, WhileBusy.QUEUE)

    @Slot(bool)
    def _on_whiteboards_staging_changed(self, is_staging: bool) -> None:
        self._store.change(panels={**self._store.current.panels, STAGING: is_staging})
        self._tasks.start("save", self._save, WhileBusy.QUEUE)

    async def _save(self) -> None:
        try:
            await self._store.save()
        except ServiceError as failure:
            # The boards lie as the host has put them; only the next start would not know.
            _log.warning("the order of the boards was not kept: %s", failure)
