"""Looks after everything that can spoil a recording, before it begins and while it runs, and offers what helps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.named_tasks import ErrorSink
from chalkreel.controllers.preflight_trials import PreflightTrials
from chalkreel.controllers.preflight_view import PreflightView, summary_of
from chalkreel.controllers.take_plan import TakePlan, judge
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, LayoutView, RoomView, StreamCondition, StreamView
from chalkreel.domain.geometry import Size
from chalkreel.domain.preflight import (
    LAYOUT_REMEDIES,
    SETTINGS_REMEDIES,
    BoardFact,
    PreflightFacts,
    Remedy,
    StreamFact,
    Surroundings,
)
from chalkreel.domain.preflight_remedies import mended_layout, mended_settings
from chalkreel.domain.preflight_rules import judge_preflight
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session

HEARD_LEVEL = 0.003
"""Less than this is no voice."""
SILENCE_STEP_S = 10
"""Silence is counted in such steps, so that nothing is judged anew for every moment of it."""
_BROKEN = frozenset({StreamCondition.STALLED, StreamCondition.FAILED})
CurrentPlan = Callable[[], "TakePlan | Phrase"]


class PreflightController(QObject):
    """Gathers the facts as they come, judges them at once, and turns a pressed remedy into a wish.

    Signals:
        view_changed(PreflightView): other findings, or other words for what is there.
        blocked_changed(): something else, or nothing any more, stops Record.
        layout_mended(Layout), settings_mended(TakeSettings): what a remedy made of them.
        remedy_wished(Remedy, str): a remedy that leads elsewhere, and the id it is about.
    """

    view_changed = Signal(object)
    blocked_changed = Signal()
    layout_mended = Signal(object)
    settings_mended = Signal(object)
    remedy_wished = Signal(object, str)

    def __init__(
        self,
        data_folder: Path,
        plan: CurrentPlan,
        on_error: ErrorSink,
        monotonic_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self._now_s = monotonic_s
        self._facts = PreflightFacts(has_recorder=False)
        self._next_settings = self._facts.settings
        self._judged: tuple[PreflightFacts, bool] | None = None
        self._plan_judged: tuple[TakePlan | Phrase, tuple[Phrase, ...]] | None = None
        self._heard_at_s: dict[str, float] = {}
        self._draft = self._facts.layout
        self._room = RoomView("", "", is_studio=False)
        self._view = PreflightView()
        self._is_take_over = False
        self._trials = PreflightTrials(data_folder, on_error, self)
        self._trials.surroundings_changed.connect(self._on_trials_surroundings_changed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._judge)

    @property
    def view(self) -> PreflightView:
        return self._view

    @property
    def surroundings(self) -> Surroundings:
        """What the last trials showed."""
        return self._facts.around

    def blocked(self) -> Phrase | None:
        """Say what stops Record, if anything does."""
        found = self._view.blocked
        return None if found is None else found.sentence

    def enter(self, session: Session | None) -> None:
        """Judge for another recorder, or for none."""
        self._heard_at_s = {}
        self._facts = replace(
            self._facts,
            has_recorder=session is not None,
            is_studio=session is not None and session.is_studio,
            around=Surroundings(unreadable=self._facts.around.unreadable),
        )
        self._trials.enter(session)
        self._publish()

    def show_room(self, room: RoomView) -> None:
        self._listen(room)
        self._room = room
        people = [stream for stream in room.streams if stream.condition is not StreamCondition.ABSENT]
        streams = tuple(self._stream_fact(stream, room.is_studio) for stream in people)
        self._change(replace(self._facts, streams=streams, room_problem=room.problem))

    def show_boards(self, boards: BoardsView) -> None:
        facts = tuple(BoardFact(board.board_id, board.name, _sized(board.size)) for board in boards.boards)
        first = next((board.board_id for board in boards.boards if board.is_on_air or board.is_next), "")
        self._change(replace(self._facts, boards=facts, first_board=first))

    def show_layout(self, layout: LayoutView) -> None:
        self._draft = layout.draft
        self._change(replace(self._facts, layout=layout.on_air or layout.draft, canvas=layout.canvas))

    def show_settings(self, settings: TakeSettings) -> None:
        """Learn what the next take is recorded with; the running one keeps its own."""
        self._next_settings = settings
        if not self._facts.is_live:
            self._change(replace(self._facts, settings=settings))

    def show_take(self, take: TakeState) -> None:
        is_live = take.phase.is_live
        self._trials.pause_trials(is_live)
        if take.phase.is_over and not self._is_take_over:
            self._trials.look_at_what_was_written_to()
        self._is_take_over = take.phase.is_over
        settings = self._facts.settings if is_live else self._next_settings
        self._change(replace(self._facts, is_live=is_live, settings=settings))

    def show_unreadable(self, addresses: frozenset[str]) -> None:
        """Take over which pictures of layout and settings cannot be had."""
        self._change(replace(self._facts, around=replace(self._facts.around, unreadable=addresses)))

    def show_unreadable_boards(self, board_ids: frozenset[str]) -> None:
        self._change(replace(self._facts, around=replace(self._facts.around, unreadable_boards=board_ids)))

    def check_again(self) -> None:
        """Try at once what is otherwise tried now and then."""
        self._heard_at_s = {}
        self._trials.check_again()
        self._publish()

    def help(self, remedy: Remedy, subject: str) -> None:
        """Do what a remedy means, or wish for it where others must."""
        facts, ratio = self._facts, self._first_ratio
        if remedy is Remedy.CHECK_AGAIN:
            self.check_again()
        elif remedy in LAYOUT_REMEDIES or (remedy is Remedy.DROP_PICTURE and self._draft.region(subject)):
            people = tuple(stream.stream_id for stream in facts.streams)
            mended = mended_layout(
                self._draft, facts.canvas, remedy, subject, ratio, people, has_whiteboard=facts.records_board
            )
            self.layout_mended.emit(mended)
        elif remedy in SETTINGS_REMEDIES - {Remedy.TAKE_SETTINGS}:
            self.settings_mended.emit(mended_settings(self._next_settings, remedy, subject, ratio))
        else:
            self.remedy_wished.emit(remedy, subject)

    async def close(self) -> None:
        self._soon.stop()
        await self._trials.close()

    @property
    def _first_ratio(self) -> Size | None:
        first = next((board for board in self._facts.boards if board.board_id == self._facts.first_board), None)
        return None if first is None else first.ratio

    def _listen(self, room: RoomView) -> None:
        """Remember when each was heard last; where no levels are to be had, nothing is remembered."""
        now_s = self._now_s()
        heard = {}
        sounded = {stream.stream_id for stream in self._room.streams if stream.level >= HEARD_LEVEL}
        for stream in room.streams if room.is_studio else ():
            # What was heard goes on until the news that it does not.
            is_heard = stream.level >= HEARD_LEVEL or stream.is_muted or stream.stream_id in sounded
            heard[stream.stream_id] = now_s if is_heard else self._heard_at_s.get(stream.stream_id, now_s)
        self._heard_at_s = heard

    def _stream_fact(self, stream: StreamView, is_studio: bool) -> StreamFact:
        silent_s: float | None = None
        if is_studio and stream.has_audio and not stream.is_muted:
            silence_s = self._now_s() - self._heard_at_s.get(stream.stream_id, self._now_s())
            silent_s = float(silence_s // SILENCE_STEP_S * SILENCE_STEP_S)
        return StreamFact(
            stream.stream_id,
            stream.user_name or stream.stream_id,
            stream.size,
            has_sound=stream.has_audio,
            is_muted=stream.is_muted,
            silent_s=silent_s,
            trouble=stream.problem or STANDS_STILL if stream.condition in _BROKEN else None,
        )

    def _on_trials_surroundings_changed(self, around: Surroundings) -> None:
        known = self._facts.around
        around = replace(around, unreadable=known.unreadable, unreadable_boards=known.unreadable_boards)
        self._change(replace(self._facts, around=around))
        self.show_room(self._room)  # who says nothing makes no news

    def _change(self, facts: PreflightFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self._publish()

    def _publish(self) -> None:
        """Judge as soon as the loop is free: news often come together."""
        if not self._soon.isActive():
            self._soon.start()

    def _judge(self) -> None:
        facts = replace(self._facts, setting_problems=self._setting_problems())
        if self._judged == (facts, self._trials.is_checking):
            return
        self._judged = (facts, self._trials.is_checking)
        blocked = self._view.blocked
        view = PreflightView(
            findings=judge_preflight(facts),
            summary=summary_of(facts) if facts.has_recorder else (),
            has_recorder=facts.has_recorder,
            is_checking=self._trials.is_checking,
            is_live=facts.is_live,
        )
        if view != self._view:
            self._view = view
            self.view_changed.emit(view)
        if view.blocked != blocked:
            self.blocked_changed.emit()

    def _setting_problems(self) -> tuple[Phrase, ...]:
        """Ask the contract about the settings; the same plan is asked about once."""
        if not self._facts.has_recorder or self._facts.is_live or self._facts.settings == DEFAULTS:
            return ()
        plan = self._plan()
        if self._plan_judged is None or self._plan_judged[0] != plan:
            problems = tuple(judge(plan).problems.values()) if isinstance(plan, TakePlan) else ()
            self._plan_judged = (plan, problems)
        return self._plan_judged[1]


STANDS_STILL = phrase("The picture stands still.")


def _sized(size: Size | None) -> Size | None:
    return size if size is not None and size.width > 0 and size.height > 0 else None
