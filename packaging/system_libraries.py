"""Finds out which of the system's libraries and programs are missing, and which packages bring them."""

from __future__ import annotations

import contextlib
import ctypes
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from apt_packages import Need


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, and the packages that bring it: Debian's and Ubuntu's names, newest first."""

    file: str
    packages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A program that some tests ask, by name or by its places, and the packages that bring it."""

    name: str
    packages: tuple[str, ...]
    places: tuple[str, ...] = ()

    def is_there(self) -> bool:
        if self.places:
            return any(Path(place).exists() for place in self.places)
        return shutil.which(self.name) is not None


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
SCREEN_READER = (
    Program("Xvfb", ("xvfb",)),
    Program("dbus-run-session", ("dbus-daemon", "dbus")),
    Program("busctl", ("systemd",)),
    Program(
        "at-spi2-registryd", ("at-spi2-core",),
        ("/usr/libexec/at-spi2-registryd", "/usr/lib/at-spi2-core/at-spi2-registryd"),
    ),
)  # fmt: skip
"""What the one test needs that hears the canvas as a screen reader does; without it that test is left out."""
CHINESE_FONTS = ("fonts-noto-cjk", "fonts-wqy-zenhei", "fonts-droid-fallback")


def needs(groups: Sequence[str]) -> list[Need]:
    """What is missing of these groups.

    The group ``font`` is a Chinese font, without which only such text suffers; ``screen-reader`` serves one test.
    """
    missing = [library for group in groups for library in LIBRARIES.get(group, ()) if not loads(library.file)]
    found = [Need(library.file, library.packages) for library in missing]
    if "screen-reader" in groups:
        of_display = [library for library in LIBRARIES["display"] if not loads(library.file)]
        found += [Need(library.file, library.packages, is_essential=False) for library in of_display]
        absent = [program for program in SCREEN_READER if not program.is_there()]
        found += [Need(program.name, program.packages, is_essential=False) for program in absent]
    if "font" in groups and not has_chinese_font():
        found.append(Need("a Chinese font", CHINESE_FONTS, is_essential=False))
    return found


def loads(file: str) -> bool:
    """Whether the dynamic loader finds this library."""
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
