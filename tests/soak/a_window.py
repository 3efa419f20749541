"""A window of a profile in a process of its own: ``python -m tests.soak.a_window record|adopt PROFILE``.

``record`` starts a take, says so in one line of JSON, and lives on until it is killed; ``adopt`` opens the profile
again, says what it found, stops the take and says what became of it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chalkreel.app.loop import run_on_qt
from chalkreel.domain.phases import Phase
from tests.drivers.main_window import MainWindowDriver


async def record(driver: MainWindowDriver) -> int:
    await driver.open()
    await driver.record()
    driver.pick_board(2)
    await driver.until_recorded(500)
    tell(task=driver.take.task_id, recording_ms=driver.at.take.view.recording_ms)
    await asyncio.Event().wait()
    return 0


async def adopt(driver: MainWindowDriver) -> int:
    await driver.open()
    await driver.until_phase(Phase.RECORDING)
    found = driver.at.take.view.recording_ms
    tell(task=driver.take.task_id, phase=driver.phase.name, recording_ms=found)
    await driver.until_recorded(found + 500)
    await driver.stop()
    tell(phase=driver.phase.name, file=str(driver.recording), takes=len(driver.rows("takes")))
    await driver.close()
    driver.end_studio()
    return 0


def tell(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def main(role: str, profile: str) -> int:
    app = QApplication(["chalkreel-soak"])

    async def program() -> int:
        driver = MainWindowDriver(QTest, Path(profile))  # type: ignore[arg-type]
        return await (record if role == "record" else adopt)(driver)

    return run_on_qt(app, program, lambda what, error: print(what, repr(error), file=sys.stderr, flush=True))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
