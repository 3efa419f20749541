"""The recording of one stream: opened, interrupted, taken up again, closed."""

from __future__ import annotations

import asyncio
from enum import Enum

from chalkreel.studio.mixer.values import Scene
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.recording import Recorded, Recording
from chalkreel.studio.tasks.single_settings import SILENT_SCENE, stream_scene
from chalkreel.studio.tasks.task import Label


class WhenInterrupted(Enum):
    """What becomes of a stream's file when the stream is no longer published."""

    CLOSE = "close"
    FILL = "fill"
    CUT = "cut"


class StreamTake:
    """Calls may overlap: they are done one after the other, in their order. Lives on the loop's thread."""

    def __init__(self, stream: PublishedStream, recording: Recording, when_interrupted: WhenInterrupted) -> None:
        self.stream_id = stream.stream_id
        self.recording = recording
        self.when_interrupted = when_interrupted
        self._stream: PublishedStream | None = stream
        self._turn = asyncio.Lock()
        self._is_cut = False

    @property
    def stream(self) -> PublishedStream | None:
        """What is being recorded; ``None`` while the stream is not published."""
        return self._stream

    async def open(self) -> None:
        """Open the files; raises ``OutputFailed``. A stream that has left meanwhile is recorded no more."""
        stream = self._stream
        async with self._turn:
            if stream is None or self._stream is not stream:
                return
            label = Label(EventKind.RECORDING_STARTED, {"stream_id": self.stream_id})
            await self.recording.open(self._scene(stream), label)

    def lose(self) -> None:
        """Take note that the stream is gone; :meth:`interrupt` or :meth:`close` follows."""
        self._stream = None

    def find(self, stream: PublishedStream) -> None:
        """Take note that the stream is published again; :meth:`take_up` follows."""
        self._stream = stream

    async def interrupt(self) -> None:
        """Fill the time from now on, or leave it out."""
        async with self._turn:
            if self._stream is not None:
                return  # it came back at once
            if self.when_interrupted is WhenInterrupted.CUT:
                self._is_cut = True
                await self.recording.pause()
            else:
                self.recording.show(SILENT_SCENE)

    async def take_up(self) -> None:
        """Go on in the same file; raises ``OutputFailed``."""
        async with self._turn:
            stream = self._stream
            if stream is None:
                return
            label = Label(EventKind.STREAM_ENTERED, {"stream_id": self.stream_id})
            if not self.recording.is_open:
                await self.recording.open(self._scene(stream), label)
                return
            self.recording.show(self._scene(stream), label)
            if self._is_cut:
                self._is_cut = False
                await self.recording.resume()

    async def halt(self) -> None:
        """Record nothing from now on; :meth:`close` follows."""
        async with self._turn:
            await self.recording.pause()

    async def close(self) -> list[Recorded]:
        async with self._turn:
            return await self.recording.close()

    def _scene(self, stream: PublishedStream) -> Scene:
        return stream_scene(stream, self.recording.settings.recorded_canvas)
