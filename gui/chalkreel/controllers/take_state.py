"""Everything the app knows of the take in view, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import EventView, FileView
from chalkreel.domain.enums import FileStatus, QuitReason, TaskStatus
from chalkreel.domain.layout import Layout
from chalkreel.domain.limits import DEFAULT_IDLE_S
from chalkreel.domain.phases import Phase, TakeFacts, Wish, phase_of
from chalkreel.domain.recording_time import RecordingTime


@dataclass(frozen=True, slots=True)
class TakeState:
    """One take: what the host wished, what the recorder confirmed, and when it was last heard.

    ``on_air_layout`` and ``on_air_board`` hold only what the recorder confirmed. All ``*_at_s`` are monotonic
    seconds. ``empty_since_s`` is the moment from which the room counts as empty for ``max_idle_s``.
    """

    take_id: int = 0
    room_id: str = ""
    task_id: str = ""
    wish: Wish = Wish.NOTHING
    status: TaskStatus | None = None
    file_statuses: tuple[FileStatus, ...] = ()
    files: tuple[FileView, ...] = ()
    quit_reason: QuitReason | None = None
    refused: Phrase | None = None
    problem: Phrase | None = None
    time: RecordingTime = RecordingTime()
    on_air_layout: Layout | None = None
    on_air_board: str = ""
    pending_board: str = ""
    board_refused: Phrase | None = None
    is_applying_layout: bool = False
    layout_refused: Phrase | None = None
    heard_at_s: float | None = None
    empty_since_s: float | None = None
    max_idle_s: int = DEFAULT_IDLE_S
    ended_wall_ms: int = 0
    events: tuple[EventView, ...] = ()

    @property
    def phase(self) -> Phase:
        return phase_of(
            TakeFacts(
                wish=self.wish,
                status=self.status,
                files=self.file_statuses,
                quit_reason=self.quit_reason,
                was_refused=self.refused is not None,
            )
        )

    def with_event(self, event: EventView) -> TakeState:
        return replace(self, events=(*self.events, event))
