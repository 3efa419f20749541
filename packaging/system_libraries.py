"""Finds out which of the system's libraries are missing, by loading them, and has apt install those."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import apt_packages
from failure import SetupFailure


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, and the packages that bring it: Debian's and Ubuntu's names, newest first."""

    file: str
    packages: tuple[str, ...]


LIBRARIES: dict[str, tuple[Library, ...]] = {
    "offscreen": (
        Library("libGL.so.1", ("libgl1",)),
        Library("libEGL.so.1", ("libegl1",)),
        Library("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
        Library("libdbus-1.so.3", ("libdbus-1-3",)),
        Library("libfontconfig.so.1", ("libfontconfig1",)),
        Library("libxkbcommon.so.0", ("libxkbcommon0",)),
    ),
    "multimedia": (
        Library("libpulse.so.0", ("libpulse0",)),
        Library("libXrandr.so.2", ("libxrandr2",)),
    ),
    "display": (
        Library("libxcb-cursor.so.0", ("libxcb-cursor0",)),
        Library("libxcb-icccm.so.4", ("libxcb-icccm4",)),
        Library("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
        Library("libxcb-shape.so.0", ("libxcb-shape0",)),
        Library("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    ),
}
CHINESE_FONTS = ("fonts-noto-cjk", "fonts-wqy-zenhei", "fonts-droid-fallback")


def ensure(groups: Sequence[str]) -> None:
    """Have every library of these groups; a Chinese font (group ``font``) only where that is easy."""
    missing = [library for group in groups for library in LIBRARIES.get(group, ()) if not _loads(library.file)]
    if missing:
        files = ", ".join(library.file for library in missing)
        apt_packages.install([library.packages for library in missing], f"for {files}")
        still_missing = [library.file for library in missing if not _loads(library.file)]
        if still_missing:
            raise SetupFailure(f"Still missing after the installation: {', '.join(still_missing)}.")
    if "font" in groups and not has_chinese_font():
        try:
            apt_packages.install([CHINESE_FONTS], "to show Chinese text")
        except SetupFailure as failure:  # without it only Chinese text is unreadable
            print(f"Chinese text will show as boxes. {failure}", file=sys.stderr)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


class _FontSet(ctypes.Structure):
    """Fontconfig's list of fonts found."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p))


def has_chinese_font() -> bool:
    """Ask fontconfig whether some font covers Chinese; no answer counts as no."""
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL("libfontconfig.so.1")
        library.FcNameParse.restype = library.FcObjectSetCreate.restype = ctypes.c_void_p
        library.FcFontList.restype = ctypes.POINTER(_FontSet)
        library.FcFontList.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
        library.FcObjectSetAdd.argtypes = (ctypes.c_void_p, ctypes.c_char_p)
        wanted = library.FcNameParse(b":lang=zh-cn")
        names = library.FcObjectSetCreate()
        library.FcObjectSetAdd(names, b"family")
        found = library.FcFontList(None, wanted, names)
        return bool(found) and found.contents.count > 0
    return False
