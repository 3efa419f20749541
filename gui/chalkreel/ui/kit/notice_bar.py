"""A message in place: what happened, with an icon and a button to put it away."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.icons import Tone, icon
from chalkreel.ui.kit.roles import frame, label, set_role
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING

NoticeKind = Literal["info", "safe", "problem"]
INFO_SHOWN_MS = 6000

_DISMISS = ActionSpec("dismiss", phrase("Dismiss"), phrase("Put this message away"), "close")
_ICONS: dict[NoticeKind, tuple[str, Tone]] = {
    "info": ("info", "accent_text"),
    "safe": ("safe", "safe_text"),
    "problem": ("warning", "problem_text"),
}


class NoticeBar(QWidget):
    """Shows one sentence until it is put away; good news goes away by itself.

    Signals:
        dismissed: the host put the message away.
    """

    dismissed = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._sentence: Phrase | None = None
        self._kind: NoticeKind = "info"
        self._ground = frame("notice-info")
        self._picture = QLabel()
        self._words = label("strong", wraps=True)
        set_role(self._words, "strong")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._dismiss = IconButton(_DISMISS, tone="text")
        self._dismiss.clicked.connect(self._on_dismiss_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INFO_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._assemble()
        self.hide()

    @property
    def sentence(self) -> Phrase | None:
        return self._sentence if not self.isHidden() else None

    def show_notice(self, sentence: Phrase, kind: NoticeKind = "problem") -> None:
        """Show a sentence; trouble stays until it is put away or cleared."""
        self._sentence, self._kind = sentence, kind
        match kind:
            case "info":
                set_role(self._ground, "notice-info")
            case "safe":
                set_role(self._ground, "notice-safe")
            case "problem":
                set_role(self._ground, "notice-problem")
        self._render()
        self.show()
        if kind == "problem":
            self._timer.stop()
        else:
            self._timer.start()

    def clear(self) -> None:
        self._timer.stop()
        self.hide()

    def _on_dismiss_clicked(self) -> None:
        self.clear()
        self.dismissed.emit()

    def _render(self) -> None:
        if self._sentence is None:
            return
        name, tone = _ICONS[self._kind]
        self._picture.setPixmap(icon(name, tone).pixmap(QSize(SPACING.icon, SPACING.icon), self.devicePixelRatioF()))
        self._words.setText(tr_phrase(self._sentence))
        self.setAccessibleName(self._words.text())

    def _assemble(self) -> None:
        row = QHBoxLayout(self._ground)
        row.setContentsMargins(SPACING.medium, SPACING.tight, SPACING.tight, SPACING.tight)
        row.setSpacing(SPACING.small)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ground)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._dismiss.retranslate()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._render()
        super().changeEvent(event)
