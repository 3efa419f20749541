"""A long recording costs as much at its end as at its beginning, and picture and sound stay together.

``--soak-minutes 60`` makes it an hour.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import psutil
import pytest

from tests.drivers.studio import StudioDriver, start_request, until
from tests.soak.conftest import Report
from tests.soak.examining import path_of
from tests.soak.flashes import drift_ms
from tests.soak.steady import Watch
from tests.support.plain_pictures import BLUE, GREEN, RED, colour_png

LOOK_EVERY_S = 1.0
CHANGE_EVERY_S = 4.0
STREAMS = 4
MIX = {"MixMode": 2, "MixOutputVideoConfig": {"Width": 1280, "Height": 720, "Fps": 15, "Bitrate": 1_130_000}}
MOST_GROWTH_MIB = 12.0
MOST_DRIFT_MS = 20.0
MOST_ANSWER_MS = 1000.0
SETTLED_WITHIN_S = 20.0


@pytest.mark.long
def test_a_long_recording_stays_as_it_began(
    tmp_path: Path, seed: str, report: Report, request: pytest.FixtureRequest
) -> None:
    minutes = float(request.config.getoption("--soak-minutes"))
    studio = StudioDriver(tmp_path / "studio").start()
    try:
        watch, path, idle = recorded(studio, tmp_path, random.Random(f"{seed}/steady"), minutes * 60)
        begin_ms, end_ms, drift = drift_ms(path, minutes * 60)
        sound = f"beep after flash: {begin_ms:+.1f} ms at the beginning, {end_ms:+.1f} ms at the end"
        report.add("a steady recording", *watch.told(), f"{sound}, drift {drift:+.1f} ms", idle)
        assert abs(drift) <= MOST_DRIFT_MS
        assert watch.memory_growth_mib() <= MOST_GROWTH_MIB
        assert watch.answers_ms()[1] <= MOST_ANSWER_MS
        settled = watch.settled()
        assert max(s.files for s in settled) - min(s.files for s in settled) <= STREAMS
        assert max(s.threads for s in settled) - min(s.threads for s in settled) <= STREAMS
    finally:
        studio.stop()


def recorded(studio: StudioDriver, folder: Path, chance: random.Random, seconds: float) -> tuple[Watch, Path, str]:
    """Record four participants and turning boards; give the figures, the file, and what stayed afterwards."""
    pages = [colour_png(folder / f"{n}.png", rgb, 1280, 720) for n, rgb in enumerate((RED, GREEN, BLUE))]
    process = psutil.Process(studio.process.pid)
    for number in range(STREAMS):
        options = {"hue": 80.0 * number, "flash_beep": True}
        studio.publish("steady", f"s{number}", kind="test", options=options)
    boards = ("one", "two")
    for board in boards:
        studio.open_board("steady", board, *pages)
    before = (process.num_fds(), process.num_threads())
    board = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": boards[0]}
    wanted = {"MixConfig": MIX, "HasWhiteboard": True, "Whiteboard": [board], "MaxIdleTime": 600}
    task = studio.start_record(start_request("steady", studio.recordings, **wanted))
    studio.wait_for_event(task, "recording_started")
    watch = Watch(studio, task)
    changed_s = 0.0
    while watch.elapsed_s < seconds:
        watch.look()
        if watch.elapsed_s - changed_s > CHANGE_EVERY_S and watch.elapsed_s < seconds - CHANGE_EVERY_S:
            changed_s = watch.elapsed_s
            studio.act("UpdateWhiteboard", task, WhiteboardId=chance.choice(boards))
            studio.turn_page("steady", chance.choice(boards), chance.randint(1, len(pages)))
        time.sleep(LOOK_EVERY_S)
    studio.act("StopRecord", task)
    path = path_of(studio.wait_finished(task)["RecordFiles"][0])
    until(lambda: process.num_threads() <= before[1] + 4, "threads end", SETTLED_WITHIN_S)
    after = (process.num_fds(), process.num_threads())
    return watch, path, f"open files and threads before {before}, after {after}"
