"""What a crash leaves of a recording in two files, with its levels beside it."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from chalkreel.studio.outputs.measure import measure
from tests.drivers.studio import start_request

LOST_MS = 2000


def test_after_a_kill_picture_sound_and_levels_are_stored(own_studio: Callable) -> None:
    studio = own_studio()
    studio.publish("r", "a")
    mix = {"RecordSoundWave": True}
    task = studio.start_record(start_request("r", studio.recordings, StreamType=4, MixConfig=mix))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 3200)
    recorded_ms = studio.stats(task)["recording_ms"]
    studio.signal(signal.SIGKILL)
    studio.wait()
    killed_ms = time.time() * 1000
    time.sleep(1.0)

    studio.start()
    ended = studio.wait_finished(task)

    assert ended["Status"] == 4
    assert ended["RecordEndTimestamp"] <= killed_ms
    assert ended["RecordEndTimestamp"] - ended["RecordBeginTimestamp"] >= recorded_ms - LOST_MS
    video, audio = ended["RecordFiles"]
    assert [(file["Status"], file["MediaTrackType"]) for file in (video, audio)] == [(3, 2), (3, 1)]
    for file in (video, audio):
        path = Path(unquote(urlsplit(file["FileUrl"]).path))
        measured = measure(path)
        assert measured is not None
        assert recorded_ms - measured.duration_ms <= LOST_MS
        assert file["Duration"] == pytest.approx(measured.duration_ms, abs=1)
        assert file["FileSize"] == measured.size_bytes
    levels = Path(unquote(urlsplit(video["FileUrl"]).path)).with_suffix(".sw")
    times = [json.loads(line)["time"] for line in levels.read_text().splitlines()]
    assert times == list(range(1, len(times) + 1))
    assert len(times) >= 2
