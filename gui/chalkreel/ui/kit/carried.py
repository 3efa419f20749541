"""What is dragged from one panel to another: named here, so that the panels need not know each other."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

STREAM_MIME = "application/x-chalkreel-stream"
BOARD_MIME = "application/x-chalkreel-board"


def carried_stream(stream_id: str) -> QMimeData:
    return _mime(STREAM_MIME, stream_id)


def carried_board(board_id: str) -> QMimeData:
    return _mime(BOARD_MIME, board_id)


def stream_in(mime: QMimeData) -> str:
    """Tell the stream that is dragged; empty for anything else."""
    return _text(mime, STREAM_MIME)


def board_in(mime: QMimeData) -> str:
    return _text(mime, BOARD_MIME)


def _mime(kind: str, name: str) -> QMimeData:
    mime = QMimeData()
    mime.setData(kind, name.encode())
    return mime


def _text(mime: QMimeData, kind: str) -> str:
    return bytes(mime.data(kind).data()).decode("utf-8", "replace") if mime.hasFormat(kind) else ""
