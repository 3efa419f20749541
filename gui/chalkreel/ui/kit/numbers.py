"""Sizes as the host reads them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size_text(size_bytes: int) -> str:
    """Write a file size the way the desktop does."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
