"""What Studio refuses to record: bounds that an encoder needs, combinations without a file, storage it cannot reach."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.start_record import StartRecordRequest, Whiteboard
from chalkreel.domain.enums import RecordMode, Vendor
from chalkreel.domain.limits import MAX_CANVAS_AREA_PX, MAX_CANVAS_SIDE_PX

VIDEO_SERVICES = frozenset({Vendor.ALIBABA_VOD, Vendor.TENCENT_VOD})
SMALLEST_SIDE_PX = 16
MAX_VIDEO_BPS = 100_000_000
MAX_AUDIO_BPS = 1_000_000


def problem_with_files(request: StartRecordRequest) -> Phrase | None:
    """Say which setting no encoder could follow, or why nothing could ever be recorded."""
    given = request.record_input_params
    if request.storage_params.vendor in VIDEO_SERVICES:
        return phrase("StorageParams.Vendor: Studio cannot send recordings to video services; choose another storage.")
    if given.record_mode is RecordMode.MIXED:
        return _problem_with_mix(request)
    return _problem_with_board(given.board) if given.board is not None else None


def _problem_with_board(board: Whiteboard) -> Phrase | None:
    if min(board.horizontal_ratio, board.vertical_ratio) < 1:
        return phrase("Whiteboard: HorizontalRatio and VerticalRatio must be at least 1.")
    if min(board.width, board.height) < SMALLEST_SIDE_PX:
        return phrase("Whiteboard: a picture has sides of at least {least} px.", least=SMALLEST_SIDE_PX)
    if max(board.width, board.height) > MAX_CANVAS_SIDE_PX or board.width * board.height > MAX_CANVAS_AREA_PX:
        return phrase("Whiteboard: a picture has at most {most} pixels.", most=MAX_CANVAS_AREA_PX)
    return None


def _problem_with_mix(request: StartRecordRequest) -> Phrase | None:
    mix = request.record_input_params.mix_config
    if mix is None:
        return None
    video = mix.mix_output_video_config
    if video is not None and min(video.width, video.height) < SMALLEST_SIDE_PX:
        return phrase("MixOutputVideoConfig: a picture has sides of at least {least} px.", least=SMALLEST_SIDE_PX)
    if video is not None and not 0 < video.bitrate <= MAX_VIDEO_BPS:
        return phrase("MixOutputVideoConfig.Bitrate must be 1 to {most} bit/s.", most=MAX_VIDEO_BPS)
    if not 0 < mix.mix_output_audio_config.bitrate <= MAX_AUDIO_BPS:
        return phrase("MixOutputAudioConfig.Bitrate must be 1 to {most} bit/s.", most=MAX_AUDIO_BPS)
    return None
