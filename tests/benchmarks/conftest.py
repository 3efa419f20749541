"""The benchmarks' options, their inputs, and the report at the end."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

import av
import imageio_ffmpeg
import psutil
import pytest

from chalkreel.app.screen import paint_on_one_thread
from tests.benchmarks.cases import Case
from tests.benchmarks.material import Material, made


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is measured: ``rounds`` interleaved, each of so many seconds."""

    rounds: int
    seconds: float


@dataclass
class Report:
    """Lines for the end of the run."""

    lines: list[str] = field(default_factory=list)

    def add(self, title: str, *lines: str) -> None:
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        self.lines += ["", f"{title}   [load {load}]", *(f"  {line}" for line in lines)]


_REPORT = pytest.StashKey[Report]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="two short rounds: a look, not a measurement")


def pytest_configure(config: pytest.Config) -> None:
    paint_on_one_thread()
    config.stash[_REPORT] = Report()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "benchmarks" in item.path.parts:
            item.add_marker(pytest.mark.timeout(0))
            item.add_marker(pytest.mark.alone)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash[_REPORT].lines
    if not lines:
        return
    versions = f"PyAV {av.__version__}, its libavcodec {'.'.join(map(str, av.library_versions['libavcodec']))}"
    terminalreporter.section("benchmarks")
    terminalreporter.write_line(
        f"{psutil.cpu_count()} processors, {platform.platform()}, Python {platform.python_version()}"
    )
    terminalreporter.write_line(f"{versions}; FFmpeg for the graphs {imageio_ffmpeg.get_ffmpeg_version()}")
    for line in lines:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    return pytestconfig.stash[_REPORT]


@pytest.fixture(scope="session")
def effort(pytestconfig: pytest.Config) -> Effort:
    return Effort(2, 4.0) if pytestconfig.getoption("--quick") else Effort(5, 8.0)


@pytest.fixture(scope="session")
def material_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("material")


@pytest.fixture
def material(material_folder: Path):
    """Give the maker of a case's inputs; streams last longer than any round, so that nobody loops."""

    def make(case: Case) -> Material:
        return made(case, material_folder / f"{case.stream}-{case.fps}", 20)

    return make
