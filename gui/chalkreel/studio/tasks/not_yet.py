"""What the contract documents and Studio does not record yet: one row each, refused by name, never ignored.

A member that has no effect in a combination by the contract's own words is not refused there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.mixing import MixConfig, MixInputListItem
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.domain.enums import (
    FrameFillMode,
    OutputFileFormat,
    PerStreamType,
    RecordMode,
    StreamType,
    Vendor,
)

VIDEO_SERVICES = frozenset({Vendor.ALIBABA_VOD, Vendor.TENCENT_VOD})


@dataclass(frozen=True, slots=True)
class NotYet:
    """One option: the member's path, what it would do, and whether a request asks for it."""

    member: str
    what: Phrase
    is_asked: Callable[[StartRecordRequest], bool]


def _in_mix(asked: Callable[[MixConfig], object]) -> Callable[[StartRecordRequest], bool]:
    def is_asked(request: StartRecordRequest) -> bool:
        mix = request.record_input_params.mix_config
        return mix is not None and bool(asked(mix))

    return is_asked


def _has_background(items: list[MixInputListItem]) -> bool:
    return any(item.background_image for item in items)


NOT_YET: tuple[NotYet, ...] = (
    NotYet(
        "RecordInputParams.RecordMode",
        phrase("one file per stream"),
        lambda r: r.record_input_params.record_mode is RecordMode.SINGLE,
    ),
    NotYet(
        "RecordInputParams.StreamType",
        phrase("sound and picture in separate files"),
        lambda r: r.record_input_params.stream_type is StreamType.SEPARATE,
    ),
    NotYet(
        "RecordOutputParams.OutputFileFormat",
        phrase("formats other than mp4"),
        lambda r: r.output_format is not OutputFileFormat.MP4,
    ),
    NotYet(
        "RecordInputParams.FillBlank",
        phrase("filling in for a stream that left"),
        lambda r: r.record_input_params.fill_blank,
    ),
    NotYet(
        "RecordInputParams.FillFrame.FrameFillMode",
        phrase("anything but the last picture for a camera that is off"),
        lambda r: r.record_input_params.fill_frame.frame_fill_mode is not FrameFillMode.LAST_FRAME,
    ),
    NotYet(
        "RecordInputParams.MixConfig.MixOutputBackgroundImage",
        phrase("a background picture of the canvas"),
        _in_mix(lambda mix: mix.mix_output_background_image),
    ),
    NotYet(
        "RecordInputParams.MixConfig.DefaultMixStreamBackgroundImage",
        phrase("a background picture of empty views"),
        _in_mix(lambda mix: mix.default_mix_stream_background_image),
    ),
    NotYet(
        "RecordInputParams.MixConfig.MixInputList.BackgroundImage",
        phrase("a background picture of a region"),
        _in_mix(lambda mix: _has_background(mix.mix_input_list)),
    ),
    NotYet(
        "RecordInputParams.MixConfig.MixOutputWatermarkImage",
        phrase("a watermark picture"),
        _in_mix(lambda mix: mix.mix_output_watermark_image or mix.mix_output_watermark_image_config),
    ),
    NotYet(
        "RecordInputParams.MixConfig.MixOutputWatermarkTimestampConfig",
        phrase("a clock in the picture"),
        _in_mix(lambda mix: mix.mix_output_watermark_timestamp_config),
    ),
    NotYet(
        "RecordInputParams.MixConfig.RecordSoundWave",
        phrase("the file of sound levels"),
        _in_mix(lambda mix: mix.record_sound_wave),
    ),
    NotYet(
        "RecordInputParams.MixConfig.StreamConfigList",
        phrase("a choice of sound or picture per stream"),
        _in_mix(lambda mix: any(item.stream_type is not PerStreamType.DEFAULT for item in mix.stream_config_list)),
    ),
    NotYet(
        "RecordInputParams.MixConfig.ClearInputStreamTimeout",
        phrase("waiting for input before the mix starts"),
        _in_mix(lambda mix: mix.clear_input_stream_timeout),
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


def not_yet_in_update(request: UpdateLayoutRequest) -> Phrase | None:
    if _has_background(request.mix_input_list):
        return _sentence("MixInputList.BackgroundImage", phrase("a background picture of a region"))
    return None


def _sentence(member: str, what: Phrase) -> Phrase:
    return phrase("{member}: Studio does not record this yet ({what}).", member=member, what=what)
