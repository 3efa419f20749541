"""Keeping a long-running process small: what the C library does with memory that was given back."""

from __future__ import annotations

import ctypes
import sys

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""The numbers of ``M_MMAP_THRESHOLD`` and ``M_ARENA_MAX`` in glibc's ``malloc.h``."""

_ARENAS = 2
_LARGE_BYTES = 1 << 20


def use_memory_well() -> None:
    """Let all threads take memory from a few common pools; with one each, what one frees no other can use.

    Large pieces, pictures above all, come from the system and go back there: fresh they lie in huge pages, which
    makes the encoder a little faster. To be called before threads are started. Has an effect with glibc only.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, _ARENAS)
        library.mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)


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
