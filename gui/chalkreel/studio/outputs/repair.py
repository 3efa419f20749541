"""Mending a recording that a crash left without its end."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import av

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.outputs.measure import RecordedFile, measure
from chalkreel.studio.outputs.mp4 import set_chapters

_logger = logging.getLogger(__name__)


def repair(path: Path, chapters: Sequence[ChapterMark] = ()) -> RecordedFile | None:
    """Rewrite what can be read of ``path`` into an ordinary file with chapters, in place and atomically.

    Gives ``None``, and leaves the file as it is, when nothing of it can be played. Blocks for as long as
    copying the file takes: call it off the loop.
    """
    before = measure(path)
    if before is None:
        return None
    mended = path.with_name(f".{path.name}.mending")
    try:
        _copy(path, mended, chapters, before.duration_ms)
        if measure(mended) is None:
            return before
        mended.replace(path)
    except (av.FFmpegError, OSError, ValueError):
        _logger.warning("recording %s could not be rewritten; it stays as it was left", path.name, exc_info=True)
        return before
    finally:
        with suppress(OSError):
            mended.unlink(missing_ok=True)
    return measure(path)


def _copy(source: Path, target: Path, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
    with av.open(str(source), "r") as broken, av.open(str(target), "w", format="mp4") as whole:
        streams = {
            stream.index: whole.add_stream_from_template(stream)
            for stream in (*broken.streams.video[:1], *broken.streams.audio[:1])
        }
        set_chapters(whole, chapters, duration_ms)
        for packet in _readable(broken, list(streams)):
            packet.stream = streams[packet.stream.index]
            whole.mux(packet)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _readable(container: av.container.InputContainer, indexes: list[int]) -> Iterator[av.Packet[Any]]:
    """Give the packets up to where the file breaks off."""
    packets = container.demux(*(container.streams[index] for index in indexes))
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.FFmpegError):
            return
        if packet.dts is not None and packet.size:
            yield packet
