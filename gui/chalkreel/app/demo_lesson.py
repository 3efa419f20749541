"""The lesson of the demo: everything a host does in one, by hand, in a few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from chalkreel.app.hands import Hands, HandsFailed
from chalkreel.app.program import Program
from chalkreel.base.phrase import phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Phase

PAUSE_S = 1.5
SAVE_WITHIN_S = 15.0


@dataclass
class Lesson:
    """What was done and when, in ms of recording time; what the file is checked against."""

    layouts: list[tuple[int, Layout]] = field(default_factory=list)
    boards: list[tuple[int, str]] = field(default_factory=list)
    pauses: int = 0
    snapshots: int = 0
    end: TakeState = field(default_factory=TakeState)


class DemoLesson:
    """Plays one take of ``seconds`` recorded seconds through the window; leaves pictures of it in ``out``."""

    def __init__(self, program: Program, out: Path, seconds: int, say: Callable[[str], None]) -> None:
        self._at = program.controllers
        self._hands = Hands(program.window)
        self._out = out
        self._length_ms = seconds * 1000
        self._say = say
        self._lesson = Lesson()
        self._pictures = 0

    async def play(self) -> Lesson:
        hands, at = self._hands, self._at
        await hands.until(phrase("everybody is in the room"), self._room_is_ready, 30.0)
        hands.press("horizontal")
        self._photograph("ready")
        hands.press("record")
        await hands.until(phrase("the recording runs"), lambda: self._phase is Phase.RECORDING, 30.0)
        self._note_layout()
        self._lesson.boards.append((0, at.take.state.on_air_board))
        await self._reach(0.25)
        self._photograph("recording")
        await self._switch_board(2)
        await self._reach(0.45)
        await self._change_layout()
        await self._reach(0.6)
        await self._pause()
        await self._reach(0.75)
        await self._snapshot()
        await self._reach(0.85)
        await self._switch_board(3)
        await self._reach(1.0)
        hands.press("stop")
        await hands.until(phrase("the file is safe"), lambda: self._phase.is_over, SAVE_WITHIN_S)
        self._photograph("safe")
        if self._phase is not Phase.SAFE:
            raise HandsFailed(phrase("The take ended as “{phase}”.", phase=self._phase.value))
        self._lesson.end = at.take.state
        return self._lesson

    async def _switch_board(self, number: int) -> None:
        wanted = self._at.whiteboards.view.boards[number - 1]
        self._hands.pick_board(number)
        await self._hands.until(
            phrase("the board is on air"), lambda: self._at.take.state.on_air_board == wanted.board_id
        )
        self._lesson.boards.append((self._recorded_ms, wanted.board_id))
        self._say(f"whiteboard: {wanted.name}")

    async def _change_layout(self) -> None:
        self._hands.press("vertical")
        wanted = self._at.layouts.draft
        self._photograph("draft")
        self._hands.press("apply")
        await self._hands.until(phrase("the layout is on air"), lambda: self._at.take.state.on_air_layout == wanted)
        self._note_layout()
        self._photograph("applied")
        self._say("layout: vertical")

    async def _pause(self) -> None:
        self._hands.press("pause")
        await self._hands.until(phrase("the recording is paused"), lambda: self._phase is Phase.PAUSED)
        self._photograph("paused")
        self._say("paused")
        resume_at_s = self._now_s() + PAUSE_S
        await self._hands.until(phrase("the pause is over"), lambda: self._now_s() >= resume_at_s)
        self._hands.press("resume")
        await self._hands.until(phrase("the recording goes on"), lambda: self._phase is Phase.RECORDING)
        self._lesson.pauses += 1
        self._say("resumed")

    async def _snapshot(self) -> None:
        taken = len(self._at.take.state.events)
        self._hands.press("snapshot")
        await self._hands.until(phrase("a picture is taken"), lambda: len(self._at.take.state.events) > taken)
        self._lesson.snapshots += 1
        self._say("picture taken")

    async def _reach(self, share: float) -> None:
        """Wait for a share of the wanted recording time."""
        goal_ms = self._length_ms * share
        await self._hands.until(
            phrase("recorded {seconds} s", seconds=round(goal_ms / 1000, 1)),
            lambda: self._recorded_ms >= goal_ms,
            within_s=self._length_ms / 1000 + 15,
        )

    def _room_is_ready(self) -> bool:
        return (
            len(self._at.room.view.streams) >= 4 and len(self._at.whiteboards.view.boards) >= 3 and self._has_pictures
        )

    @property
    def _has_pictures(self) -> bool:
        return self._at.take.view.can_record

    def _note_layout(self) -> None:
        layout = self._at.take.state.on_air_layout
        if layout is not None:
            self._lesson.layouts.append((self._recorded_ms, layout))

    def _photograph(self, what: str) -> None:
        self._pictures += 1
        self._hands.photograph(self._out / f"window-{self._pictures}-{what}.png")

    @property
    def _phase(self) -> Phase:
        return self._at.take.state.phase

    @property
    def _recorded_ms(self) -> int:
        return self._at.take.state.time.at(round(self._now_s() * 1000))

    def _now_s(self) -> float:
        return self._at.take.now_s
