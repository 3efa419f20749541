"""Playlists are read back as they were written, by bare names and by addresses."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given

from chalkreel.studio.outputs.playlist import Fragment, Playlist, fragment_name, parsed, read_playlist

NAMES = st.text("abcXYZ019_-%äé中 ", min_size=1, max_size=20).filter(lambda name: name.strip() == name)
FRAGMENTS = st.lists(st.builds(Fragment, NAMES, st.floats(0.001, 60).map(lambda s: round(s, 6))), max_size=5).map(tuple)


@given(FRAGMENTS, st.booleans())
def test_bare_names_come_back(fragments: tuple[Fragment, ...], is_ended: bool) -> None:
    written = Playlist(fragments, is_ended)

    assert parsed(written.text(2).splitlines()) == written


@given(FRAGMENTS)
def test_addresses_come_back_as_names(fragments: tuple[Fragment, ...]) -> None:
    folder = Path("/some where/100%")
    text = Playlist(fragments, is_ended=True).text(2, lambda name: (folder / name).as_uri())

    assert all(line.startswith(("#", "file:///some%20where/100%25/")) for line in text.splitlines())
    assert parsed(text.splitlines()) == Playlist(fragments, is_ended=True)


def test_the_target_is_never_shorter_than_a_fragment() -> None:
    text = Playlist((Fragment("a.ts", 2.2), Fragment("b.ts", 1.0))).text(2)

    assert "#EXT-X-TARGETDURATION:3\n" in text


def test_what_is_no_playlist_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "text.m3u8").write_text("hello")
    (tmp_path / "bytes.m3u8").write_bytes(b"\xff\xfe\x00")

    assert read_playlist(tmp_path / "text.m3u8") is None
    assert read_playlist(tmp_path / "bytes.m3u8") is None
    assert read_playlist(tmp_path / "missing.m3u8") is None
    assert fragment_name(Path("/x/take.m3u8"), 12) == "take_00012.ts"
