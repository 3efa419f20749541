"""The soak's options, its surroundings, and its tables at the end of the run."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.s3_server import S3Server

MEMORY_DISK = Path("/dev/shm")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("soak")
    group.addoption("--soak-seed", default="", help="repeat a run: the seed it printed")
    group.addoption("--soak-kills", type=int, default=54, help="how often Studio is killed in the long form")
    group.addoption("--soak-only", default="", help="kill only in scenarios with this in their name")
    group.addoption("--soak-minutes", type=float, default=2.0, help="how long the steady recording lasts")


@dataclass
class Report:
    """Lines for the end of the run."""

    lines: list[str] = field(default_factory=list)

    def add(self, title: str, *lines: str) -> None:
        self.lines += ["", title, *(f"  {line}" for line in lines)]


_REPORT = pytest.StashKey[Report]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_REPORT] = Report()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash[_REPORT].lines
    if lines:
        terminalreporter.section("soak")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    return request.config.stash[_REPORT]


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> str:
    """Give what all random moments come from; printed so that a run can be repeated."""
    given = str(request.config.getoption("--soak-seed")) or str(time.time_ns() % 1_000_000)
    request.config.stash[_REPORT].add(f"seed {given} (repeat with --soak-seed {given})")
    return given


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    server = S3Server(tmp_path_factory.mktemp("s3")).start()
    yield server
    server.stop()


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on another file system than the tests' own, where there is one."""
    if not MEMORY_DISK.is_dir():
        yield tmp_path / "elsewhere"
        return
    folder = Path(tempfile.mkdtemp(prefix="chalkreel-soak-", dir=MEMORY_DISK))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
