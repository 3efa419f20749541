"""Gathers, from what the host has arranged, what Record would record now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.take_plan import TakePlan
from chalkreel.controllers.view_state import TakeAction
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.domain.geometry import Size

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.controllers.take_settings import TakeSettingsController

NO_RECORDER = phrase("The recorder is getting ready. This takes a moment.")
NO_ROOM = phrase("Choose a room first.")


class LessonPlan:
    """The one place that knows what belongs into a take. Reads the controllers; changes nothing."""

    def __init__(
        self, layouts: LayoutController, whiteboards: WhiteboardController, settings: TakeSettingsController
    ) -> None:
        self._layouts = layouts
        self._settings = settings
        self._whiteboards = whiteboards
        self._session: Session | None = None
        self._room_id = ""
        self._failure: Phrase | None = None
        self._remedy: TakeAction | None = None
        self._check: Callable[[], Phrase | None] | None = None

    def use_check(self, check: Callable[[], Phrase | None]) -> None:
        """Ask this, too, whether something stops Record."""
        self._check = check

    def enter(self, session: Session | None, room_id: str) -> None:
        self._session = session
        self._room_id = room_id
        self._failure = self._remedy = None

    def recorder_failed(self, why: Phrase, remedy: TakeAction) -> None:
        """Remember why there is no recorder, and what helps; only the host's next try ends that."""
        self._failure, self._remedy = why, remedy

    def remedy(self) -> TakeAction | None:
        if self._session is None:
            return self._remedy
        return None if self._room_id else TakeAction.FIX_SETTINGS

    def blocked(self) -> Phrase | None:
        if self._session is None:
            return self._failure or NO_RECORDER
        if not self._room_id:
            return NO_ROOM
        return None if self._check is None else self._check()

    def current(self) -> TakePlan | Phrase:
        if self._session is None or not self._room_id:
            return self.blocked() or NO_RECORDER
        board = self._whiteboards.first_board
        board_size = board.size if board is not None else None
        return TakePlan(
            room_id=self._room_id,
            canvas=self._layouts.canvas,
            layout=self._layouts.draft,
            settings=self._settings.current,
            storage=self._session.storage,
            board_id=board.board_id if board is not None else "",
            board_name=board.name if board is not None else "",
            board_size=board_size if board_size != Size(0, 0) else None,
            callback_url=self._session.callback_url,
            output_folder=self._session.output_folder,
        )
