"""A sentence beneath a field, with a sign: what is wrong, or what to mind."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.ui.kit.icons import Tone, icon
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING

_ICON_PX = 14


class Note(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._sign = QLabel()
        self._words = label("caption", wraps=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._typed: Phrase | None = None
        self._found: tuple[Phrase, ...] = ()
        self._is_quiet = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.tight)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def show_typed(self, sentence: Phrase | None) -> None:
        """Say what is wrong with what is being typed; it goes before all else."""
        self._typed = sentence
        self._render()

    def show_found(self, sentences: Iterable[Phrase], *, is_quiet: bool = False) -> None:
        """Say what holds of the value that is there; quietly where it is no problem."""
        self._found, self._is_quiet = tuple(sentences), is_quiet
        self._render()

    def _render(self) -> None:
        sentences = (self._typed,) if self._typed is not None else self._found
        self.setVisible(bool(sentences))
        if not sentences:
            return
        is_quiet = self._is_quiet and self._typed is None
        tone: Tone = "text_muted" if is_quiet else "problem_text"
        self._words.setText("\n".join(tr_phrase(sentence) for sentence in sentences))
        set_role(self._words, "caption" if is_quiet else "problem")
        sign = icon("info" if is_quiet else "warning", tone)
        self._sign.setPixmap(sign.pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._render()
        super().changeEvent(event)
