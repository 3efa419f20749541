"""What a region can show: its words, its icon, and the list to pick it from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from chalkreel.domain.enums import ViewType
from chalkreel.domain.layout import Region
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.words import tr

Shown = tuple[ViewType, str]
"""The kind of view and, for one certain stream, its id."""

NEXT: Shown = (ViewType.AUDIO_VIDEO, "")
BOARD: Shown = (ViewType.WHITEBOARD, "")


def shown_in(region: Region) -> Shown:
    return region.view_type, "" if region.shows_whiteboard else region.stream_id


def choices(stream_ids: Sequence[str]) -> list[Shown]:
    return [NEXT, *((ViewType.AUDIO_VIDEO, stream_id) for stream_id in stream_ids), BOARD]


def word_of(shown: Shown, names: Mapping[str, str]) -> str:
    view_type, stream_id = shown
    if view_type is ViewType.WHITEBOARD:
        return tr("Whiteboard")
    return names.get(stream_id, stream_id) if stream_id else tr("Next to join")


def icon_of(shown: Shown) -> str:
    if shown[0] is ViewType.WHITEBOARD:
        return "board"
    return "user" if shown[1] else "people"


def title_of(region: Region, names: Mapping[str, str]) -> str:
    """Name a region where it stands alone: by its own name, else by what it shows."""
    return region.name or word_of(shown_in(region), names)


class ShownBox(QComboBox):
    """Lists what can be shown; what is shown by somebody who is not here is listed too."""

    def __init__(self, least_letters: int = 12, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least_letters)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(16, 16))

    def show_nothing(self, word: str) -> None:
        with QSignalBlocker(self):
            self.clear()
            self.addItem(word)

    def show_various(self, word: str, names: Mapping[str, str]) -> None:
        """Stand for several that differ; all of them can wait for the next to join."""
        self.show_choices([NEXT], NEXT, names)
        with QSignalBlocker(self):
            self.insertItem(0, word)
            self.setCurrentIndex(0)

    def show_choices(self, listed: Sequence[Shown], current: Shown, names: Mapping[str, str]) -> None:
        whole = list(listed) if current in listed else [*listed, current]
        with QSignalBlocker(self):
            self.clear()
            for shown in whole:
                self.addItem(icon(icon_of(shown)), word_of(shown, names), shown)
            self.setCurrentIndex(whole.index(current))

    def shown_at(self, index: int) -> Shown | None:
        data = self.itemData(index)
        if data is None:
            return None
        view_type, stream_id = data
        return ViewType(view_type), str(stream_id)
