"""The real window beside a room of moving people: ``python -m tests.benchmarks.a_watching_window PROFILE N SECONDS``.

Says in one line of JSON what a second of it costs in processor time, with live pictures, with levels
only, and with all of it still.
"""

from __future__ import annotations

import asyncio
import cProfile
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chalkreel.app.loop import run_on_qt
from chalkreel.domain.enums import MixMode
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

SETTLES_S = 2.0
OPTIONS = {"width": 320, "height": 180, "fps": 5}


class Watching:
    """Counts the pictures that arrive and the processor time that goes."""

    def __init__(self, driver: MainWindowDriver) -> None:
        self._driver = driver
        self.pictures: Counter[str] = Counter()
        driver.at.room.stream_picture.connect(self._on_stream_picture)

    def _on_stream_picture(self, stream_id: str, _jpeg: bytes) -> None:
        self.pictures[stream_id] += 1

    async def measured(self, seconds: float) -> tuple[float, float]:
        """Give processor seconds per second and pictures per second."""
        pictures, cpu_s, begun_s = self.pictures.total(), time.process_time(), time.monotonic()
        await asyncio.sleep(seconds)
        took_s = time.monotonic() - begun_s
        return (time.process_time() - cpu_s) / took_s, (self.pictures.total() - pictures) / took_s


async def watch(driver: MainWindowDriver, people: int, seconds: float) -> dict[str, float]:
    await driver.open()
    room, studio = driver.at.room, driver.at.room._studio
    assert studio is not None
    room_id = room.view.room_id
    watching = Watching(driver)
    for stream in room.view.streams:
        await studio.unpublish(room_id, stream.stream_id)
    for number in range(people):
        source = {"kind": "test", "options": {**OPTIONS, "hue": 14.0 * number}}
        await studio.publish(room_id, f"s{number}", source, user_name=f"Person {number}")
    driver.choose_mode(MixMode.GRID)
    await until(lambda: all(watching.pictures[f"s{number}"] for number in range(people)))
    await asyncio.sleep(SETTLES_S)
    live, pictures = await profiled(watching.measured(seconds))
    costs = {"live": live, "pictures_per_s": pictures}
    for name, switch in (("sound only", {"camera_off": True}), ("still", {"muted": True})):
        for number in range(people):
            await studio.change_stream(room_id, f"s{number}", **switch)
        await asyncio.sleep(SETTLES_S)
        costs[name], _ = await watching.measured(seconds)
    return costs


async def profiled(measuring: asyncio.Future[tuple[float, float]]) -> tuple[float, float]:
    """Look closer where that is asked for; it then costs more."""
    if not os.environ.get("CHALKREEL_PROFILE"):
        return await measuring
    profile = cProfile.Profile()
    profile.enable()
    try:
        return await measuring
    finally:
        profile.disable()
        profile.dump_stats(os.environ["CHALKREEL_PROFILE"])


def main(profile: str, people: str, seconds: str) -> int:
    app = QApplication(["chalkreel-bench"])

    async def program() -> int:
        driver = MainWindowDriver(QTest, Path(profile))  # type: ignore[arg-type]
        found = await watch(driver, int(people), float(seconds))
        await driver.close()
        print(json.dumps(found), flush=True)
        return 0

    return run_on_qt(app, program, lambda what, error: print(what, repr(error), file=sys.stderr, flush=True))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
