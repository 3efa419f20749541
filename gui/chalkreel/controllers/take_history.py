"""The take's history: each line goes to the journal and to the panel."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.take_moments import moment_of
from chalkreel.controllers.view_state import EventView
from chalkreel.services.errors import JournalError
from chalkreel.services.journal_listing import PICTURE_EVENT

if TYPE_CHECKING:
    from chalkreel.services.journal import Journal

_TEXTS = {
    "started": phrase("Recording started"),
    "stopped": phrase("Stopped by you"),
    "paused": phrase("Paused"),
    "resumed": phrase("Resumed"),
    "snapshot": phrase("Picture taken"),
    "layout": phrase("Layout changed"),
    "not stopped": phrase("Stop did not work; the recording went on"),
    "adopted": phrase("Window opened again; the recording went on"),
    "interrupted": phrase("The recorder ended unexpectedly"),
    "everyone left": phrase("Everyone had left"),
    "came back": phrase("Somebody is back"),
}
_PROBLEMS = frozenset({"ended", "not stopped", "interrupted", "image left out"})
_LEFT_OUT = phrase("The picture {address} could not be loaded and is left out")
_WHITEBOARD = phrase("Whiteboard: {name}")
_MARKER = phrase("Marker: {name}")
_ENDED = phrase("Ended: {why}")
_log = log_of(Topic.JOURNAL)


class TakeHistory:
    """Writes events of takes and gives back the lines to show.

    Once a recording runs, a journal that cannot be written must not harm it: the loss is logged, not raised.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def note(self, take_id: int, kind: str, recording_ms: int, **detail: Any) -> EventView:
        """Write one event; ``detail`` is JSON-ready and holds what the line needs to be told again."""
        now = datetime.now().astimezone()
        wall_ms = round(now.timestamp() * 1000)
        await self.guarded(
            self._journal.event(take_id, kind, wall_ms=wall_ms, recording_ms=recording_ms, detail=detail)
        )
        return history_line(kind, wall_ms, recording_ms, detail)

    async def lines(self, take_id: int) -> tuple[EventView, ...]:
        """Tell a take's history again, oldest first."""
        events = await self._journal.events(take_id)
        return tuple(
            history_line(event.kind, event.wall_ms, event.recording_ms or 0, dict(event.detail))
            for event in events
            if event.kind != PICTURE_EVENT
        )

    async def guarded(self, writing: Awaitable[object]) -> None:
        try:
            await writing
        except JournalError as error:
            _log.error("the journal missed something: %s", error)


def history_line(kind: str, wall_ms: int, recording_ms: int, detail: dict[str, Any]) -> EventView:
    """Tell one event of the journal to the host."""
    clock = datetime.fromtimestamp(wall_ms / 1000).astimezone()
    moment = moment_of(kind, wall_ms, recording_ms, detail)
    return EventView(recording_ms, f"{clock:%H:%M:%S}", _text(kind, detail), kind in _PROBLEMS, moment)


def _text(kind: str, detail: dict[str, Any]) -> Phrase:
    if kind == "whiteboard":
        return Phrase(_WHITEBOARD.template, {"name": str(detail.get("name", ""))})
    if kind == "marker":
        return Phrase(_MARKER.template, {"name": str(detail.get("name", ""))})
    if kind == "image left out":
        return Phrase(_LEFT_OUT.template, {"address": str(detail.get("address", ""))})
    if kind == "ended":
        why = Phrase(str(detail.get("why", "")), dict(detail.get("values", {})))
        return Phrase(_ENDED.template, {"why": why})
    return _TEXTS.get(kind, Phrase("{kind}", {"kind": kind}))
