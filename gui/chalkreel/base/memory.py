"""Keeping a long-running process small: what the C library does with memory that was given back."""

from __future__ import annotations

import ctypes
import sys

_ARENA_MAX = -8
"""The number of ``M_ARENA_MAX`` in glibc's ``malloc.h``."""

_ARENAS = 2


def share_arenas() -> None:
    """Let all threads take memory from a few common pools; with one each, what one frees no other can use.

    To be called before threads are started. Has an effect with glibc only.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)


def give_back_memory() -> None:
    """Return what is free at the moment to the system; takes some milliseconds. Has an effect with glibc only."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
