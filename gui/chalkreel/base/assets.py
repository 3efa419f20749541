"""The only reader of what is bundled: themes, icons, translations, boards and sample rooms."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent.parent
_BUNDLED = _PACKAGE / "_resources"
"""Where a wheel and a frozen app keep them."""
_SOURCE = _PACKAGE.parent.parent / "resources"
"""Where a checkout keeps them."""


class AssetNameError(ValueError):
    """A name that could lead outside the bundled files."""


def asset_root() -> Path:
    """Find the folder of the bundled files, the same from source, wheel and frozen app."""
    return _BUNDLED if _BUNDLED.is_dir() else _SOURCE


def asset_path(name: str) -> Path:
    """Find a bundled file or folder by its relative name with forward slashes.

    Raises ``AssetNameError`` for absolute names and names with ``..``, ``FileNotFoundError`` where there is none.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith(("/", "~")) or "\\" in name or ":" in name or ".." in parts:
        raise AssetNameError(name)
    path = asset_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(name)
    return path


def asset_bytes(name: str) -> bytes:
    return asset_path(name).read_bytes()


def asset_text(name: str) -> str:
    return asset_path(name).read_text(encoding="utf-8")
