"""What a file of a take is called."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.view_state import FileView
from chalkreel.domain.enums import MediaTrackType

WHITEBOARD = "whiteboard"
"""What stands for the publisher in the name of the whiteboard's own file (CONTRACT section 5)."""


def file_title(view: FileView) -> Phrase | None:
    """Say whose stream a file holds, and what of it where that is not both; ``None`` for what is of nobody alone."""
    if not view.owner:
        return None
    if view.owner == WHITEBOARD:
        return phrase("Whiteboard")
    if view.tracks is MediaTrackType.AUDIO:
        return phrase("{name} · sound", name=view.owner)
    if view.tracks is MediaTrackType.VIDEO:
        return phrase("{name} · picture", name=view.owner)
    return phrase("{name}", name=view.owner)
