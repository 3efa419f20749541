"""The recording of one mix: starts, shows scenes, pauses, takes snapshots, stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import Phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import QuitReason
from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.values import MixSettings, RecorderStats, Scene
from chalkreel.studio.outputs.measure import RecordedFile

OnShown = Callable[[object, int], None]
OnFailed = Callable[[QuitReason, Phrase], None]


class Recorder:
    """Records one mix into one MP4 file, on threads of its own; methods may be called from any thread.

    ``on_shown(label, recording_ms)`` and ``on_failed(reason, sentence)`` are called on those threads: they
    must return at once (hand over to a loop). ``on_failed`` comes at most once; the file is then closed as
    well as can be and :meth:`stop` still gives what it holds.
    """

    def __init__(
        self,
        settings: MixSettings,
        path: Path,
        clock: Clock,
        *,
        on_shown: OnShown | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        raise NotImplementedError

    @property
    def settings(self) -> MixSettings: ...  # type: ignore[empty-body]

    @property
    def recording_ms(self) -> int:
        """Recording time so far, pauses left out."""
        raise NotImplementedError

    def start(self, scene: Scene, label: object = None) -> None:
        """Open the file and record from now on; raises ``OutputFailed``. Blocks for some 50 ms."""

    def show(self, scene: Scene, label: object = None) -> None:
        """Show another scene from the next picture on; ``on_shown`` tells when. Returns at once.

        While paused the scene is kept and shown (and told) with the first picture after resuming.
        """

    def pause(self) -> int:
        """Record nothing from now on; gives the recording time in ms. Pausing twice changes nothing."""
        raise NotImplementedError

    def resume(self) -> None:
        """Go on with the same file; recording time continues where it was."""

    def snapshot(self, path: Path) -> Future[Size]:
        """Write the mixed picture as JPG (atomically); also while paused. The future fails with ``OutputFailed``."""
        raise NotImplementedError

    def preview_jpeg(self, fits: Size = Size(640, 360)) -> bytes | None:  # noqa: B008 - an immutable value
        """Give the newest mixed picture as JPEG, within ``fits``; ``None`` before the first. Costs only when called."""
        raise NotImplementedError

    def stats(self) -> RecorderStats:
        raise NotImplementedError

    def stop(self, chapters: Sequence[ChapterMark] = ()) -> RecordedFile | None:
        """End the recording and give what the file holds; ``None`` if nothing. Blocks until the file is closed.

        Calling it again gives the same answer.
        """
        raise NotImplementedError
