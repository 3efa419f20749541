"""Picture and sound belong together: a flash is seen when its beep is heard."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.outputs.inspection import sync_offsets_ms
from chalkreel.studio.sources.opening import SourceSpec
from tests.support.recordings import Studio, settings
from tests.support.sync import MOST_DRIFT_MS, allowed_ms, largest_usual_ms

CANVAS = Size(160, 90)
FLASH = SourceSpec("test", options={"flash_beep": True, "fps": 30, "width": 160, "height": 90})
PHASES_S = (0.0, 0.017, 0.041)
"""Moments between two pictures of the source at which a recording may happen to start."""
LAYOUTS = (
    Layout(MixMode.GRID),
    Layout(MixMode.CUSTOM, (Region("1", Rect(0, 0, 160, 90), stream_id="bob"),)),
    Layout(MixMode.FLOATING),
)


@pytest.mark.parametrize("fps", [30, 15])
@pytest.mark.parametrize("phase_s", PHASES_S)
def test_flash_and_beep_of_the_test_source_are_together(recording: Studio, fps: int, phase_s: float) -> None:
    recording.open("ann", FLASH)
    recording.clock.run_for(phase_s)
    recorder = recording.recorder(settings(CANVAS, fps))
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
    made = recording.recorder(settings(CANVAS, 30), "flash.mp4")
    made.start(recording.scene(Layout()))
    recording.clock.run_for(3.0)
    flashing = made.stop()
    assert flashing is not None
    recording.sources.pop("flash").close()
    recording.open("ann", SourceSpec("file", path=str(flashing.path)))
    recorder = recording.recorder(settings(CANVAS, fps))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.5)
    pause(recording, recorder, 0.7)
    recording.clock.run_for(3.0)
    finished = recorder.stop()
    assert finished is not None
    offsets = sync_offsets_ms(finished.path)
    assert len(offsets) >= 4
    assert largest_usual_ms(offsets) <= allowed_ms(fps)


@pytest.mark.parametrize("fps", [30, 15])
def test_neither_pauses_nor_changes_of_the_layout_put_sound_and_picture_apart(recording: Studio, fps: int) -> None:
    recording.open("ann", FLASH)
    recording.open("bob", FLASH)
    recording.clock.run_for(0.4)
    recorder = recording.recorder(settings(CANVAS, fps))
    recorder.start(recording.scene(LAYOUTS[0]))
    for pause_s in (0.73, 0.35, 0.81, 0.11):
        for layout in LAYOUTS:
            recording.clock.run_for(1.0)
            recorder.show(recording.scene(layout))
        pause(recording, recorder, pause_s)
    # Those pauses last 2 s together, so the pictures now fall on the same moments between flashes as at first.
    recording.clock.run_for(4.0)
    finished = recorder.stop()
    assert finished is not None

    offsets = sync_offsets_ms(finished.path)
    assert len(offsets) >= 14
    assert largest_usual_ms(offsets) <= allowed_ms(fps)
    assert abs(median(offsets[-3:]) - median(offsets[:3])) <= MOST_DRIFT_MS


def pause(recording: Studio, recorder: Recorder, pause_s: float) -> None:
    recorder.pause()
    recording.clock.run_for(pause_s)
    recorder.resume()
