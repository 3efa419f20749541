"""The judgement before a recording: from facts to findings. Pure and total; the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.bit_rates import suggested_bit_rate_bps
from chalkreel.domain.cost import HourlyCost, hourly_cost
from chalkreel.domain.enums import MixMode, StreamType
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_rules import Finding, LayoutRule, findings
from chalkreel.domain.limits import MAX_VIEWS, SIGNATURE_SKEW_S
from chalkreel.domain.preflight import (
    SETTINGS_REMEDIES,
    AccessState,
    Cause,
    PreflightFacts,
    PreflightFinding,
    Remedy,
    Severity,
    StorageState,
)
from chalkreel.domain.preflight_boards import board_findings
from chalkreel.domain.preflight_streams import stream_findings

CLOCK_NOTED_S = 60
"""From here on a wrong clock is told, long before it makes the recorder refuse calls."""
SPACE_WARNED_H = 2.0
SPACE_BLOCKED_BYTES = 32 * 1024 * 1024
"""With less than this no recording would outlive its first minutes."""
_ORDER = tuple(Severity)
_ELSEWHERE = frozenset(
    {LayoutRule.SECOND_BOARD, LayoutRule.BOARD_NOT_RECORDED, LayoutRule.BOARD_WITHOUT_REGION, LayoutRule.ABSENT}
)
"""Rules of layouts that are told with the boards or with the people."""


def judge_preflight(facts: PreflightFacts) -> tuple[PreflightFinding, ...]:
    """List all findings, what blocks first. While a recording runs, nothing is offered that does not reach it."""
    if not facts.has_recorder:
        return ()
    found = [
        *_access_findings(facts),
        *board_findings(facts),
        *_layout_findings(facts),
        *_setting_findings(facts),
        *_format_findings(facts),
        *stream_findings(facts),
        *_storage_findings(facts),
        *_space_findings(facts),
        *_cost_findings(facts),
    ]
    if facts.is_live:
        found = [finding for finding in found if _reaches_running(finding)]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.severity)))


def blocking(found: tuple[PreflightFinding, ...]) -> PreflightFinding | None:
    """Give what stops Record, if anything does."""
    return next((finding for finding in found if finding.severity is Severity.BLOCKS), None)


def bit_rate_bps(facts: PreflightFacts) -> int:
    """Estimate how fast the recording grows."""
    settings = facts.settings
    sound = settings.audio_bit_rate_bps
    if not settings.has_picture:
        return sound * (max(len(facts.streams), 1) if settings.is_single else 1)
    if not settings.is_single:
        return (settings.video_bit_rate_bps or suggested_bit_rate_bps(facts.canvas, settings.fps)) + sound
    sizes = [stream.size or facts.canvas for stream in facts.streams] or [facts.canvas]
    board = suggested_bit_rate_bps(settings.board_size, settings.fps) if facts.records_board else 0
    return sum(suggested_bit_rate_bps(size, settings.fps) + sound for size in sizes) + board


def hours_left(facts: PreflightFacts) -> float | None:
    """How long can be recorded until the disk is full; ``None`` where nothing is kept on this computer."""
    free = facts.around.free_bytes
    return None if free is None else free * 8 / bit_rate_bps(facts) / 3600


def hourly(facts: PreflightFacts) -> HourlyCost | None:
    """Estimate what an hour costs; Studio costs nothing."""
    if facts.is_studio:
        return None
    sizes = [stream.size for stream in facts.streams]
    return hourly_cost(facts.settings, facts.canvas, sizes, facts.records_board)


def _reaches_running(finding: PreflightFinding) -> bool:
    is_of_the_start = finding.cause in (Cause.CREDENTIALS, Cause.COST, Cause.SETTINGS, Cause.NO_BOARD_AT_START)
    return finding.remedy not in SETTINGS_REMEDIES and not is_of_the_start


def _access_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    around = facts.around
    ahead_s = around.clock_ahead_s or 0.0
    if abs(ahead_s) > CLOCK_NOTED_S:
        is_refused = abs(ahead_s) > SIGNATURE_SKEW_S
        yield PreflightFinding(
            Cause.CLOCK, Severity.BLOCKS if is_refused else Severity.WARNS, _clock_sentence(ahead_s), Remedy.CHECK_AGAIN
        )
        if is_refused:
            return  # the refusal follows from it
    words = around.access_words or phrase("The recorder did not accept this connection.")
    if around.access is AccessState.REFUSED:
        yield PreflightFinding(Cause.CREDENTIALS, Severity.BLOCKS, words, Remedy.CONNECTION)
    elif around.access is AccessState.NO_ANSWER:
        yield PreflightFinding(Cause.NO_ANSWER, Severity.WARNS, words, Remedy.CHECK_AGAIN)


def _clock_sentence(ahead_s: float) -> Phrase:
    minutes = max(round(abs(ahead_s) / 60), 1)
    if ahead_s > 0:
        return counted(
            "This computer's clock is {n} minute fast; above ten the recorder refuses every call.",
            "This computer's clock is {n} minutes fast; above ten the recorder refuses every call.",
            minutes,
        )
    return counted(
        "This computer's clock is {n} minute slow; above ten the recorder refuses every call.",
        "This computer's clock is {n} minutes slow; above ten the recorder refuses every call.",
        minutes,
    )


def _layout_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    if facts.settings.is_single or not facts.settings.has_picture:
        return
    names = {stream.stream_id: stream.name for stream in facts.streams}
    boards = {region.region_id for region in facts.layout.regions if region.shows_whiteboard}
    for found in findings(facts.layout, facts.canvas, names, facts.records_board):
        is_of_board = found.rule is LayoutRule.COVERED and set(found.region_ids) <= boards and facts.records_board
        if found.rule in _ELSEWHERE or is_of_board:
            continue
        severity = Severity.BLOCKS if found.is_error else Severity.WARNS
        if found.rule is LayoutRule.OPEN_SEATS:
            severity = Severity.NOTE
        subject = found.region_ids[0] if found.region_ids else ""
        yield PreflightFinding(Cause.LAYOUT, severity, found.sentence, _layout_remedy(found, facts.layout), subject)


def _layout_remedy(found: Finding, layout: Layout) -> Remedy:
    match found.rule:
        case LayoutRule.NOT_SHOWN if layout.mode is MixMode.CUSTOM and len(layout.visible_regions) < MAX_VIEWS:
            return Remedy.PUT_PEOPLE_IN_LAYOUT
        case LayoutRule.CANVAS:
            return Remedy.TAKE_SETTINGS
        case LayoutRule.OUTSIDE:
            return Remedy.REGIONS_INSIDE
    return Remedy.SHOW_IN_LAYOUT


def _setting_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    for sentence in facts.setting_problems:
        yield PreflightFinding(Cause.SETTINGS, Severity.BLOCKS, sentence, Remedy.TAKE_SETTINGS)
    settings = facts.settings
    images = [
        (name, getattr(settings, name))
        for name in ("background_image", "empty_view_image", "watermark_image")
        if not settings.is_single
    ]
    images += [
        (region.region_id, region.background_image)
        for region in facts.layout.visible_regions
        if facts.layout.mode is MixMode.CUSTOM and region.stream_id
    ]
    for subject, address in images:
        if address and address in facts.around.unreadable:
            sentence = phrase(
                "The picture {address} cannot be loaded, so the recording goes without it.", address=address
            )
            yield PreflightFinding(Cause.PICTURE_UNREADABLE, Severity.WARNS, sentence, Remedy.DROP_PICTURE, subject)


def _storage_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    around = facts.around
    if around.storage is StorageState.FAILS:
        words = around.storage_words or phrase("The storage cannot be written to.")
        sentence = phrase("{words} The recording would wait in the backup for three days.", words=words)
        remedy = Remedy.CHOOSE_FOLDER if around.free_bytes is not None else Remedy.CONNECTION
        yield PreflightFinding(Cause.STORAGE, Severity.WARNS, sentence, remedy)
    elif around.storage is StorageState.WRITE_ONLY:
        sentence = phrase(
            "The storage key may only write, as is advised; a small file named {name} stays in the bucket.",
            name=TRIAL_NAME,
        )
        yield PreflightFinding(Cause.STORAGE_WRITE_ONLY, Severity.NOTE, sentence, Remedy.CONNECTION)


TRIAL_NAME = "chalkreel-check.txt"
"""What is written, read and deleted to try a storage; always the same, so that at most one stays."""


def _format_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    """Say what a format leaves out that is to be recorded otherwise; a whiteboard that is left out says it itself."""
    settings = facts.settings
    is_wanted = settings.stream_type.records_sound and settings.stream_type is not StreamType.AUDIO
    is_said = bool(facts.boards) and settings.records_whiteboard and not settings.is_single
    if is_wanted and settings.output_format.holds_sound_only and not is_said:
        sentence = phrase(
            "{format} keeps sound only: nobody's picture will be recorded.", format=settings.output_format.value
        )
        yield PreflightFinding(Cause.PICTURE_NOT_RECORDED, Severity.WARNS, sentence, Remedy.RECORD_PICTURE)


def _space_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    hours, free = hours_left(facts), facts.around.free_bytes
    if hours is None or free is None or hours >= SPACE_WARNED_H:
        return
    minutes = int(hours * 60)
    is_full = free < SPACE_BLOCKED_BYTES
    sentence = (
        phrase("The disk is full: nothing can be recorded.")
        if is_full
        else counted(
            "The disk has room for {n} minute of recording.", "The disk has room for {n} minutes of recording.", minutes
        )
    )
    severity = Severity.BLOCKS if is_full else Severity.WARNS
    yield PreflightFinding(Cause.DISK_SPACE, severity, sentence, Remedy.CHOOSE_FOLDER)


def _cost_findings(facts: PreflightFacts) -> Iterator[PreflightFinding]:
    cost = hourly(facts)
    if cost is None or not cost.most:
        return
    if cost.is_exact:
        sentence = phrase(
            "About {cost} CNY an hour by the public Chinese price list; your contract may say otherwise.",
            cost=f"{cost.most:.2f}",
        )
    else:
        sentence = phrase(
            "{least} to {most} CNY an hour by the public Chinese price list; your contract may say otherwise.",
            least=f"{cost.least:.2f}",
            most=f"{cost.most:.2f}",
        )
    yield PreflightFinding(Cause.COST, Severity.NOTE, sentence, Remedy.TAKE_SETTINGS)
