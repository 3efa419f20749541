"""Bounds of the mix that the contract leaves open and an encoder needs."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.start_record import StartRecordRequest

SMALLEST_SIDE_PX = 16
MAX_VIDEO_BPS = 100_000_000
MAX_AUDIO_BPS = 1_000_000


def problem_with_mix(request: StartRecordRequest) -> Phrase | None:
    """Say which setting of the mix no encoder could follow."""
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
