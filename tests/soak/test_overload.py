"""A real encoder with more work than its machine can do: it does with less before a picture is left out."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter
from numpy.typing import NDArray

from chalkreel.base.clock import SystemClock
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.geometry import Size
from chalkreel.studio.crew import Crew
from chalkreel.studio.outputs.effort import STEPS, Effort
from chalkreel.studio.outputs.encoders import picture_frame
from chalkreel.studio.outputs.encoding import Encoding, Job
from chalkreel.studio.outputs.files import RecordingFiles
from chalkreel.studio.outputs.inspection import picture_times
from chalkreel.studio.outputs.output import EncodingSettings, Output, OutputFailed
from chalkreel.studio.outputs.picture_encoder import PictureEncoder
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import Sound

SIZE, FPS = Size(960, 540), 15
SETTINGS = EncodingSettings(SIZE, FPS, 2_000_000, 0)
OVERLOADS = (1.2, 1.3, 1.2, 1.3)
"""So many seconds of work come every second at the best effort, one attempt after the other: whatever else runs on the
machine meanwhile may make it more or less than meant. With 1.2, 1.2 s of pictures would be waiting at the end."""
SECONDS = 7


def moving(count: int) -> list[Planes]:
    """Make pictures of two patterns that drift apart, with a little noise: some work for an encoder."""
    random = np.random.default_rng(1)
    coarse, fine = pattern(30), pattern(12)
    grey = np.full((SIZE.height // 2, SIZE.width // 2), 128, np.uint8)
    pictures: list[Planes] = []
    for number in range(count):
        both = (np.roll(coarse, 5 * number, axis=1) + np.roll(fine, -3 * number, axis=0)) // 2
        noisy = both + random.integers(-5, 6, both.shape)
        pictures.append((np.clip(noisy, 16, 235).astype(np.uint8), grey, grey))
    return pictures


def pattern(cell_px: int) -> NDArray[np.int16]:
    cells = np.random.default_rng(cell_px).integers(30, 210, (SIZE.height // cell_px + 1, SIZE.width // cell_px + 1))
    frame = av.VideoFrame.from_ndarray(cells.astype(np.uint8), format="gray")
    scaled = VideoReformatter().reformat(frame, SIZE.width, SIZE.height, interpolation=Interpolation.BICUBIC)
    return np.asarray(scaled.to_ndarray(), np.int16)


@dataclass
class SlowMachine:
    """Encodes every picture into its file, and several times more for nothing; implements ``Output``."""

    file: Output
    others: list[PictureEncoder]

    def write_picture(self, planes: Planes, number: int) -> None:
        self.file.write_picture(planes, number)
        encode(self.others, planes, number)

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        self.file.write_sound(samples, first_sample)

    def use_effort(self, effort: Effort) -> None:
        self.file.use_effort(effort)
        for other in self.others:
            other.use(effort)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        self.file.close(chapters, duration_ms)

    def abandon(self) -> None:
        self.file.abandon()


def encode(encoders: Sequence[PictureEncoder], planes: Planes, number: int) -> None:
    for encoder in encoders:
        for _ in encoder.encode(picture_frame(planes, number, FPS)):
            pass


def work_s(pictures: Sequence[Planes]) -> float:
    """Measure what one picture takes here and now at the best effort."""
    encoder = PictureEncoder(SETTINGS, SIZE)
    encode([encoder], pictures[0], 0)
    begun_s = time.monotonic()
    for number, planes in enumerate(pictures[1:], start=1):
        encode([encoder], planes, number)
    return (time.monotonic() - begun_s) / (len(pictures) - 1)


@dataclass
class Taken:
    """What became of a recording; ``lost_before`` counts the pictures left out when each step was taken."""

    effort: Effort
    left_out: int
    steps: list[Effort]
    lost_before: list[int]

    @property
    def is_mild(self) -> bool:
        """Whether there was too much to do, but not so much that a step down could not help."""
        return self.effort is not STEPS[0] and not self.left_out


def record(pictures: Sequence[Planes], path: Path, overload: float) -> Taken:
    """Record in real time with more work than can be done."""
    times = max(round(overload / FPS / work_s(pictures)), 2)
    others = [PictureEncoder(SETTINGS, SIZE) for _ in range(times - 1)]
    slow = SlowMachine(RecordingFiles.one_mp4(path).open(SETTINGS), others)
    clock, failures = SystemClock(), list[OutputFailed]()
    steps, lost_before = list[Effort](), list[int]()

    def stepped(effort: Effort, _: int) -> None:
        steps.append(effort)
        lost_before.append(thread.left_out)

    thread = Encoding(slow, FPS, clock, failures.append, stepped, hands=Crew(clock))
    begun_s, never = clock.now(), threading.Event()
    for number in range(SECONDS * FPS):
        clock.wait_until(begun_s + number / FPS, never)
        thread.submit(Job(number, pictures[number % len(pictures)], None))
    effort = thread.effort
    thread.close((), SECONDS * 1000)
    assert failures == []
    return Taken(effort, thread.left_out, steps, lost_before)


def test_the_encoder_steps_down_before_a_picture_is_left_out(tmp_path: Path) -> None:
    pictures = moving(30)
    path = tmp_path / "take.mp4"
    for overload in OVERLOADS:
        taken = record(pictures, path, overload)
        assert taken.lost_before[:1] in ([], [0]), "the first step comes before anything is lost"
        if taken.is_mild:
            break
    assert taken.effort is not STEPS[0]
    assert taken.left_out == 0
    assert len(picture_times(path)) == SECONDS * FPS
