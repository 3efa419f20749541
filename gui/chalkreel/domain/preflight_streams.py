"""What is found about the people of a room before a recording: nobody, somebody expected, somebody silent."""

from __future__ import annotations

from collections.abc import Iterator

from chalkreel.base.phrase import counted, phrase
from chalkreel.domain.enums import MixMode
from chalkreel.domain.preflight import Cause, PreflightFacts, PreflightFinding, Remedy, Severity, StreamFact
from chalkreel.domain.presets import LARGE_VIEW_MODES

SILENT_S = 20.0
"""So long may somebody say nothing before it is worth a word."""


def stream_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    if facts.room_problem is not None:
        yield PreflightFinding(Cause.ROOM_UNSEEN, Severity.WARNS, facts.room_problem, Remedy.CONNECTION)
        return  # who is there is not known
    if not facts.streams:
        yield _nobody(facts)
    yield from _expected(facts)
    yield from _troubled(facts)
    if facts.settings.stream_type.records_sound:
        yield from _silent(facts)


def _nobody(facts: PreflightFacts) -> PreflightFinding:
    if facts.boards or facts.is_studio:
        sentence = phrase("Nobody is in the room yet.")
    else:
        sentence = phrase(
            "Nobody is in the room yet; a recording stops by itself after {n} s without anybody.",
            n=facts.settings.max_idle_s,
        )
    remedy = Remedy.ADD_PERSON if facts.is_studio else Remedy.TAKE_SETTINGS
    return PreflightFinding(Cause.NOBODY, Severity.WARNS, sentence, remedy, "max_idle_s")


def _expected(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    present = {stream.stream_id for stream in facts.streams}
    layout, settings = facts.layout, facts.settings
    if settings.is_single:
        for stream_id in settings.recorded_streams:
            if stream_id not in present:
                sentence = phrase("{name} is to be recorded and is not here yet.", name=stream_id)
                yield PreflightFinding(
                    Cause.RECORDED_MISSING, Severity.WARNS, sentence, Remedy.RECORD_EVERYBODY, stream_id
                )
        yield from _left_out(facts)
        return
    if not settings.has_picture:
        return
    if layout.mode is MixMode.CUSTOM:
        for region in layout.visible_regions:
            is_bound = bool(region.stream_id) and not region.shows_whiteboard
            if is_bound and region.stream_id not in present:
                name = region.name or region.stream_id
                sentence = phrase("A region stays empty until {name} is here.", name=name)
                yield PreflightFinding(
                    Cause.EXPECTED_MISSING, Severity.WARNS, sentence, Remedy.OPEN_SEAT, region.region_id
                )
    elif layout.mode in LARGE_VIEW_MODES and layout.large_stream_id not in {"", *present} and not facts.records_board:
        sentence = phrase("The large view stays empty until {name} is here.", name=layout.large_stream_id)
        yield PreflightFinding(
            Cause.EXPECTED_MISSING, Severity.WARNS, sentence, Remedy.FREE_LARGE_VIEW, layout.large_stream_id
        )


def _left_out(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    """Say who is here and not recorded, because only some were chosen; that is remembered from lesson to lesson."""
    chosen = facts.settings.recorded_streams
    others = [stream for stream in facts.streams if stream.stream_id not in chosen]
    if chosen and others:
        sentence = counted(
            "{n} person who is here will not be recorded: only certain streams are chosen.",
            "{n} people who are here will not be recorded: only certain streams are chosen.",
            len(others),
        )
        yield PreflightFinding(Cause.LEFT_OUT, Severity.WARNS, sentence, Remedy.RECORD_EVERYBODY)


def _troubled(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    for stream in facts.streams:
        if stream.trouble is not None:
            sentence = phrase("{name}: {trouble}", name=stream.name, trouble=stream.trouble)
            remedy = Remedy.REMOVE_PERSON if facts.is_studio else Remedy.CHECK_AGAIN
            yield PreflightFinding(Cause.BROKEN_STREAM, Severity.WARNS, sentence, remedy, stream.stream_id)


def _silent(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    speakers = [stream for stream in facts.streams if stream.has_sound]
    known = [stream for stream in speakers if stream.is_muted or stream.silent_s is not None]
    if not known or len(known) < len(speakers):
        return
    unheard = [stream for stream in known if stream.is_muted or _is_silent(stream)]
    if len(unheard) == len(known):
        muted = [stream for stream in known if stream.is_muted]
        sentence = phrase("Nobody can be heard.") if not muted else phrase("Nobody can be heard: check who is muted.")
        remedy = Remedy.UNMUTE if muted else Remedy.CHECK_AGAIN
        subject = muted[0].stream_id if muted else ""
        yield PreflightFinding(Cause.NOBODY_HEARD, Severity.WARNS, sentence, remedy, subject)
        return
    for stream in unheard:
        if not stream.is_muted:
            sentence = counted(
                "{name} has not been heard for {n} second.",
                "{name} has not been heard for {n} seconds.",
                int((stream.silent_s or 0) // 10) * 10,
                name=stream.name,
            )
            yield PreflightFinding(Cause.SILENT, Severity.NOTE, sentence, Remedy.CHECK_AGAIN, stream.stream_id)


def _is_silent(stream: StreamFact) -> bool:
    return stream.silent_s is not None and stream.silent_s >= SILENT_S
