"""How picture and sound are encoded, whatever container they go into."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import av
import numpy as np

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.output import EncodingSettings
from chalkreel.studio.sources.planes import BT709, LIMITED_RANGE, YUV420P, Planes, view_of
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

PICTURE_CODEC = "libx264"

_MAX_LOOKAHEAD, _MAX_B_FRAMES = 10, 3
_B_FRAMES_FROM_FPS = 12
_CONSTANT_QUALITY = 23
"""As x264 counts: visually close to the source, at whatever rate that takes up to the given one."""

_LEAST_VIDEO_BPS, _LEAST_AUDIO_BPS, _MOST_AUDIO_BPS_PER_CHANNEL = 1_000, 500, 256_000
"""What all encoders take; the contract bounds bit rates nowhere (CONTRACT section 2), so the nearest is used."""

_AAC_OPTIONS: Mapping[str, str] = {"aac_coder": "fast"}
"""A quarter of the work of FFmpeg's default, and nearer to the source: by 3 to 7 dB, with one channel.

Not with two channels: with as many bits as those have, it clips single tones near full scale.
"""


def picture_options(settings: EncodingSettings) -> Mapping[str, str]:
    """Give x264's own settings beside those that go with the effort."""
    # What the encoder holds back counts towards what a crash loses: half a second of it at most.
    b_frames = _MAX_B_FRAMES if settings.fps >= _B_FRAMES_FROM_FPS else 0
    lookahead = min(_MAX_LOOKAHEAD, settings.fps // 2)
    options = {"threads": "1", "rc-lookahead": str(lookahead), "bf": str(b_frames)}
    if settings.has_constant_quality:
        most = _video_bps(settings)
        options.update({"crf": str(_CONSTANT_QUALITY), "maxrate": str(most), "bufsize": str(2 * most)})
    return options


def set_up_picture(context: av.VideoCodecContext, settings: EncodingSettings, size: Size) -> None:
    fps = settings.fps
    context.width, context.height, context.pix_fmt = size.width, size.height, YUV420P
    context.framerate = Fraction(fps)
    context.time_base = Fraction(1, fps)
    if not settings.has_constant_quality:
        context.bit_rate = _video_bps(settings)
    context.gop_size = fps
    context.colorspace = context.color_primaries = context.color_trc = BT709
    context.color_range = LIMITED_RANGE


def set_up_sound(context: av.AudioCodecContext, settings: EncodingSettings) -> None:
    if context.codec.name == "aac" and settings.channels == 1:
        context.options = {**context.options, **_AAC_OPTIONS}
    context.layout = "stereo" if settings.channels == 2 else "mono"
    most = _MOST_AUDIO_BPS_PER_CHANNEL * settings.channels
    context.bit_rate = min(max(settings.audio_bitrate_bps, _LEAST_AUDIO_BPS), most)


def _video_bps(settings: EncodingSettings) -> int:
    return max(settings.video_bitrate_bps, _LEAST_VIDEO_BPS)


def picture_frame(planes: Planes, number: int, fps: int) -> av.VideoFrame:
    """Wrap planes, without copying, as picture ``number`` of a recording."""
    frame = view_of(planes)
    frame.pts, frame.time_base = number, Fraction(1, fps)
    return frame


def sound_frame(samples: Sound, first_sample: int, channels: int) -> av.AudioFrame:
    if channels == 1:
        samples = (samples[:1] + samples[1:]) * np.float32(0.5)
    frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo" if channels == 2 else "mono")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, first_sample, Fraction(1, SAMPLE_RATE)
    return frame
