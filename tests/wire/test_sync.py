"""Picture and sound of a take in real time belong together, whatever is changed while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from chalkreel.studio.outputs.inspection import flash_times, sync_offsets_ms
from tests.drivers.studio import StudioDriver, path_of, start_request
from tests.support.mixed_takes import finished
from tests.support.sync import allowed_ms, largest_usual_ms

FLASH = {"flash_beep": True, "width": 320, "height": 180, "fps": 30}


@pytest.mark.parametrize("mode", [1, 2])
def test_flash_and_beep_are_together(studio: StudioDriver, rooms: Callable[[], str], mode: int) -> None:
    room = rooms()
    studio.publish(room, "a", kind="test", options=FLASH)
    task = studio.start_record(start_request(room, studio.recordings, RecordMode=mode))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 2300)
    if mode == 2:
        studio.act("PauseRecord", task)
        studio.act("ResumeRecord", task)
        studio.act("UpdateLayout", task, MixMode=5)
    studio.wait_recorded(task, 5300)
    (file,) = finished(studio, task)

    path = path_of(file["FileUrl"])
    flashed_ms = file["BeginTimestamp"] + flash_times(path)[0] * 1000 - (time.time() - time.monotonic()) * 1000
    assert -20 <= (flashed_ms + 500) % 1000 - 500 <= 90  # it flashes at full seconds, and is seen a picture later
    offsets = sync_offsets_ms(path)
    assert len(offsets) >= 4
    assert largest_usual_ms(offsets) <= allowed_ms(15 if mode == 2 else 30)
