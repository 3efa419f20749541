"""Everything the app knows of the take in view, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import EventView, FileView
from chalkreel.domain.enums import FileStatus, ImageType, QuitReason, RecordMode, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.limits import DEFAULT_IDLE_S
from chalkreel.domain.phases import Phase, TakeFacts, Wish, phase_of
from chalkreel.domain.picture_options import PictureOptions
from chalkreel.domain.recording_time import RecordingTime


@dataclass(frozen=True, slots=True)
class TakeState:
    """One take: what the host wished, what the recorder confirmed, and when it was last heard.

    ``on_air_layout`` and ``on_air_board`` hold only what the recorder confirmed. All ``*_at_s`` are monotonic
    seconds. ``empty_since_s`` is the moment from which the room counts as empty for ``max_idle_s``.
    ``layout_before`` is what an adopted take had on air before that, as far as its history tells.
    ``is_with_studio``: Studio records it, so that what it keeps in its backup folder can be stored from here.
    ``is_interrupted`` while the recorder is gone and what it recorded has not been found again.
    ``pictures`` are those that the recorder told of; a series of pictures (``is_picture_only``) lists no files.
    ``has_picture`` and ``records_board`` tell what was asked of the recorder at the start;
    ``is_of_chosen``: only certain streams are recorded, whoever else is there.
    ``options`` are the settings of its picture, which no call can change; ``failed_images`` the pictures that the
    recorder could not fetch, by kind and address.
    ``refused_setting`` names the take setting that was refused, where the refusal is about one.
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
    refused_setting: str = ""
    problem: Phrase | None = None
    time: RecordingTime = RecordingTime()
    canvas: Size | None = None
    on_air_layout: Layout | None = None
    layout_before: Layout | None = None
    on_air_board: str = ""
    pending_board: str = ""
    board_refused: Phrase | None = None
    is_applying_layout: bool = False
    layout_refused: Phrase | None = None
    heard_at_s: float | None = None
    started_at_s: float | None = None
    empty_since_s: float | None = None
    max_idle_s: int = DEFAULT_IDLE_S
    ended_wall_ms: int = 0
    record_mode: RecordMode = RecordMode.MIXED
    is_picture_only: bool = False
    has_picture: bool = True
    records_board: bool = True
    is_of_chosen: bool = False
    pictures: tuple[FileView, ...] = ()
    is_with_studio: bool = False
    is_interrupted: bool = False
    options: PictureOptions | None = None
    failed_images: frozenset[tuple[ImageType, str]] = frozenset()
    events: tuple[EventView, ...] = ()

    @property
    def phase(self) -> Phase:
        return phase_of(
            TakeFacts(
                wish=self.wish,
                status=self.status,
                files=self.file_statuses,
                quit_reason=self.quit_reason,
                is_picture_only=self.is_picture_only,
                pictures=len(self.pictures),
                was_refused=self.refused is not None,
            )
        )

    @property
    def is_single(self) -> bool:
        """Whether every stream gets a file of its own; there is no mix to pause, arrange or photograph then."""
        return self.record_mode is RecordMode.SINGLE

    @property
    def is_under_way(self) -> bool:
        """Whether something was asked of a recorder whose last word is still to come."""
        return self.phase not in (Phase.IDLE, Phase.PREFLIGHT) and not self.phase.is_over

    @property
    def waits_in_backup(self) -> bool:
        """Whether files wait in Studio's backup folder for another try."""
        return self.is_with_studio and self.phase.is_over and FileStatus.IN_BACKUP in self.file_statuses

    def interrupted(self, now_ms: int) -> TakeState:
        """The recorder is gone: nothing more is recorded, and what was is being finished."""
        return replace(
            self,
            wish=Wish.STOP,
            is_interrupted=True,
            time=self.time.halted(now_ms),
            pending_board="",
            is_applying_layout=False,
            problem=None,
        )

    def with_event(self, event: EventView) -> TakeState:
        return replace(self, events=(*self.events, event))
