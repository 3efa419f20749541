"""Buttons that are made from an action's description and say why they cannot be pressed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.icons import Tone, icon
from chalkreel.ui.kit.roles import Role, set_role
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING


class ButtonKeys(QShortcut):
    """The keys of a button; they press it at once, where a button's own shortcut waits 100 ms for its animation.

    Of an exclusive group the pressed button gives its keys up, so that two of them can share one key.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self.setAutoRepeat(False)
        self.activated.connect(button.click)
        button.toggled.connect(self._on_button_toggled)

    def _on_button_toggled(self, is_checked: bool) -> None:
        self.setEnabled(not is_checked or self._button.group() is None)


class ActionButton(QPushButton):
    """A button with icon and word."""

    def __init__(self, spec: ActionSpec, role: Role = "button", owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, role)
        self._role: Role = role
        self._spec = spec
        self._blocked: Phrase | None = None
        self._keys = ButtonKeys(self)
        self.show_action(spec)

    def show_action(self, spec: ActionSpec) -> None:
        """Become the button of another action (Pause becomes Resume)."""
        self._spec = spec
        if spec.icon:
            self.setIcon(icon(spec.icon, "on_accent" if self._role == "primary" else spec.tone))
        self.retranslate()

    def allow(self, is_allowed: bool, blocked: Phrase | None = None) -> None:
        """Enable it, or disable it with the reason as its tooltip."""
        self._blocked = None if is_allowed else blocked
        self.setEnabled(is_allowed)
        self.setToolTip(_tip(self._spec, self._blocked))

    def retranslate(self) -> None:
        self.setText(tr_phrase(self._spec.label))
        self._keys.setKey(QKeySequence(self._spec.shortcut))
        _describe(self, self._spec, self._blocked)

    def setText(self, text: str) -> None:
        # Qt sets icon and word close together: an icon that is wider than its shape keeps them apart.
        gap_px = SPACING.tight if text else 0
        self.setIconSize(QSize(SPACING.icon + gap_px, SPACING.icon))
        super().setText(text)


class IconButton(QToolButton):
    """A quiet button with an icon only; its word is its accessible name and tooltip."""

    def __init__(self, spec: ActionSpec, owner: QWidget | None = None, tone: Tone = "text_muted") -> None:
        super().__init__(owner)
        set_role(self, "quiet")
        self._spec = spec
        self._tone: Tone = tone
        self._blocked: Phrase | None = None
        self._keys = ButtonKeys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(16, 16))
        self.show_action(spec)

    def show_action(self, spec: ActionSpec, tone: Tone | None = None) -> None:
        self._spec = spec
        self.setIcon(icon(spec.icon, tone or self._tone))
        self.retranslate()

    def allow(self, is_allowed: bool, blocked: Phrase | None = None) -> None:
        """Enable it, or disable it with the reason as its tooltip."""
        self._blocked = None if is_allowed else blocked
        self.setEnabled(is_allowed)
        self.setToolTip(_tip(self._spec, self._blocked))

    def retranslate(self) -> None:
        self._keys.setKey(QKeySequence(self._spec.shortcut))
        _describe(self, self._spec, self._blocked)


def _describe(button: QAbstractButton, spec: ActionSpec, blocked: Phrase | None) -> None:
    button.setObjectName(spec.action_id)
    button.setAccessibleName(tr_phrase(spec.label))
    button.setAccessibleDescription(tr_phrase(spec.tip))
    button.setToolTip(_tip(spec, blocked))


def _tip(spec: ActionSpec, blocked: Phrase | None) -> str:
    return spec.tip_text() if blocked is None else tr_phrase(blocked)
