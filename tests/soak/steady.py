"""Figures taken from a process while it works: memory, files, threads, how soon it answers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import linear_regression, quantiles

import psutil

from tests.drivers.studio import StudioDriver

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment."""

    at_s: float
    rss_mib: float
    files: int
    threads: int
    answer_ms: float
    drift_ms: float
    longest_gap_ms: float
    repeated: int


class Watch:
    """Samples one Studio process and one of its tasks."""

    def __init__(self, studio: StudioDriver, task: str) -> None:
        assert studio.process is not None
        self._studio = studio
        self._task = task
        self._process = psutil.Process(studio.process.pid)
        self._begun_s = time.monotonic()
        self.samples: list[Sample] = []

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self._begun_s

    def look(self) -> Sample:
        asked_s = time.monotonic()
        assert self._studio.own("GET", "/studio/health").status_code == 200
        answer_ms = (time.monotonic() - asked_s) * 1000
        figures = self._studio.stats(self._task)
        with self._process.oneshot():
            sample = Sample(
                asked_s - self._begun_s,
                self._process.memory_info().rss / MIB,
                self._process.num_fds() if hasattr(self._process, "num_fds") else 0,
                self._process.num_threads(),
                answer_ms,
                figures["av_drift_ms"],
                figures["longest_gap_ms"],
                figures["repeated"],
            )
        self.samples.append(sample)
        return sample

    def settled(self) -> list[Sample]:
        """Give the samples after the first quarter, in which caches and pools fill."""
        return self.samples[len(self.samples) // 4 :]

    def memory_slope_mib_h(self) -> float:
        settled = self.settled()
        slope, _ = linear_regression([sample.at_s for sample in settled], [sample.rss_mib for sample in settled])
        return slope * 3600

    def memory_growth_mib(self) -> float:
        """Give how much higher memory stands at the end than after settling, single samples left out."""
        settled = [sample.rss_mib for sample in self.settled()]
        part = max(len(settled) // 5, 1)
        return sum(settled[-part:]) / part - sum(settled[:part]) / part

    def answers_ms(self) -> tuple[float, float, float]:
        """Give median, 99 % and longest time of an answer: what the event loop lags, and the way there and back."""
        times = [sample.answer_ms for sample in self.samples]
        cuts = quantiles(times, n=100, method="inclusive")
        return cuts[49], cuts[98], max(times)

    def told(self) -> list[str]:
        middle, most, longest = self.answers_ms()
        first, last = self.settled()[0], self.samples[-1]
        return [
            f"{self.elapsed_s / 60:.1f} minutes, {len(self.samples)} samples",
            f"memory {first.rss_mib:.0f} -> {last.rss_mib:.0f} MiB, slope {self.memory_slope_mib_h():+.1f} MiB/h, "
            f"growth {self.memory_growth_mib():+.1f} MiB",
            f"open files {first.files} -> {last.files}, threads {first.threads} -> {last.threads}",
            f"answers: median {middle:.1f} ms, 99 % {most:.1f} ms, longest {longest:.1f} ms",
            f"longest gap between pictures {last.longest_gap_ms:.0f} ms, repeated pictures {last.repeated}",
        ]
