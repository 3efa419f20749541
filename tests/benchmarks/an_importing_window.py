"""The real window while a folder of pictures becomes boards: ``-m tests.benchmarks.an_importing_window PROFILE N``.

Says in one line of JSON how long the window's own thread was busy between two waits for events: in processor
time, which others on the machine do not lengthen, and by the gaps between the beats of a timer, which they do.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import threading
import time
import traceback
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import QAbstractEventDispatcher, QByteArray, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chalkreel.app.loop import run_on_qt
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

SIZES = ((1280, 800), (1600, 1200), (2400, 1600))
BEAT_MS = 2
SLOW_MS = 5.0
WITHIN_S = 120.0


class Turns:
    """Measures every turn of the event loop from one wait to the next, on the thread that made this."""

    def __init__(self) -> None:
        self.busy_ms: list[float] = []
        self.gaps_ms: list[float] = []
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._beat = QTimer()
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._cpu_s = self._beaten_s = 0.0
        self.turned_s = time.perf_counter()

    def start(self) -> None:
        self._cpu_s, self._beaten_s = time.thread_time(), time.perf_counter()
        self._dispatcher.aboutToBlock.connect(self._on_about_to_block)
        self._dispatcher.awake.connect(self._on_awake)
        self._beat.start(BEAT_MS)

    def stop(self) -> None:
        self._beat.stop()
        self._dispatcher.aboutToBlock.disconnect(self._on_about_to_block)
        self._dispatcher.awake.disconnect(self._on_awake)

    def _on_about_to_block(self) -> None:
        now_s = time.thread_time()
        self.busy_ms.append((now_s - self._cpu_s) * 1000)
        self._cpu_s = now_s
        self.turned_s = 0.0

    def _on_awake(self) -> None:
        if not self.turned_s:
            self.turned_s = time.perf_counter()

    def _on_beat(self) -> None:
        now_s = time.perf_counter()
        self.gaps_ms.append((now_s - self._beaten_s) * 1000)
        self._beaten_s = now_s


class Looker:
    """Writes down what the window's thread does while a turn lasts long; it makes all of it slower."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self._thread_id = turns, threading.get_ident()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(0.001)
            begun_s = self._turns.turned_s
            if begun_s and (time.perf_counter() - begun_s) * 1000 > SLOW_MS:
                frame = sys._current_frames()[self._thread_id]
                print("".join(traceback.format_stack(frame)[-9:]), "-----", file=sys.stderr, sep="\n")


def make_pictures(folder: Path, count: int) -> None:
    """Write JPEG and PNG files of 1 to 4 megapixels with as much in them as a photographed board."""
    folder.mkdir()
    chance = random.Random(5)
    for number in range(count):
        width, height = SIZES[number % len(SIZES)]
        grain = QImage(QByteArray(chance.randbytes(width // 8 * 4 * (height // 8))), width // 8, height // 8,
                       QImage.Format.Format_RGB32)  # fmt: skip
        mode = Qt.TransformationMode.SmoothTransformation
        picture = grain.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        assert picture.save(str(folder / f"page {number:03}.{'png' if number % 4 == 0 else 'jpg'}"))


async def measure(driver: MainWindowDriver, folder: Path, count: int) -> dict[str, float]:
    await driver.open()
    before = len(driver.boards)
    pictures: set[str] = set()
    driver.at.room.board_picture.connect(lambda board_id, _jpeg: pictures.add(board_id))
    turns = Turns()
    if os.environ.get("CHALKREEL_LOOK"):
        Looker(turns)
    collected: list[float] = []
    begun: list[float] = [0.0]

    def on_gc(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            begun[0] = time.thread_time()
        else:
            collected.append((time.thread_time() - begun[0]) * 1000)

    gc.callbacks.append(on_gc)
    turns.start()
    start_s = time.monotonic()
    driver.import_boards(folder)
    await until(lambda: len(driver.boards) >= before + count and len(pictures) >= count, WITHIN_S)
    took_s = time.monotonic() - start_s
    turns.stop()
    gc.callbacks.remove(on_gc)
    if os.environ.get("CHALKREEL_LOOK"):
        print(sorted(turns.busy_ms)[-25:], sorted(collected)[-5:], file=sys.stderr)
    return {
        "took_s": took_s,
        "turns": len(turns.busy_ms),
        "busy_p99_ms": quantiles(turns.busy_ms, n=100)[-1],
        "busy_most_ms": max(turns.busy_ms),
        "garbage_most_ms": max(collected, default=0.0),
        "gap_p99_ms": quantiles(turns.gaps_ms, n=100)[-1],
        "gap_most_ms": max(turns.gaps_ms),
    }


def main(profile: str, count: str) -> int:
    app = QApplication(["chalkreel-bench"])
    folder = Path(profile) / "pictures"
    Path(profile).mkdir(parents=True, exist_ok=True)
    make_pictures(folder, int(count))

    async def program() -> int:
        driver = MainWindowDriver(QTest, Path(profile) / "profile")  # type: ignore[arg-type]
        found = await measure(driver, folder, int(count))
        await driver.close()
        print(json.dumps(found), flush=True)
        return 0

    return run_on_qt(app, program, lambda what, error: print(what, repr(error), file=sys.stderr, flush=True))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
