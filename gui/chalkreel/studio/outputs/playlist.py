"""HLS playlists: their text, written and read."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

PLAYLIST_SUFFIX = ".m3u8"
FRAGMENT_SUFFIX = ".ts"

_HEAD = "#EXTM3U"
_DURATION = "#EXTINF:"
_END = "#EXT-X-ENDLIST"


@dataclass(frozen=True, slots=True)
class Fragment:
    """One fragment: its bare file name and how long it plays."""

    name: str
    duration_s: float


@dataclass(frozen=True, slots=True)
class Playlist:
    """The fragments so far, and whether no more will come."""

    fragments: tuple[Fragment, ...]
    is_ended: bool = False

    def text(self, longest_s: float, address_of: Callable[[str], str] | None = None) -> str:
        """Write the playlist; ``address_of`` replaces the bare names, ``longest_s`` is what was planned."""
        longest = max([longest_s, *(fragment.duration_s for fragment in self.fragments)])
        lines = [
            _HEAD,
            "#EXT-X-VERSION:3",
            f"#EXT-X-TARGETDURATION:{math.ceil(longest)}",
            "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-PLAYLIST-TYPE:EVENT",
        ]
        return "\n".join(lines) + "\n" + self.tail(0, address_of)

    def tail(self, first: int, address_of: Callable[[str], str] | None = None) -> str:
        """Write the lines from a fragment on, counted from 0."""
        lines: list[str] = []
        for fragment in self.fragments[first:]:
            address = address_of(fragment.name) if address_of else fragment.name
            lines += [f"{_DURATION}{fragment.duration_s:.6f},", address]
        if self.is_ended:
            lines.append(_END)
        return "".join(f"{line}\n" for line in lines)


def fragment_name(playlist: Path, number: int) -> str:
    """Name fragment ``number`` (from 1) of a playlist."""
    return f"{playlist.stem}_{number:05d}{FRAGMENT_SUFFIX}"


def read_playlist(path: Path) -> Playlist | None:
    """Read a playlist of our own back; ``None`` if it is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return parsed(lines) if lines[:1] == [_HEAD] else None


def parsed(lines: Sequence[str]) -> Playlist | None:
    fragments: list[Fragment] = []
    duration_s = 0.0
    for line in lines:
        if line.startswith(_DURATION):
            try:
                duration_s = float(line.removeprefix(_DURATION).split(",")[0])
            except ValueError:
                return None
        elif line and not line.startswith("#"):
            # An address writes a name's own characters as ``%XX``; a bare name is as it is.
            name = unquote(urlsplit(line).path.rsplit("/", 1)[-1]) if "://" in line else line
            fragments.append(Fragment(name, duration_s))
    return Playlist(tuple(fragments), _END in lines)
