"""From StorageParams to a place: a folder (``EndPoint`` ``file:///…``) or a bucket that speaks the S3 protocol.

Rules of a folder are checked at once. What is wrong with a bucket shows when it is used: StartRecord does not fail
for it (CONTRACT section 3), the files end in the backup folder.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.storage import StorageParams
from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import Vendor

_LOCAL_HOSTS = ("", "localhost")
_FORBIDDEN_IN_FOLDERS = frozenset('\\\0:*?"<>|')


class PlaceRefused(Exception):  # noqa: N818 - read as a fact
    """Storage parameters lead nowhere Studio may write; ``sentence`` names the member."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class PlaceLeadsOutside(OSError):  # noqa: N818 - read as a fact
    """Something on disk, a link perhaps, leads out of the folder that was named."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for finished files, inside ``root``."""

    root: Path
    folders: tuple[str, ...]

    @property
    def path(self) -> Path:
        return self.root.joinpath(*self.folders)

    def prepare(self) -> Path:
        """Make the folder and see that it really lies inside ``root``; raises ``OSError``. Blocks."""
        self.path.mkdir(parents=True, exist_ok=True)
        real = self.path.resolve(strict=True)
        if not real.is_relative_to(self.root.resolve(strict=True)):
            raise PlaceLeadsOutside("the folder leads outside")
        return self.path


def place_of(storage: StorageParams, output_folder: str) -> Place | S3Place:
    """Read where files go; raises ``PlaceRefused``. Touches no disk and no network."""
    end_point = storage.end_point or ""
    if storage.vendor is Vendor.S3_COMPATIBLE and end_point.strip().lower().startswith("file:"):
        folders = (*_folders("StorageParams.Bucket", storage.bucket or ""), *_folders(_OUTPUT_FOLDER, output_folder))
        return Place(_root(end_point), folders)
    if "@" in end_point:
        raise PlaceRefused(phrase("{member} must hold no user name and no key.", member=_END_POINT))
    return S3Place.of(storage, output_folder)


_OUTPUT_FOLDER = "RecordOutputParams.OutputFolder"
_END_POINT = "StorageParams.EndPoint"


def _root(end_point: str) -> Path:
    parts = urlsplit(end_point)
    text = unquote(parts.path)
    if parts.scheme.lower() != "file" or parts.netloc.lower() not in _LOCAL_HOSTS or parts.query or parts.fragment:
        raise PlaceRefused(phrase("{member} is no file:/// address of a folder.", member=_END_POINT))
    if not text.startswith("/") or "\0" in text:
        raise PlaceRefused(phrase("{member} names no absolute path.", member=_END_POINT))
    if ".." in text.replace("\\", "/").split("/"):
        raise PlaceRefused(phrase("{member} must not lead upwards.", member=_END_POINT))
    path = Path(url2pathname(parts.path)) if sys.platform == "win32" else Path(text)
    return Path(os.path.normpath(path))


def _folders(member: str, text: str) -> tuple[str, ...]:
    if text.startswith("/") or any(character in _FORBIDDEN_IN_FOLDERS or ord(character) < 32 for character in text):
        raise PlaceRefused(phrase("{member} is no path of folders below the storage's folder.", member=member))
    names = [name for name in text.split("/") if name not in ("", ".")]
    if any(name.strip() in ("..", ".", "") or name.endswith(" ") for name in names):
        raise PlaceRefused(phrase("{member} leads outside the storage's folder.", member=member))
    return tuple(names)
