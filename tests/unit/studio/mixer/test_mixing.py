"""The mixer's beat when the encoder cannot keep up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest

from chalkreel.base.clock import SystemClock
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import QuitReason
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.crew import Crew
from chalkreel.studio.mixer.mixing import SOUND_S, Mixing
from chalkreel.studio.mixer.values import MixSettings, Scene
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.encoding import Encoding, Job, max_waiting
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import Sound

FPS = 30


def until(is_so: Callable[[], bool]) -> None:
    end_s = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end_s
        time.sleep(0.01)


class SlowOutput:
    """Notes what it is given and stands still from its third picture until it is let go."""

    def __init__(self) -> None:
        self.pictures: list[int] = []
        self.samples: list[tuple[int, int]] = []
        self.efforts: list[Effort] = []
        self.go = threading.Event()
        self.is_closed = False

    def write_picture(self, planes: Planes, number: int) -> None:  # noqa: ARG002
        self.pictures.append(number)
        if len(self.pictures) == 3:
            self.go.wait(10)

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        self.samples.append((first_sample, samples.shape[1]))

    def use_effort(self, effort: Effort) -> None:
        self.efforts.append(effort)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:  # noqa: ARG002
        self.is_closed = True

    def abandon(self) -> None:
        self.is_closed = True


def test_a_late_picture_is_the_one_before_and_recording_time_goes_on() -> None:
    output, failures, reached = SlowOutput(), [], threading.Event()
    clock = SystemClock()
    crew = Crew(clock)
    encoding = Encoding(output, FPS, clock, failures.append, hands=crew)
    settings = MixSettings(Size(64, 48), FPS, 100_000, 48_000)
    mixing = Mixing(settings, clock, encoding, None, reached.set, hands=crew)
    mixing.start(Scene(Layout()), None, clock.now())
    while not mixing.figures.repeated:
        reached.wait(0.01)
    output.go.set()
    mixing.end()
    mixing.join()
    figures = mixing.figures
    encoding.close([], mixing.recording_ms)
    assert failures == []
    assert output.is_closed
    assert figures.repeated > 0
    assert output.pictures == list(range(figures.frames))
    ends = [first + count for first, count in output.samples]
    assert [first for first, _ in output.samples] == [0, *ends[:-1]]
    assert ends[-1] == figures.frames * 48_000 // FPS
    assert all(count >= SOUND_S * 48_000 for _, count in output.samples[:-1])


def test_with_the_encoder_far_behind_pictures_are_left_out_and_the_sound_is_whole() -> None:
    output, failures, reached = SlowOutput(), [], threading.Event()
    clock = SystemClock()
    crew = Crew(clock)
    encoding = Encoding(output, FPS, clock, failures.append, hands=crew)
    mixing = Mixing(MixSettings(Size(64, 48), FPS, 100_000, 48_000), clock, encoding, None, reached.set, hands=crew)
    mixing.start(Scene(Layout()), None, clock.now())
    while mixing.figures.frames < FPS * 5 // 2:
        reached.wait(0.01)
    output.go.set()
    mixing.end()
    mixing.join()
    encoding.close([], mixing.recording_ms)
    assert len(output.pictures) <= 2 + max_waiting(FPS)
    assert output.pictures == sorted(set(output.pictures))
    assert sum(count for _, count in output.samples) == mixing.figures.frames * 48_000 // FPS


def test_what_has_waited_too_long_is_left_out_and_what_is_new_is_written() -> None:
    output = SlowOutput()
    encoding = Encoding(output, FPS, SystemClock(), lambda _: None, hands=Crew(SystemClock()))
    planes = (np.zeros((2, 2), np.uint8), np.zeros((1, 1), np.uint8), np.zeros((1, 1), np.uint8))
    given_back: list[int] = []
    for number in range(2 * FPS):
        encoding.submit(Job(number, planes, partial(given_back.append, number)))
    output.go.set()
    encoding.close([], 2000)
    newest = range(2 * FPS - 1 - max_waiting(FPS), 2 * FPS)
    assert output.pictures[-len(newest) :] == list(newest)
    assert encoding.left_out == 2 * FPS - len(output.pictures)
    assert given_back == list(range(2 * FPS))


class BrokenOutput(SlowOutput):
    """Fails at its third picture."""

    def write_picture(self, planes: Planes, number: int) -> None:  # noqa: ARG002
        self.pictures.append(number)
        if len(self.pictures) == 3:
            raise ZeroDivisionError


@pytest.mark.expects_log("the encoder failed")
def test_a_broken_encoder_is_told_once_and_takes_no_more() -> None:
    output, told = BrokenOutput(), threading.Event()
    failures: list[OutputFailed] = []

    def on_failed(failure: OutputFailed) -> None:
        failures.append(failure)
        told.set()

    clock = SystemClock()
    crew = Crew(clock)
    encoding = Encoding(output, FPS, clock, on_failed, hands=crew)
    mixing = Mixing(MixSettings(Size(64, 48), FPS, 100_000, 48_000), clock, encoding, None, told.set, hands=crew)
    mixing.start(Scene(Layout()), None, clock.now())
    assert told.wait(10)
    mixing.end()
    mixing.join()
    encoding.close([], 0)
    assert [failure.reason for failure in failures] == [QuitReason.UNKNOWN]
    assert output.pictures == [0, 1, 2]
    assert output.is_closed


def test_of_what_changes_in_a_pause_only_the_last_is_kept_and_shown_and_all_of_it_is_told() -> None:
    output, told, clock = SlowOutput(), [], SystemClock()
    output.go.set()
    crew = Crew(clock)
    encoding = Encoding(output, FPS, clock, pytest.fail, hands=crew)
    settings = MixSettings(Size(64, 48), FPS, 100_000, 48_000)
    mixing = Mixing(settings, clock, encoding, lambda label, _: told.append(label), lambda: None, hands=crew)
    mixing.start(Scene(Layout()), "first", clock.now())
    until(lambda: told == ["first"])
    mixing.pause()
    scenes = [Scene(Layout(), order=(str(number),)) for number in range(50)]
    for number, scene in enumerate(scenes):
        mixing.show(scene, number)
    kept = {id(scene) for scene, _ in mixing._scenes}
    assert kept == {id(scenes[-1])}
    mixing.resume()
    until(lambda: told == ["first", *range(50)])
    mixing.end()
    mixing.join()
    encoding.close([], mixing.recording_ms)
