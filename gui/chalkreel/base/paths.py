"""Where the app keeps its files: per user by the platform's custom, or all below one profile folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "Chalkreel"


@dataclass(frozen=True, slots=True)
class Paths:
    """The app's folders. ``data`` is kept, ``cache`` may be lost, ``recordings`` is where the host looks."""

    data: Path
    cache: Path
    log: Path
    recordings: Path

    @classmethod
    def for_user(cls) -> Paths:
        """Use the platform's own places."""
        return cls(
            data=platformdirs.user_data_path(APP_NAME, appauthor=False),
            cache=platformdirs.user_cache_path(APP_NAME, appauthor=False),
            log=platformdirs.user_log_path(APP_NAME, appauthor=False),
            recordings=platformdirs.user_videos_path() / APP_NAME,
        )

    @classmethod
    def under(cls, profile: Path) -> Paths:
        """Keep everything below one folder: a second profile, a demo, a test."""
        root = profile.expanduser().absolute()
        return cls(data=root / "data", cache=root / "cache", log=root / "log", recordings=root / "recordings")

    @classmethod
    def chosen(cls, profile: Path | None) -> Paths:
        """Take the profile given on the command line, or the user's own places."""
        return cls.for_user() if profile is None else cls.under(profile)

    @property
    def settings_file(self) -> Path:
        return self.data / "settings.json"

    @property
    def journal_file(self) -> Path:
        return self.data / "journal.sqlite"

    @property
    def drafts(self) -> Path:
        """One file per room with the layouts being edited."""
        return self.data / "drafts"

    @property
    def layouts_file(self) -> Path:
        """The layouts the host has kept by name."""
        return self.data / "layouts.json"

    @property
    def board_pictures(self) -> Path:
        """Small pictures of boards that were on air in takes."""
        return self.data / "board-pictures"

    @property
    def studio(self) -> Path:
        """The local engine's data folder."""
        return self.data / "studio"

    @property
    def log_file(self) -> Path:
        return self.log / "chalkreel.log"

    def create(self) -> None:
        """Make the folders; those with private content for this user only."""
        for folder in (self.data, self.cache, self.log, self.studio):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.recordings.mkdir(parents=True, exist_ok=True)
