"""How a widget asks the stylesheet for one of its looks."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QLabel, QWidget

Role = Literal[
    "title", "heading", "strong", "muted", "caption", "timer", "problem",
    "panel", "card", "sunken", "divider", "backdrop", "notice-info", "notice-safe", "notice-problem",
    "button", "primary", "quiet", "segments", "segment",
]  # fmt: skip


def set_role(widget: QWidget, role: Role) -> None:
    """Give a widget the look of ``role``, also after it was shown in another one."""
    _set_property(widget, "role", role)


def set_invalid(widget: QWidget, is_invalid: bool) -> None:
    """Mark an input field whose content cannot stay."""
    _set_property(widget, "invalid", is_invalid)


def label(role: Role, *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """Make an empty label in a role."""
    made = QLabel()
    made.setWordWrap(wraps)
    if selectable:
        made.setTextInteractionFlags(made.textInteractionFlags().TextSelectableByMouse)
    set_role(made, role)
    return made


def frame(role: Role) -> QFrame:
    """Make an empty ground in a role."""
    made = QFrame()
    set_role(made, role)
    return made


def _set_property(widget: QWidget, name: str, value: object) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
