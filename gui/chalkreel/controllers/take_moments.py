"""From the history of a take to what its time line is laid out from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chalkreel.controllers.file_words import WHITEBOARD
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import FileCondition, FileView
from chalkreel.domain.enums import MixMode
from chalkreel.domain.phases import Phase
from chalkreel.domain.timeline import Moment, MomentKind, RecordedFile, Timeline, timeline_of

_KINDS = {kind.value: kind for kind in MomentKind}


def moment_of(kind: str, wall_ms: int, recording_ms: int, detail: Mapping[str, Any]) -> Moment | None:
    """Read one event of the journal; ``None`` for what has no place on a time line."""
    known = _KINDS.get(kind)
    if known is None:
        return None
    name, board = str(detail.get("name") or ""), str(detail.get("board") or "")
    return Moment(known, wall_ms, recording_ms, name, board, mode_in(kind, detail))


def mode_in(kind: str, detail: Mapping[str, Any]) -> MixMode | None:
    """Find the mode of a layout: told by its number at the start, later inside the request as it was sent."""
    told: Any = None
    if kind == MomentKind.STARTED.value:
        told = detail.get("layout")
    elif kind == MomentKind.LAYOUT.value:
        request = detail.get("request")
        told = request.get("MixMode") if isinstance(request, Mapping) else None
    try:
        return MixMode(told)
    except ValueError:
        return None


def timeline_of_take(state: TakeState) -> Timeline:
    """Lay out what is known of the take in view; nothing before its recorder has answered."""
    moments = [event.moment for event in state.events if event.moment is not None]
    if not state.task_id or not moments:
        return Timeline()
    is_open = not (state.phase.is_over or state.phase is Phase.UPLOADING or state.is_interrupted)
    # How far an open take has come is counted where it is drawn: here it reaches to what was last told.
    told_ms = max(moment.recording_ms for moment in moments)
    return timeline_of(
        moments,
        told_ms if is_open else max(state.time.recorded_ms, 0),
        is_open=is_open,
        files=recorded_files(state.files),
        is_single=state.is_single,
    )


def recorded_files(files: Iterable[FileView]) -> list[RecordedFile]:
    """Give the files of single streams as a time line wants them; one whose begin is not told has no place."""
    return [
        RecordedFile(
            owner=file.owner,
            begin_ms=file.begin_ms,
            duration_ms=None if file.condition is FileCondition.RECORDING else file.duration_ms,
            url=file.url,
            is_whiteboard=file.owner == WHITEBOARD,
        )
        for file in files
        if file.begin_ms
    ]
