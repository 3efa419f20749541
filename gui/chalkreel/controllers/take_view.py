"""From what is known of a take to what the status panel and the record bar draw."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_words import words_for
from chalkreel.controllers.view_state import TakeView
from chalkreel.domain.phases import Phase

FRESH_FOR_S = 6.0
"""An answer this young is not worth a word about its age."""

_BUSY = phrase("A recording is running.")
_CHECKING = phrase("The check before recording is still running.")
_SAVING = phrase("The last recording is still being saved.")


def take_view(state: TakeState, now_s: float, blocked: Phrase | None) -> TakeView:
    """Draw a take at a moment. ``now_s`` is monotonic; ``blocked`` says why Record cannot be pressed, if so."""
    recorded_ms = state.time.at(round(now_s * 1000))
    words = words_for(state, now_s, recorded_ms)
    phase = state.phase
    record_blocked = _why_not_record(phase) or blocked
    return TakeView(
        phase=phase,
        headline=words.headline,
        cause=state.problem or words.cause,
        next_step=words.next_step,
        action=words.action,
        recording_ms=recorded_ms,
        measured_at=now_s,
        is_counting=state.time.is_running and phase is Phase.RECORDING,
        heard_age_s=_age(state, now_s),
        files=state.files,
        events=state.events,
        can_record=record_blocked is None,
        can_pause=phase is Phase.RECORDING,
        can_resume=phase is Phase.PAUSED,
        can_snapshot=phase is Phase.RECORDING,
        can_stop=phase.is_live and bool(state.task_id),
        record_blocked=record_blocked,
    )


def _why_not_record(phase: Phase) -> Phrase | None:
    if phase.is_live or phase is Phase.STOPPING:
        return _BUSY
    if phase is Phase.PREFLIGHT:
        return _CHECKING
    return _SAVING if phase is Phase.UPLOADING else None


def _age(state: TakeState, now_s: float) -> int | None:
    if state.heard_at_s is None or not state.task_id or state.phase.is_over:
        return None
    age_s = now_s - state.heard_at_s
    return None if age_s < FRESH_FOR_S else int(age_s)
