"""How large the pictures of streams are decoded: as the canvas shows them, which for many people is small."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from chalkreel.controllers.view_state import RoomView
from chalkreel.ui.kit.picture_decoder import PictureDecoder

STREAM = "stream:"
SMALLEST = QSize(160, 90)
"""Enough for the list of people on screens with small pixels."""
LOOK_AGAIN_MS = 150


class StreamPictures(QObject):
    """Keeps everybody's newest picture as it came, and decodes it anew when the canvas shows it larger than before.

    Signals:
        decoded(str, QImage): the newest picture of a stream.
    """

    decoded = Signal(str, QImage)

    def __init__(
        self, decoder: PictureDecoder, wanted_px: Callable[[str], QSize], owner: QObject | None = None
    ) -> None:
        super().__init__(owner)
        self._decoder = decoder
        self._wanted_px = wanted_px
        self._encoded: dict[str, bytes] = {}
        self._listed: frozenset[str] = frozenset()
        self._sizes: dict[str, QSize] = {}
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AGAIN_MS)
        self._looking.timeout.connect(self._on_looking_timeout)

    def hear(self, stream_id: str, jpeg: bytes) -> None:
        """Take a stream's newest picture."""
        self._encoded[stream_id] = jpeg
        self._decode(stream_id)

    def show_room(self, room: RoomView) -> None:
        """Forget the pictures of those who left."""
        listed = frozenset(stream.stream_id for stream in room.streams)
        for gone in self._listed - listed:  # not those whose picture came before the news of them
            self._encoded.pop(gone, None)
            self._sizes.pop(gone, None)
            self._decoder.forget(STREAM + gone)
        self._listed = listed

    def look_again(self) -> None:
        """The canvas shows things in other sizes."""
        if not self._looking.isActive():
            self._looking.start()

    def take_decoded(self, key: str, image: QImage) -> bool:
        """Pass on a decoded picture; tell whether it was one of a stream."""
        if not key.startswith(STREAM):
            return False
        self.decoded.emit(key.removeprefix(STREAM), image)
        return True

    def _decode(self, stream_id: str) -> None:
        wanted = self._sizes[stream_id] = self._wanted_px(stream_id).expandedTo(SMALLEST)
        self._decoder.decode(STREAM + stream_id, self._encoded[stream_id], wanted, by_halves=True)

    @Slot()
    def _on_looking_timeout(self) -> None:
        for stream_id in self._encoded:
            if self._wanted_px(stream_id).expandedTo(SMALLEST) != self._sizes[stream_id]:
                self._decode(stream_id)
