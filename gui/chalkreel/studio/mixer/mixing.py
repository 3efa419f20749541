"""The mixer's work: at a steady beat it makes a picture and the sound beside it, and hands them on."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from chalkreel.base.clock import Clock
from chalkreel.studio import crew
from chalkreel.studio.crew import Crew, Work
from chalkreel.studio.mixer.composer import Composer
from chalkreel.studio.mixer.meter import Lateness, RateMeter
from chalkreel.studio.mixer.pool import CanvasPool
from chalkreel.studio.mixer.sound import SoundMixer, faded_in
from chalkreel.studio.mixer.sound_wave import SoundWave
from chalkreel.studio.mixer.timeline import Timeline
from chalkreel.studio.mixer.values import MixSettings, Scene
from chalkreel.studio.outputs.encoding import Encoding, Job
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

OnShown = Callable[[object, int], None]

HELD_S = 1.0
"""So long the last picture is written on when no more follow: it pushes those before it out of the encoder."""

REPEATS = 2
"""Of the pictures that may wait, the last are the one before again, which is little work."""

SOUND_S = 0.2
"""Sound is mixed in stretches of about this length: far less work than a little beside every picture."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Sound up to picture ``last``: the recording's samples and where they are on the clock."""

    last: int
    first_sample: int
    clock_sample: int
    count: int
    is_first: bool

    def with_next(self, following: _Stretch) -> _Stretch:
        return replace(self, last=following.last, count=self.count + following.count)


@dataclass(frozen=True, slots=True)
class _Beat:
    """What one turn has to do: numbers ``first`` to ``last``, of which only the last is on time."""

    first: int
    last: int
    due_s: float
    scenes: tuple[tuple[Scene, object], ...]
    sound: _Stretch


@dataclass(frozen=True, slots=True)
class MixingFigures:
    """How many pictures were asked for so far, and how regularly."""

    frames: int
    repeated: int
    fps: float
    longest_gap_ms: float
    is_paused: bool
    late_p99_ms: float
    late_most_ms: float


class Mixing:
    """Owns the recording's beat, its scenes and its canvases; owned by the recorder.

    ``hands`` do the work. ``on_shown`` is called on one of their threads;
    ``on_broken`` too, when the mix itself fails.
    """

    def __init__(
        self,
        settings: MixSettings,
        clock: Clock,
        encoding: Encoding,
        on_shown: OnShown | None,
        on_broken: Callable[[], None],
        sound_wave: SoundWave | None = None,
        *,
        hands: Crew,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._encoding = encoding
        self._on_shown = on_shown
        self._on_broken = on_broken
        self._sound_wave = sound_wave
        self._scene: Scene | None = None
        self._lock = threading.Lock()
        self._timeline = Timeline(settings.fps)
        self._scenes: list[tuple[Scene, object]] = []
        self._is_paused = False
        self._is_over = False
        self._composer = Composer(settings)
        self._sound = SoundMixer()
        self._unmixed: _Stretch | None = None
        self._meter = RateMeter()
        self._lateness = Lateness()
        self._repeated = 0
        self._has_picture = True
        self._last_picture = -1
        self.pool = CanvasPool(settings.recorded_canvas) if settings.has_video else None
        self._hands = hands
        self._work: crew.Job | None = None

    @property
    def recording_ms(self) -> int:
        with self._lock:
            return self._timeline.recorded_ms

    @property
    def figures(self) -> MixingFigures:
        with self._lock:
            return MixingFigures(
                frames=self._timeline.next_number,
                repeated=self._repeated,
                fps=self._meter.per_s,
                longest_gap_ms=self._meter.longest_gap_s * 1000,
                is_paused=self._is_paused,
                late_p99_ms=self._lateness.quantile_ms(0.99),
                late_most_ms=self._lateness.most_ms,
            )

    def start(self, scene: Scene, label: object, now_s: float) -> None:
        self._scenes.append((scene, label))
        self._timeline.run_from(now_s)
        self._work = self._hands.start(self._run())

    def show(self, scene: Scene, label: object) -> None:
        with self._lock:
            if self._is_paused:  # those before will not be seen, and their boards take memory; their labels are told
                self._scenes = [(scene, earlier) for _, earlier in self._scenes]
            self._scenes.append((scene, label))

    def pause(self) -> int:
        with self._lock:
            self._is_paused = True
            self._meter.interrupt()
            recorded_ms = self._timeline.recorded_ms
        self._hasten()
        return recorded_ms

    def resume(self) -> None:
        with self._lock:
            if self._is_paused:
                self._is_paused = False
                self._meter.interrupt()  # again: a picture may have been under way when it was paused
                self._timeline.run_from(self._clock.now())
        self._hasten()

    def end(self) -> None:
        """Make no more pictures; does not wait."""
        with self._lock:
            self._is_over = True
        self._hasten()

    def join(self) -> None:
        if self._work is not None:
            self._hands.join(self._work)

    def _hasten(self) -> None:
        """See to it that what changed is noticed at once."""
        if self._work is not None:
            self._hands.hasten(self._work)

    # In the hands that do the work.

    def _run(self) -> Work:
        try:
            while not self._is_over:
                next_s = self._next_s()
                if next_s > self._clock.now():
                    yield next_s
                else:
                    self._turn()
            self._submit_sound()
        except Exception:  # a fault in the mix must end this recording only, and be told
            _logger.exception("the mixer failed")
            self._on_broken()

    def _next_s(self) -> float:
        """Give when the next picture is due: never while it is paused."""
        with self._lock:
            due_s = math.inf if self._is_paused else self._timeline.due_s(self._timeline.next_number)
        if due_s == math.inf:
            self._submit_sound()
        return due_s

    def _turn(self) -> None:
        beat = self._claimed()
        if beat is None:
            return
        if beat.scenes or beat.sound.is_first:
            self._submit_sound()  # what was heard until now, from those who were heard until now
        for scene, _ in beat.scenes:
            if scene is not self._scene:
                self._composer.show(scene)
                self._scene = scene
                self._has_picture = scene.has_picture
        for number in range(beat.first, beat.last):
            self._submit_again(number)
        self._submit(beat)
        self._measure(beat)
        self._tell(beat)

    def _claimed(self) -> _Beat | None:
        """Take the next numbers of the recording, unless it was paused or ended in the meantime."""
        with self._lock:
            if self._is_paused or self._is_over:
                return None
            first = self._timeline.next_number
            last = first + self._timeline.missed(self._clock.now())
            self._timeline.next_number = last + 1
            scenes, self._scenes = tuple(self._scenes), []
            return _Beat(first, last, self._timeline.due_s(last), scenes, self._stretch(first, last))

    def _stretch(self, first: int, last: int) -> _Stretch:
        timeline = self._timeline
        begin, end = timeline.first_sample(first), timeline.first_sample(last + 1)
        return _Stretch(last, begin, timeline.clock_sample(first), end - begin, timeline.starts_segment(first))

    def _measure(self, beat: _Beat) -> None:
        now_s = self._clock.now()
        self._meter.count(now_s)
        for number in range(beat.first, beat.last + 1):
            self._lateness.count(now_s - beat.due_s + (beat.last - number) / self._settings.fps)

    def _submit(self, beat: _Beat) -> None:
        samples, first_sample = self._heard(beat)
        planes, done = self._pictured(beat)
        self._encoding.submit(Job(beat.last, planes, done, samples, first_sample, self._levels_due(beat)))

    def _levels_due(self, beat: _Beat) -> Callable[[], None] | None:
        if self._sound_wave is None or self._scene is None:
            return None
        return self._sound_wave.due(beat.last, self._scene)

    def _submit_again(self, number: int) -> None:
        """Write the picture before once more in place of one that comes too late."""
        planes, done = self._newest_again(number) if self._has_picture else (None, None)
        self._encoding.submit(Job(number, planes, done))

    def _pictured(self, beat: _Beat) -> tuple[Planes | None, Callable[[], None] | None]:
        """Make the picture of a beat; where pictures have ended for now, hold the last one for a moment."""
        if self._has_picture:
            self._last_picture = beat.last
            return self._composed(beat.due_s)
        is_held = self._last_picture >= 0 and beat.last - self._last_picture <= HELD_S * self._settings.fps
        return self._lent() if is_held else (None, None)

    def _composed(self, due_s: float) -> tuple[Planes | None, Callable[[], None] | None]:
        if self.pool is None:
            return None, None
        self.pool.allow(self._encoding.max_waiting - REPEATS)
        index = self.pool.take()
        if index is None:  # the encoder holds them all
            return self._newest_again(self._timeline.next_number)
        self._composer.compose(self.pool.canvas(index), due_s)
        self.pool.publish(index)
        return self._lent()

    def _newest_again(self, number: int) -> tuple[Planes | None, Callable[[], None] | None]:
        self._repeated += 1
        if number - self._encoding.done_number > self._encoding.max_waiting:
            return None, None
        return self._lent()

    def _lent(self) -> tuple[Planes | None, Callable[[], None] | None]:
        index = self.pool.lend_newest() if self.pool else None
        if index is None or self.pool is None:
            return None, None
        return self.pool.canvas(index).planes, partial(self.pool.give_back, index)

    def _heard(self, beat: _Beat) -> tuple[Sound | None, int]:
        """Mix the sound up to this beat, unless it is too little yet."""
        if not self._settings.has_audio:
            return None, 0
        before = self._unmixed
        stretch = self._unmixed = beat.sound if before is None else before.with_next(beat.sound)
        return self._mixed() if stretch.count >= SOUND_S * SAMPLE_RATE else (None, 0)

    def _submit_sound(self) -> None:
        """Hand on what was not mixed yet."""
        if (stretch := self._unmixed) is not None:
            samples, first_sample = self._mixed()
            self._encoding.submit(Job(stretch.last, None, None, samples, first_sample))

    def _mixed(self) -> tuple[Sound | None, int]:
        stretch, self._unmixed = self._unmixed, None
        if stretch is None:
            return None, 0
        samples = self._sound.mixed(self._composer.heard, stretch.clock_sample, stretch.count)
        return faded_in(samples) if stretch.is_first else samples, stretch.first_sample

    def _tell(self, beat: _Beat) -> None:
        recording_ms = round(beat.last * 1000 / self._settings.fps)
        for _, label in beat.scenes:
            if self._on_shown is not None:
                self._on_shown(label, recording_ms)
