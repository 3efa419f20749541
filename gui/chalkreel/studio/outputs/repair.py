"""Mending a recording that a crash left without its end."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import av

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.files import PART_SUFFIX, write_private
from chalkreel.studio.outputs.measure import RecordedFile, measure, span_of
from chalkreel.studio.outputs.muxed import set_chapters
from chalkreel.studio.outputs.playlist import PLAYLIST_SUFFIX, Fragment, Playlist, fragment_name, read_playlist
from chalkreel.studio.outputs.torn import cut_torn_fragment, cut_torn_unit, is_whole_adts, is_whole_mp3

_MUXERS = {".mp4": "mp4", ".flv": "flv", ".aac": "adts", ".mp3": "mp3", ".ogg": "ogg"}
_WITH_CHAPTERS = "mp4"
_WITH_INDEXES = ".mp4"
_ROUNDING_S = 0.005
"""Times in FLV files are whole milliseconds."""

_logger = logging.getLogger(__name__)


def repair(path: Path, chapters: Sequence[ChapterMark] = ()) -> RecordedFile | None:
    """Make an ordinary file of what can be read of ``path``, with chapters, in place and atomically.

    A playlist gets its end and the fragment that was being written. Gives ``None``, and leaves the file as it
    is, when nothing of it can be played. Blocks for as long as copying the file takes: call it off the loop.
    """
    if path.suffix == PLAYLIST_SUFFIX:
        end_playlist(path)
        return measure(path)
    if path.suffix == _WITH_INDEXES:
        with suppress(OSError):
            cut_torn_fragment(path)
    before = measure(path)
    muxer = _MUXERS.get(path.suffix)
    if before is None or muxer is None:
        return before
    mended = path.with_name(f".{path.name}.mending")
    try:
        _copy(path, mended, muxer, chapters, before.duration_ms)
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


def _copy(source: Path, target: Path, muxer: str, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
    with av.open(str(source), "r") as broken, av.open(str(target), "w", format=muxer) as whole:
        streams = {
            stream.index: whole.add_stream_from_template(stream)
            for stream in (*broken.streams.video[:1], *broken.streams.audio[:1])
        }
        if muxer == _WITH_CHAPTERS:
            set_chapters(whole, chapters, duration_ms)
        end_s = _last_picture_s(source)
        for packet in _readable(broken, list(streams)):
            if isinstance(packet.stream, av.VideoStream) and _moment(packet.pts, packet) > end_s:
                continue
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
        if packet.dts is not None and packet.size and not _is_torn(packet):
            yield packet


def _last_picture_s(path: Path) -> float:
    """Give the last moment up to which no picture is missing.

    Pictures are written in the order of decoding: the last ones may lie beyond others that were not written any more.
    The times of decoding rise as evenly as the pictures do, so the last of them tells how far all are there.
    """
    with av.open(str(path), "r") as container:
        if not container.streams.video:
            return 0.0
        times = [
            (_moment(packet.pts, packet), _moment(packet.dts, packet))
            for packet in _readable(container, [container.streams.video[0].index])
        ]
    if not times:
        return 0.0
    lead_s = times[0][0] - times[0][1]
    return times[-1][1] + lead_s + _ROUNDING_S


def _moment(stamp: int | None, packet: av.Packet[Any]) -> float:
    return float((stamp or 0) * packet.time_base)


def _is_torn(packet: av.Packet[Any]) -> bool:
    """Whether a packet is cut short: only the last one can be."""
    codec = packet.stream.codec_context.name
    if codec.startswith("mp3"):
        return not is_whole_mp3(bytes(packet))
    return packet.is_corrupt or (codec.startswith("aac") and not is_whole_adts(bytes(packet)))


def end_playlist(path: Path) -> None:
    """List the fragments that are there but not in the playlist, and say that no more will come. Never raises."""
    playlist = read_playlist(path)
    if playlist is None or playlist.is_ended:
        return
    fragments = [*playlist.fragments, *_unlisted(path, len(playlist.fragments))]
    if not fragments:
        return
    longest_s = max(fragment.duration_s for fragment in fragments)
    ended = Playlist(tuple(fragments), is_ended=True)
    try:
        write_private(path, ended.text(longest_s))
    except OSError:
        _end_in_place(path, ended.tail(len(playlist.fragments)))


def _unlisted(path: Path, listed: int) -> Iterator[Fragment]:
    for number in count(listed + 1):
        name = fragment_name(path, number)
        with suppress(OSError):
            cut_torn_unit(path.with_name(name))
        span = span_of(path.with_name(name))
        if span is None or span.duration_ms <= 0:
            return
        yield Fragment(name, span.duration_ms / 1000)


def _end_in_place(path: Path, tail: str) -> None:
    """Add the end to the playlist itself: on a full disk there is room left in its last block, but for no other."""
    with suppress(OSError):
        path.with_name(path.name + PART_SUFFIX).unlink(missing_ok=True)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(tail)
    except OSError:
        _logger.warning("playlist %s could not be ended", path.name, exc_info=True)
