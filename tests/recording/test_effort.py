"""A recording whose encoder is told to do with less work, and more again, is one whole file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import psutil
import pytest

from chalkreel.base.memory import give_back_memory
from chalkreel.domain.enums import MediaTrackType, OutputFileFormat
from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.effort import STEPS, Effort
from chalkreel.studio.outputs.files import FormatSettings, RecordingFiles, Target
from chalkreel.studio.outputs.hls import FragmentSettings
from chalkreel.studio.outputs.output import EncodingSettings, Output
from chalkreel.studio.outputs.plan import PlannedFile

SIZE, FPS, EACH = Size(160, 96), 15, 11
SETTINGS = EncodingSettings(SIZE, FPS, 300_000, 48_000)
WALK = (STEPS[0], STEPS[1], STEPS[3], STEPS[2], STEPS[0], STEPS[3])

MEGABYTES_LESS = 8
"""So much less the least effort takes at 1280x720, at the very least; an encoder of its own holds twice as much."""


def record(output: Output, walk: Sequence[Effort]) -> int:
    """Write pictures whose brightness is their number; gives how many."""
    number = 0
    for effort in walk:
        output.use_effort(effort)
        for _ in range(EACH):
            luma = np.full((SIZE.height, SIZE.width), 20 + 3 * number, np.uint8)
            grey = np.full((SIZE.height // 2, SIZE.width // 2), 128, np.uint8)
            output.write_picture((luma, grey, grey.copy()), number)
            output.write_sound(np.zeros((2, 48_000 // FPS), np.float32), number * 48_000 // FPS)
            number += 1
    output.close((), number * 1000 // FPS)
    return number


@pytest.mark.parametrize("file_format", [OutputFileFormat.MP4, OutputFileFormat.FLV, OutputFileFormat.HLS])
def test_every_picture_is_there_in_its_time_whatever_the_effort(tmp_path: Path, file_format: OutputFileFormat) -> None:
    suffix = "m3u8" if file_format is OutputFileFormat.HLS else file_format.value
    target = Target(tmp_path / f"take.{suffix}", PlannedFile(file_format, MediaTrackType.AUDIO_VIDEO))
    files = RecordingFiles((target,), FormatSettings(FragmentSettings(30)))
    count = record(files.open(SETTINGS), WALK)
    path = next(tmp_path.glob("*.ts")) if suffix == "m3u8" else target.path
    with av.open(str(path)) as container:
        frames = [(frame.time, float(frame.to_ndarray()[:96].mean())) for frame in container.decode(video=0)]
    times = np.array([time for time, _ in frames])
    assert len(frames) == count
    assert np.abs(np.diff(times) - 1 / FPS).max() < 0.002
    assert np.abs(np.array([luma for _, luma in frames]) - (20 + 3 * np.arange(count))).max() < 6


@pytest.mark.parametrize("file_format", [OutputFileFormat.MP4, OutputFileFormat.FLV, OutputFileFormat.HLS])
def test_an_encoder_that_is_left_gives_its_memory_back(tmp_path: Path, file_format: OutputFileFormat) -> None:
    suffix = "m3u8" if file_format is OutputFileFormat.HLS else file_format.value
    target = Target(tmp_path / f"take.{suffix}", PlannedFile(file_format, MediaTrackType.AUDIO_VIDEO))
    settings = EncodingSettings(Size(1280, 720), FPS, 300_000, 0)
    output = RecordingFiles((target,), FormatSettings(FragmentSettings(30))).open(settings)
    luma, grey = np.full((720, 1280), 90, np.uint8), np.full((360, 640), 128, np.uint8)

    def memory_after(effort: Effort, first: int) -> float:
        output.use_effort(effort)
        for number in range(first, first + 30):
            output.write_picture((luma, grey, grey), number)
        give_back_memory()
        return psutil.Process().memory_info().rss / (1 << 20)

    best = memory_after(Effort.VERYFAST, 0)
    least = memory_after(Effort.ULTRAFAST, 30)
    again = memory_after(Effort.VERYFAST, 60)
    output.close((), 90 * 1000 // FPS)
    assert least < best - MEGABYTES_LESS, "the encoder that was left is gone"
    assert again < best + MEGABYTES_LESS, "and so is the other one"
