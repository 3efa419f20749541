"""Pictures of boards are kept once each, and never more than there is room for."""

import os

import pytest

from chalkreel.services.board_shelf import MAX_PICTURE_BYTES, BoardShelf


def test_a_picture_is_kept_once_and_given_back(tmp_path):
    shelf = BoardShelf(tmp_path / "pictures")
    key = shelf.put(b"jpeg")
    assert shelf.put(b"jpeg") == key
    assert shelf.read(key) == b"jpeg"
    assert len(list((tmp_path / "pictures").iterdir())) == 1


@pytest.mark.parametrize("key", ["", "0" * 32, "../secret", "a/b"])
def test_what_is_not_there_is_nothing(tmp_path, key):
    (tmp_path / "secret.jpg").write_bytes(b"no")
    assert BoardShelf(tmp_path / "pictures").read(key) == b""


def test_the_longest_unused_pictures_make_room(tmp_path):
    shelf = BoardShelf(tmp_path, max_bytes=10_000)
    keys = []
    for number in range(10):
        keys.append(shelf.put(bytes([number]) * 1000))
        os.utime(tmp_path / f"{keys[-1]}.jpg", (number, number))
    shelf.put(bytes([0]) * 1000)  # the oldest is used again
    shelf.put(b"x" * 1000)
    assert shelf.read(keys[0])
    assert shelf.read(keys[1]) == b""
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000


def test_no_picture_is_larger_than_is_sensible(tmp_path):
    with pytest.raises(OSError, match="too large"):
        BoardShelf(tmp_path).put(bytes(MAX_PICTURE_BYTES + 1))
