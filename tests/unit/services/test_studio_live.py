"""What the window reads out of a live message with pictures."""

import json

from chalkreel.domain.geometry import Size
from chalkreel.services.studio_live import pictures_in
from chalkreel.services.studio_models import Thumbnail

FIRST = Thumbnail("stream", "a", Size(320, 180), 7, b"first")
SECOND = Thumbnail("board", "b", Size(640, 360), 1, b"the second")


def encoded(picture: Thumbnail, **other: object) -> bytes:
    size = {"width": picture.size.width, "height": picture.size.height}
    said = {"kind": picture.kind, "id": picture.id, "revision": picture.revision, "jpeg_bytes": len(picture.jpeg)}
    header = json.dumps(said | size | other).encode()
    return len(header).to_bytes(4, "big") + header + picture.jpeg


def test_all_pictures_of_a_message_are_read() -> None:
    assert pictures_in(encoded(FIRST) + encoded(SECOND)) == [FIRST, SECOND]


def test_what_came_before_nonsense_is_kept() -> None:
    assert pictures_in(encoded(FIRST) + encoded(SECOND, jpeg_bytes=-1)) == [FIRST]
    assert pictures_in(encoded(FIRST) + b"\xff\xff") == [FIRST]
