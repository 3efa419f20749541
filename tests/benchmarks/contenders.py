"""Who is measured: Studio, the floor and FFmpeg's graphs, each as a process of its own that records in real time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from tests.benchmarks.cases import AUDIO_BPS, Case
from tests.benchmarks.floor import Job
from tests.benchmarks.graphs import GRAPHS, recording
from tests.benchmarks.material import Material
from tests.benchmarks.watching import MEGABYTE, Cost, watch
from tests.drivers.studio import StudioDriver, start_request, until

ROOT = Path(__file__).parents[2]
CONTENDERS = ("studio", "floor", *GRAPHS)
WARM_UP_S = 2.0
ROOM = "bench"


@dataclass(frozen=True, slots=True)
class Take:
    """A recording in a real Studio."""

    studio: StudioDriver
    task: str

    @property
    def pid(self) -> int:
        assert self.studio.process is not None
        return self.studio.process.pid

    @property
    def recorded_s(self) -> float:
        return float(self.studio.stats(self.task)["recording_ms"]) / 1000

    def cost(self, seconds: float) -> Cost:
        cost = watch(self.pid, seconds, lambda: self.recorded_s, lambda: self.studio.stats(self.task))
        step = int(self.studio.stats(self.task)["encoder_step"])
        return replace(cost, encoder_step=step)

    def stop(self) -> dict[str, Any]:
        self.studio.act("StopRecord", self.task)
        return self.studio.wait_finished(self.task)


@contextmanager
def studio_with(case: Case, material: Material, folder: Path) -> Iterator[StudioDriver]:
    """Run Studio with the case's streams and board in its room."""
    studio = StudioDriver(folder).start()
    try:
        for index, path in enumerate(material.streams):
            studio.publish(ROOM, f"s{index}", kind="file", path=str(path), loop=True)
        studio.open_board(ROOM, "board", material.board)
        yield studio
    finally:
        studio.stop()


@contextmanager
def take(case: Case, material: Material, folder: Path) -> Iterator[Take]:
    """Record the case's composition, past its warming up."""
    with studio_with(case, material, folder) as studio:
        running = Take(studio, studio.start_record(request(case, studio)))
        studio.wait_for_event(running.task, "recording_started")
        studio.wait_recorded(running.task, round(WARM_UP_S * 1000))
        yield running


def request(case: Case, studio: StudioDriver) -> dict[str, Any]:
    video = {"Width": case.canvas.width, "Height": case.canvas.height, "Fps": case.fps, "Bitrate": case.video_bps}
    mix = {"MixMode": 1, "MixOutputVideoConfig": video, "MixInputList": case.regions()}
    mix["MixOutputAudioConfig"] = {"Bitrate": AUDIO_BPS}
    board = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "board"}
    return start_request(ROOM, studio.recordings, HasWhiteboard=True, Whiteboard=[board], MixConfig=mix)


def cost_of(contender: str, case: Case, material: Material, folder: Path, seconds: float) -> Cost:
    """Run one contender for a while and tell what it cost."""
    folder.mkdir(parents=True, exist_ok=True)
    if contender == "studio":
        with take(case, material, folder / "studio") as running:
            return running.cost(seconds)
    if contender == "floor":
        streams = [str(path) for path in material.streams]
        size = case.canvas
        options = case.x264_options
        job = Job(
            streams, str(material.mixed), *(size.width, size.height), case.fps, case.video_bps, AUDIO_BPS, options
        )
        cost = _watched([sys.executable, "-m", "tests.benchmarks.floor", json.dumps(asdict(job))], seconds)
        pictures_mb = material.mixed.stat().st_size / MEGABYTE  # mapped, and read all over by now
        return replace(cost, memory_mb=cost.memory_mb - pictures_mb, own_mb=cost.own_mb - pictures_mb)
    arguments = recording(case, material.streams, material.board, contender, folder / f"{contender}.mp4")
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", "-progress", "pipe:1"]
    return _watched([*ffmpeg, "-stats_period", "0.5", *arguments], seconds)


def _watched(command: list[str], seconds: float) -> Cost:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, cwd=ROOT) as process:
        progress = _Progress(process)
        try:
            until(lambda: progress.seconds >= WARM_UP_S, f"{command[0]} recorded")
            return watch(process.pid, seconds, lambda: progress.seconds, lambda: None)
        finally:
            process.kill()
            progress.join()


class _Progress:
    """Reads how far a process has come: lines of seconds, or what FFmpeg says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.seconds = 0.0
        self._process = process
        self._thread = threading.Thread(target=self._read, name="progress")
        self._thread.start()

    def join(self) -> None:
        self._thread.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            name, _, value = line.strip().rpartition("=")
            if name == "out_time_us" and value.isdigit():
                self.seconds = int(value) / 1_000_000
            elif not name:
                self.seconds = float(value)
