"""The least any recorder has to do: decode the inputs, encode a finished picture and sound, all in real time.

Run as ``python -m tests.benchmarks.floor``; the job is JSON on the command line, progress comes as lines of seconds.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

BATCH_S = 0.2
"""Decoding is done in batches: the fewest wake-ups that still keep up with the inputs."""

RATE = 48_000


@dataclass(frozen=True, slots=True)
class Job:
    """What the floor works on; ``x264`` are the encoder's options."""

    streams: list[str]
    mixed: str
    width: int
    height: int
    fps: int
    video_bps: int
    audio_bps: int
    x264: dict[str, str]


def decode_all(job: Job, start_s: float) -> None:
    inputs = [_Input(path) for path in job.streams]
    while True:
        ahead_s = time.monotonic() - start_s + BATCH_S
        for source in inputs:
            source.decode_to(ahead_s)
        time.sleep(max(start_s + ahead_s - time.monotonic(), 0))


class _Input:
    def __init__(self, path: str) -> None:
        self._container = av.open(path)
        streams = [*self._container.streams.video[:1], *self._container.streams.audio[:1]]
        for stream in streams:
            stream.codec_context.thread_count = 1
        self._packets = self._container.demux(*streams)
        self._reached_s = 0.0

    def decode_to(self, time_s: float) -> None:
        while self._reached_s < time_s:
            packet = next(self._packets)
            packet.decode()
            if packet.pts is not None:
                self._reached_s = max(self._reached_s, float(packet.pts * packet.time_base))


def encode(job: Job, start_s: float) -> None:
    video, audio = _video_encoder(job), _audio_encoder(job)
    pictures = np.memmap(Path(job.mixed), np.uint8, "r").reshape(-1, job.height * 3 // 2, job.width)
    count = RATE // job.fps
    tone = (0.1 * np.sin(2 * np.pi * 330 / RATE * np.arange(RATE))).astype(np.float32)
    number = 0
    while True:
        time.sleep(max(start_s + number / job.fps - time.monotonic(), 0))
        frame = av.VideoFrame.from_numpy_buffer(pictures[number % len(pictures)], format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, job.fps)
        video.encode(frame)
        first = number * count % RATE
        sound = av.AudioFrame.from_ndarray(tone[None, first : first + count], format="fltp", layout="mono")
        sound.sample_rate, sound.pts, sound.time_base = RATE, number * count, Fraction(1, RATE)
        audio.encode(sound)
        number += 1
        if number % job.fps == 0:
            print(number / job.fps, flush=True)


def _video_encoder(job: Job) -> av.VideoCodecContext:
    context = av.CodecContext.create("libx264", "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height, context.pix_fmt = job.width, job.height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, job.fps), Fraction(job.fps)
    context.bit_rate, context.gop_size, context.options = job.video_bps, job.fps, job.x264
    return context


def _audio_encoder(job: Job) -> av.AudioCodecContext:
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, av.AudioCodecContext)
    context.sample_rate, context.layout, context.format = RATE, "mono", "fltp"
    context.bit_rate, context.time_base, context.options = job.audio_bps, Fraction(1, RATE), {"aac_coder": "fast"}
    return context


if __name__ == "__main__":
    asked = Job(**json.loads(sys.argv[1]))
    begun_s = time.monotonic()
    threading.Thread(target=decode_all, args=(asked, begun_s), daemon=True).start()
    encode(asked, begun_s)
