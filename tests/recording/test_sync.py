"""Picture and sound belong together: a flash is seen when its beep is heard."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.outputs.inspection import sync_offsets_ms
from chalkreel.studio.sources.opening import SourceSpec
from tests.support.recordings import Studio, settings

FLASH = SourceSpec("test", options={"flash_beep": True, "fps": 30, "width": 160, "height": 90})
LIMITS_MS = {30: 40, 15: 55}
PHASES_S = (0.0, 0.017, 0.041)
"""Moments between two pictures of the source at which a recording may happen to start."""


@pytest.mark.parametrize("fps", [30, 15])
@pytest.mark.parametrize("phase_s", PHASES_S)
def test_flash_and_beep_of_the_test_source_are_together(recording: Studio, fps: int, phase_s: float) -> None:
    recording.open("ann", FLASH)
    recording.clock.run_for(phase_s)
    recorder = recording.recorder(settings(Size(160, 90), fps))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(3.5)
    finished = recorder.stop()
    assert finished is not None
    offsets = sync_offsets_ms(finished.path)
    assert len(offsets) >= 3
    assert max(map(abs, offsets)) <= 500 / fps + 2


@pytest.mark.parametrize("fps", [30, 15])
def test_a_file_stays_in_sync_over_its_loop_and_a_pause(recording: Studio, tmp_path: Path, fps: int) -> None:
    recording.open("flash", FLASH)
    made = recording.recorder(settings(Size(160, 90), 30), "flash.mp4")
    made.start(recording.scene(Layout()))
    recording.clock.run_for(3.0)
    flashing = made.stop()
    assert flashing is not None
    recording.sources.pop("flash").close()
    recording.open("ann", SourceSpec("file", path=str(flashing.path)))
    recorder = recording.recorder(settings(Size(160, 90), fps))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.5)
    recorder.pause()
    recording.clock.run_for(0.7)
    recorder.resume()
    recording.clock.run_for(3.0)
    finished = recorder.stop()
    assert finished is not None
    offsets = sync_offsets_ms(finished.path)
    assert len(offsets) >= 4
    assert median(map(abs, offsets)) < LIMITS_MS[fps]
