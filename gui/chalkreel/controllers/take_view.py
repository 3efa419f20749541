"""From what is known of a take to what the status panel and the record bar draw."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_words import TakeWords, words_for
from chalkreel.controllers.view_state import NOT_READY, TakeAction, TakeView
from chalkreel.domain.phases import Phase

FRESH_FOR_S = 6.0
"""An answer this young is not worth a word about its age."""

_BUSY = phrase("A recording is running.")
_CHECKING = phrase("The check before recording is still running.")
_ONLY_MIXED_PAUSES = phrase("Only a mixed recording can be paused.")
_ONLY_MIXED_PHOTOGRAPHS = phrase("Pictures can be taken only of a mixed recording.")
_NO_PICTURE = phrase("Only sound is recorded, so there is no picture to take.")
_PICTURES_ANYWAY = phrase("Pictures are being taken already.")
LAYOUT_NOT_USED = phrase("Each stream is recorded into a file of its own, so the layout is not used.")


def take_view(state: TakeState, now_s: float, blocked: Phrase | None, remedy: TakeAction | None = None) -> TakeView:
    """Draw a take at a moment. ``now_s`` is monotonic; ``blocked`` says why Record cannot be pressed, if so.

    ``remedy`` is what the host can do about that, where waiting does not help.
    """
    recorded_ms = state.time.at(round(now_s * 1000))
    phase = state.phase
    words = _words(state, now_s, recorded_ms, blocked)
    record_blocked = _why_not_record(phase) or blocked
    return TakeView(
        phase=phase,
        headline=words.headline,
        cause=state.problem or words.cause,
        next_step=words.next_step,
        action=remedy if remedy is not None and not phase.is_live else words.action,
        recording_ms=recorded_ms,
        measured_at=now_s,
        is_counting=state.time.is_running and phase is Phase.RECORDING,
        heard_age_s=_age(state, now_s),
        files=state.files,
        events=state.events,
        can_record=record_blocked is None,
        pictures=state.pictures,
        can_pause=phase is Phase.RECORDING and not state.is_single,
        can_resume=phase is Phase.PAUSED,
        can_snapshot=phase is Phase.RECORDING and _why_no_snapshot(state) is None,
        can_stop=phase.is_live and bool(state.task_id),
        record_blocked=record_blocked,
        pause_blocked=_ONLY_MIXED_PAUSES if phase.is_live and state.is_single else None,
        snapshot_blocked=_why_no_snapshot(state),
    )


def _words(state: TakeState, now_s: float, recorded_ms: int, blocked: Phrase | None) -> TakeWords:
    """Say what the take is, or, where there is none and none can begin, why."""
    if state.phase is Phase.IDLE and blocked is not None:
        return TakeWords(NOT_READY, blocked)
    return words_for(state, now_s, recorded_ms)


def _why_no_snapshot(state: TakeState) -> Phrase | None:
    if not state.phase.is_live:
        return None
    if state.is_picture_only:
        return _PICTURES_ANYWAY
    if state.is_single:
        return _ONLY_MIXED_PHOTOGRAPHS
    return None if state.has_picture else _NO_PICTURE


def _why_not_record(phase: Phase) -> Phrase | None:
    if phase.is_live or phase is Phase.STOPPING:
        return _BUSY
    return _CHECKING if phase is Phase.PREFLIGHT else None


def _age(state: TakeState, now_s: float) -> int | None:
    if state.heard_at_s is None or not state.task_id or state.phase.is_over:
        return None
    age_s = now_s - state.heard_at_s
    return None if age_s < FRESH_FOR_S else int(age_s)
