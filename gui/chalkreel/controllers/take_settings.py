"""How the next take of this room is recorded: asked of the host once, kept per room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.take_plan import TakePlan, judge
from chalkreel.controllers.take_settings_file import from_plain, to_plain
from chalkreel.controllers.take_settings_words import summary
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, RoomView, TakeSettingsView
from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.phases import Phase
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings
from chalkreel.services.errors import ServiceError
from chalkreel.services.settings import TakeSettingsEntry

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.settings import SettingsStore

ROOMS_KEPT = 200
"""Rooms used longer ago than this many others are forgotten."""


class TakeSettingsController(QObject):
    """Owns the take settings of the room in view; what a running take was started with is no matter of it.

    Signals:
        settings_changed(TakeSettings): another room, or the host decided otherwise.
        summary_changed(tuple[Phrase, ...]): what is or will be recorded, in words.
        told(Phrase): the settings could not be kept.
    """

    settings_changed = Signal(object)
    summary_changed = Signal(object)
    told = Signal(object)

    def __init__(self, store: SettingsStore, on_error: ErrorSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = NamedTasks("take settings", on_error)
        self._key = ("", "")
        self._current = DEFAULTS
        self._has_board = False
        self._streams: tuple[tuple[str, str], ...] = ()
        self._refused: tuple[str, Phrase, object] | None = None
        self._is_live = False
        self._running: TakeSettings | None = None

    @property
    def current(self) -> TakeSettings:
        return self._current

    @property
    def words(self) -> tuple[Phrase, ...]:
        """What the running recording is, or, where none runs, what the next one will be."""
        if self._running is not None:
            return summary(self._running)
        return summary(self._current, has_board=self._has_board)

    def enter(self, session: Session | None, room_id: str) -> None:
        """Take up what was chosen for a room; without a session the present settings stay in view."""
        if session is None:
            return
        key = (session.connection.connection_id, room_id)
        if key != self._key:
            self._key, self._refused = key, None
            entry = next((one for one in self._store.current.take_settings if one.key == key), None)
            self._current = from_plain(entry.values) if entry is not None else DEFAULTS
        self._publish()

    def change(self, settings: TakeSettings) -> None:
        """Use other settings from the next take on, and keep them for this room."""
        if settings == self._current:
            return
        self._current = settings
        self._publish()
        connection_id, room_id = self._key
        others = tuple(one for one in self._store.current.take_settings if one.key != self._key)
        entry = TakeSettingsEntry(connection_id=connection_id, room_id=room_id, values=to_plain(settings))
        kept = (entry, *others) if entry.values else others
        self._store.change(take_settings=kept[:ROOMS_KEPT])
        self._tasks.start("save", self._save, WhileBusy.QUEUE)

    def view(self, plan: TakePlan, draft: TakeSettings) -> TakeSettingsView:
        """Say what would become of a draft if it were recorded with; asked at each edit, so nothing is kept."""
        judged = judge(plan_with(plan, draft))
        return TakeSettingsView(
            settings=draft,
            problems=judged.problems,
            idle=judged.idle,
            advice=judged.advice,
            refused=self._refusals(draft),
            streams=self._streams,
            summary=summary(draft, has_board=self._has_board),
            usual_folder=plan.output_folder,
            is_live=self._is_live,
        )

    def show_room(self, room: RoomView) -> None:
        self._streams = tuple((stream.stream_id, stream.user_name or stream.stream_id) for stream in room.streams)

    def show_boards(self, boards: BoardsView) -> None:
        has_board = bool(boards.boards)
        if has_board != self._has_board:
            self._has_board = has_board
            self.summary_changed.emit(self.words)

    def show_take(self, take: TakeState) -> None:
        """Remember which setting the recorder refused, until it is changed or a take is accepted."""
        before = self.words
        if take.phase.is_live:
            # The running one keeps its settings, whatever is chosen for the next and whichever boards come and go.
            began_with = self._running or self._current
            self._running = replace(began_with, records_whiteboard=take.records_board)
        else:
            self._running = None
        self._is_live = take.phase.is_live
        if self.words != before:
            self.summary_changed.emit(self.words)
        if take.refused is not None and take.refused_setting:
            value = getattr(self._current, take.refused_setting)
            self._refused = (take.refused_setting, take.refused, value)
        elif take.phase is Phase.STARTING and take.task_id:
            self._refused = None

    async def close(self) -> None:
        await self._tasks.settled("save")
        await self._tasks.close()

    def _refusals(self, draft: TakeSettings) -> dict[str, Phrase]:
        if self._refused is None:
            return {}
        setting, sentence, value = self._refused
        return {setting: sentence} if getattr(draft, setting) == value else {}

    def _publish(self) -> None:
        self.settings_changed.emit(self._current)
        self.summary_changed.emit(self.words)

    async def _save(self) -> None:
        try:
            await self._store.save()
        except ServiceError as failure:
            self.told.emit(failure.sentence)


def plan_with(plan: TakePlan, settings: TakeSettings) -> TakePlan:
    """Plan the same lesson with other settings; its layout moves to the canvas they name."""
    layout = replace(for_canvas(plan.layout, plan.canvas, settings.canvas), fill_mode=settings.preset_fill)
    return replace(plan, settings=settings, canvas=settings.canvas, layout=layout)
