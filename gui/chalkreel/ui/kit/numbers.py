"""Sizes and lengths as the host reads them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size_text(size_bytes: int) -> str:
    """Write a file size the way the desktop does."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def short_clock(milliseconds: int) -> str:
    """Write a time in a recording as M:SS, or H:MM:SS from an hour on."""
    seconds = milliseconds // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
