"""What the host can do in the side column, as data."""

from __future__ import annotations

from chalkreel.base.phrase import phrase
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.stage_actions import SPECS, Command
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace

SIDE = ActionSpec(
    "side-column", phrase("Layers and inspector"), phrase("Show the layers, and all about what is selected"), "side",
    "F4",
)  # fmt: skip
RENAME = ActionSpec(
    "rename-region", phrase("Rename"), phrase("Give the region a name of its own"), "draft", "F2",
    place=KeyPlace.LAYERS,
)  # fmt: skip
HIDE = ActionSpec(
    "hide", phrase("Hide or show"), phrase("Take the selected regions out of the picture, or bring them back"),
    "eye-off", "Ctrl+E", place=KeyPlace.CANVAS,
)  # fmt: skip
HIDDEN = phrase("This region is hidden. {key} brings it back.", key=HIDE.shortcut)

MENU: tuple[ActionSpec | None, ...] = (
    RENAME, SPECS[Command.DUPLICATE], actions.DELETE, None,
    SPECS[Command.TO_FRONT], actions.RAISE, actions.LOWER, SPECS[Command.TO_BACK], None,
    SPECS[Command.LOCK], HIDE, None,
)  # fmt: skip
"""The menu of a layer; ``None`` is a line between."""
