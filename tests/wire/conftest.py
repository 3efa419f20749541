"""One Studio process per test module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.drivers.studio import StudioDriver
from tests.support.s3_server import S3Server


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudioDriver]:
    driver = StudioDriver(tmp_path_factory.mktemp("studio"), "--callback-retry", "0.1").start()
    yield driver
    driver.stop()
    complaints = [line for line in driver.stderr_lines if " ERROR " in line or "Traceback" in line]
    assert not complaints, "".join(complaints)


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """One S3 server for the session; tests keep apart by their folders in the bucket."""
    server = S3Server(tmp_path_factory.mktemp("s3")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def rooms() -> Callable[[], str]:
    """Give a room id nobody else uses."""
    numbers = count(1)
    return lambda: f"room {next(numbers)}/ä"


@pytest.fixture
def own_studio(tmp_path: Path) -> Iterator[Callable[..., StudioDriver]]:
    """Start processes that belong to one test alone."""
    started: list[StudioDriver] = []

    def start(*options: str, name: str = "studio", **more: object) -> StudioDriver:
        driver = StudioDriver(tmp_path / name, *options, **more)
        started.append(driver)
        return driver.start()

    yield start
    for driver in started:
        driver.stop()
