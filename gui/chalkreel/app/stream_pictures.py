"""How large the pictures of streams are decoded: as the canvas shows them, which for many people is small."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, QTimer, Slot

from chalkreel.controllers.view_state import RoomView
from chalkreel.ui.kit.picture_decoder import PictureDecoder

SMALLEST = QSize(160, 90)
"""Enough for the list of people on screens with small pixels."""
LOOK_AGAIN_MS = 150


class StreamPictures(QObject):
    """Keeps everybody's newest picture as it came, and has it decoded anew when the canvas shows it larger than before.

    The decoder, whose keys are the streams, is for these pictures only: many come each second, and go from it straight
    to those who show them.
    """

    def __init__(
        self, decoder: PictureDecoder, wanted_px: Callable[[str], QSize], owner: QObject | None = None
    ) -> None:
        super().__init__(owner)
        self._decoder = decoder
        self._wanted_px = wanted_px
        self._encoded: dict[str, bytes] = {}
        self._listed: frozenset[str] = frozenset()
        self._sizes: dict[str, QSize] = {}
        """How large the newest of each was decoded."""
        self._are_sizes_known = True
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AGAIN_MS)
        self._looking.timeout.connect(self._on_looking_timeout)

    def hear(self, stream_id: str, jpeg: bytes) -> None:
        """Take a stream's newest picture."""
        self._encoded[stream_id] = jpeg
        known = self._sizes.get(stream_id) if self._are_sizes_known else None
        self._decode(stream_id, known if known is not None else self._wanted(stream_id))

    def show_room(self, room: RoomView) -> None:
        """Forget the pictures of those who left."""
        listed = frozenset(stream.stream_id for stream in room.streams)
        for gone in self._listed - listed:  # not those whose picture came before the news of them
            self._encoded.pop(gone, None)
            self._sizes.pop(gone, None)
            self._decoder.forget(gone)
        self._listed = listed

    def look_again(self) -> None:
        """The canvas shows things in other sizes."""
        self._are_sizes_known = False
        if not self._looking.isActive():
            self._looking.start()

    def _decode(self, stream_id: str, wanted: QSize) -> None:
        self._sizes[stream_id] = wanted
        self._decoder.decode(stream_id, self._encoded[stream_id], wanted, by_halves=True)

    def _wanted(self, stream_id: str) -> QSize:
        return self._wanted_px(stream_id).expandedTo(SMALLEST)

    @Slot()
    def _on_looking_timeout(self) -> None:
        for stream_id in self._encoded:
            wanted = self._wanted(stream_id)
            if wanted != self._sizes[stream_id]:
                self._decode(stream_id, wanted)
        self._are_sizes_known = True
