"""What the canvas draws is what is recorded, to the pixel."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.studio import StudioDriver
from tests.support.pixel_promise import Promise, addressed_pictures, likeness

LAYOUTS = 10


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[StudioDriver]:
    driver = StudioDriver(tmp_path / "studio").start()
    yield driver
    driver.stop()


def test_random_layouts_look_the_same_on_the_canvas_and_in_the_recording(studio: StudioDriver, qtbot: QtBot) -> None:
    chance = random.Random("the same each time")
    with addressed_pictures(chance) as server:
        promise = Promise(studio, server, chance, qtbot.addWidget)
        promise.furnish()
        found = {name: likeness(drawn, recorded) for name, drawn, recorded in promise.compared(LAYOUTS)}
    assert len(found) == LAYOUTS
    assert {name: like for name, like in found.items() if not like.is_kept} == {}
