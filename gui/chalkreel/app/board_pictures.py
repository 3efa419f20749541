"""Which pictures of boards are decoded, and how large: those in view small, those that are recorded whole."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage

from chalkreel.controllers.view_state import BoardsView
from chalkreel.domain.limits import MAX_CANVAS_SIDE_PX
from chalkreel.ui.kit.picture_decoder import PictureDecoder
from chalkreel.ui.whiteboards.board_delegate import TALL

WHOLE, SMALL = "board:", "thumbnail:"
AT_LEAST = QSize(MAX_CANVAS_SIDE_PX, MAX_CANVAS_SIDE_PX)
"""As much as any canvas shows; what is far larger would cost the window's own thread too much at each new size."""


def small_fits() -> QSize:
    """Give how large the picker paints a board, in the px of the finest screen; scaled so, it is only copied there."""
    return TALL.picture * cast(QGuiApplication, QGuiApplication.instance()).devicePixelRatio()


class BoardPictures(QObject):
    """Keeps every board's newest picture as it came, which is small, and decodes only what is looked at.

    Signals:
        whole_decoded: the picture of a board that is, or is about to be, on the canvas.
        small_decoded: a picture for the picker.
        heard: a board has another picture now.
    """

    heard = Signal(str)
    whole_decoded = Signal(str, QImage)
    small_decoded = Signal(str, QImage)

    def __init__(self, decoder: PictureDecoder, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._decoder = decoder
        self._encoded: dict[str, bytes] = {}
        self._wanted: set[str] = set()
        self._listed: set[str] = set()
        self._on_canvas: frozenset[str] = frozenset()
        cast(QGuiApplication, QGuiApplication.instance()).screenAdded.connect(self._on_screen_added)

    def hear(self, board_id: str, jpeg: bytes) -> None:
        """Take a board's newest picture."""
        self._encoded[board_id] = jpeg
        self.heard.emit(board_id)
        if board_id in self._wanted:
            self._decode_small(board_id)
        if board_id in self._on_canvas:
            self._decoder.decode(WHOLE + board_id, jpeg, AT_LEAST, by_halves=True)

    def encoded(self, board_id: str) -> bytes:
        """Give a board's newest picture as it came, or nothing."""
        return self._encoded.get(board_id, b"")

    def want(self, board_id: str) -> None:
        """Learn that the picker paints a board; from then on it gets its pictures."""
        self._wanted.add(board_id)
        self._decode_small(board_id)

    def show_boards(self, view: BoardsView) -> None:
        """Learn which boards there are and which of them the canvas shows, now or next."""
        kept = {board.board_id for board in view.boards}
        for gone in self._listed - kept:  # not those whose picture came before the news of them
            self._encoded.pop(gone, None)
            for prefix in (WHOLE, SMALL):
                self._decoder.forget(prefix + gone)
        self._listed = kept
        self._wanted &= kept
        before = self._on_canvas
        self._on_canvas = frozenset(
            board.board_id for board in view.boards if board.is_on_air or board.is_pending or board.is_next
        )
        for board_id in self._on_canvas - before:
            if board_id in self._encoded:
                self._decoder.decode(WHOLE + board_id, self._encoded[board_id], AT_LEAST, by_halves=True)

    def take_decoded(self, key: str, image: QImage) -> None:
        """Pass on a decoded picture if it is one of a board."""
        for prefix, decoded in ((WHOLE, self.whole_decoded), (SMALL, self.small_decoded)):
            if key.startswith(prefix):
                decoded.emit(key.removeprefix(prefix), image)

    def _on_screen_added(self) -> None:
        # It may be finer than those there were.
        for board_id in self._wanted:
            self._decode_small(board_id)

    def _decode_small(self, board_id: str) -> None:
        if board_id in self._encoded:
            self._decoder.decode(SMALL + board_id, self._encoded[board_id], small_fits())
