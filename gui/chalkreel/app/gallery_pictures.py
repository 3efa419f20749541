"""The pictures in the gallery's windows: the engine's own test participants and the bundled boards."""

from __future__ import annotations

import zlib
from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from chalkreel.base.assets import asset_bytes
from chalkreel.base.clock import ManualClock
from chalkreel.controllers.sample_room import SampleRoom
from chalkreel.studio.rooms.thumbnails import BOARD_THUMBNAIL, STREAM_THUMBNAIL, Thumbnails
from chalkreel.studio.sources.test_card import TestCard, TestCardOptions
from chalkreel.ui.kit.picture_decoder import decode_picture

MOMENT_S = 1003.0
"""When the portraits are taken; they sway, so each moment looks a little different."""


class GalleryPictures:
    """Makes each picture once; pictures are as small as those that a window really gets."""

    def __init__(self) -> None:
        sample = SampleRoom.demo()
        self._hues = {str(person["stream_id"]): float(person["hue"]) for person in sample.participants}
        self._pages = [str(board["pictures"][0]) for board in sample.boards]
        names = [str(board["whiteboard_id"]) for board in sample.boards]
        self._page_of = dict(zip(names, self._pages, strict=True))
        self._people: dict[str, QImage] = {}

    def person(self, stream_id: str) -> QImage:
        """Give a participant's portrait; who is not in the demo classroom gets a colour by the id."""
        known = self._people.get(stream_id)
        if known is None:
            hue = self._hues.get(stream_id, zlib.crc32(stream_id.encode()) % 360)
            known = self._people[stream_id] = _portrait(hue)
        return known

    def logo(self) -> QImage:
        """Give a picture that is partly transparent, for a watermark."""
        return decode_picture(asset_bytes("icons/chalkreel-128.png"))

    def board(self, board_id: str) -> QImage:
        """Give a board's page; boards that are not bundled show one of the bundled ones."""
        some = self._pages[zlib.crc32(board_id.encode()) % len(self._pages)]
        return _page(self._page_of.get(board_id, some))


def _portrait(hue: float) -> QImage:
    card = TestCard(TestCardOptions(hue=hue), ManualClock())
    shown = card.frame_at(MOMENT_S)
    card.close()
    if shown is None:
        raise RuntimeError("the test participant shows nothing")
    _size, jpeg = Thumbnails().jpeg(shown.frame, STREAM_THUMBNAIL)
    return decode_picture(jpeg)


@cache
def _page(asset: str) -> QImage:
    return decode_picture(asset_bytes(asset), QSize(BOARD_THUMBNAIL.width, BOARD_THUMBNAIL.height))
