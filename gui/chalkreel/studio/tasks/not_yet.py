"""What the contract documents and Studio does not record yet: one row each, refused by name, never ignored.

A member that has no effect in a combination by the contract's own words is not refused there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import (
    OutputFileFormat,
    RecordMode,
    Vendor,
)

VIDEO_SERVICES = frozenset({Vendor.ALIBABA_VOD, Vendor.TENCENT_VOD})


@dataclass(frozen=True, slots=True)
class NotYet:
    """One option: the member's path, what it would do, and whether a request asks for it."""

    member: str
    what: Phrase
    is_asked: Callable[[StartRecordRequest], bool]


NOT_YET: tuple[NotYet, ...] = (
    NotYet(
        "RecordInputParams.RecordMode",
        phrase("one file per stream"),
        lambda r: r.record_input_params.record_mode is RecordMode.SINGLE,
    ),
    NotYet(
        "RecordOutputParams.OutputFileFormat",
        phrase("formats other than mp4"),
        lambda r: r.output_format is not OutputFileFormat.MP4,
    ),
)


def not_yet_in_start(request: StartRecordRequest) -> Phrase | None:
    """Say what of a request Studio does not record yet: the first such member."""
    if request.storage_params.vendor in VIDEO_SERVICES:
        return phrase("StorageParams.Vendor: Studio cannot send recordings to video services; choose another storage.")
    for row in NOT_YET:
        if row.is_asked(request):
            return _sentence(row.member, row.what)
    return None


def _sentence(member: str, what: Phrase) -> Phrase:
    return phrase("{member}: Studio does not record this yet ({what}).", member=member, what=what)
