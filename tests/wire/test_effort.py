"""A Studio that is too slow for its encoder does with less, and says so."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.drivers.studio import StudioDriver, start_request
from tests.support.throttle import throttled

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are held back by signals")

HARD = {"Width": 1920, "Height": 1080, "Fps": 30, "Bitrate": 8_000_000}
STEPS = ("veryfast", "veryfast, no B-frames", "superfast", "ultrafast")


def test_the_encoders_steps_are_events_and_figures_of_the_task(own_studio: Callable[..., StudioDriver]) -> None:
    studio = own_studio()
    for stream in "ab":
        studio.publish("r", stream, kind="test", options={"width": 1280, "height": 720, "fps": 30})
    task = studio.start_record(start_request("r", studio.recordings, MixConfig={"MixOutputVideoConfig": HARD}))
    studio.wait_for_event(task, "recording_started")
    assert studio.stats(task)["encoder_effort"] == STEPS[0]
    assert studio.process is not None
    with throttled(studio.process.pid, 0.3):
        event = studio.wait_for_event(task, "encoder_effort")
        stats = studio.stats(task)
    assert (event["effort"], event["step"]) == (STEPS[1], 1)
    assert event["recording_ms"] > 0
    assert stats["encoder_step"] >= 1
    assert stats["encoder_effort"] == STEPS[stats["encoder_step"]]
    studio.act("StopRecord", task)
    (file,) = studio.wait_finished(task)["RecordFiles"]
    assert (file["Status"], file["ResolutionWidth"]) == (3, 1920)
