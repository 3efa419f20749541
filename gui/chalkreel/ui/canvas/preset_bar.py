"""What can be chosen in a preset: who gets the large view, and with how many views it is tried."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.domain.presets import LARGE_VIEW_MODES
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.content import StageContent
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr, tr_count, tr_phrase
from chalkreel.ui.theme import SPACING

AS_PRESENT = 0


class RehearsalSlider(QSlider):
    """From "as now" at its left end to the most views a picture has; Escape goes back to now."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, owner)
        self.setRange(AS_PRESENT, MAX_VIEWS)
        self.setPageStep(5)
        self.setMinimumWidth(72)
        self.setMaximumWidth(160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.value() != AS_PRESENT:
            self.setValue(AS_PRESENT)
            return
        super().keyPressEvent(event)


class PresetBar(QWidget):
    """Stands in the row below the stage while the draft is a preset; owned by the canvas panel.

    Signals:
        large_view_chosen(str): the stream that is to have the large view; empty for the first to join.
        rehearsal_wished(int): try with so many views, ``AS_PRESENT`` for those that are here.
    """

    large_view_chosen = Signal(str)
    rehearsal_wished = Signal(int)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._content = StageContent()
        self._has_words = False
        self._large_word = label("muted")
        self._large = QComboBox()
        self._try_word = label("muted")
        self._slider = RehearsalSlider()
        self._count = QLabel()
        self._large_keys = QShortcut(QKeySequence(actions.LARGE_VIEW.shortcut), self)
        self._slider_keys = QShortcut(QKeySequence(actions.REHEARSE.shortcut), self)
        self._build()
        self._large.activated.connect(self._on_large_activated)
        self._slider.valueChanged.connect(self._on_slider_changed)
        self._large_keys.activated.connect(self._on_large_keys)
        self._slider_keys.activated.connect(self._on_slider_keys)
        self._retranslate()

    @property
    def views(self) -> int:
        """With how many views the layout is tried, ``AS_PRESENT`` for none made up."""
        return self._slider.value()

    def show_content(self, content: StageContent) -> None:
        """Show whose choice there is; ``content`` is the real one, never a rehearsal."""
        self._content = content
        self._render()

    def show_words(self, has_words: bool) -> None:
        """Say beside each choice what it is, where there is room for that."""
        if has_words != self._has_words:
            self._has_words = has_words
            self._render()

    def rehearse(self, views: int) -> None:
        self._slider.setValue(views)

    def end_rehearsal(self) -> None:
        self._slider.setValue(AS_PRESENT)

    def minimumSizeHint(self) -> QSize:
        """Keep the room of the large view's choice where a mode has none, so that no column moves with it."""
        hint = super().minimumSizeHint()
        parts = [self._large, *([self._large_word] if self._has_words else [])]
        kept = sum(part.minimumSizeHint().width() + SPACING.small for part in parts if part.isHidden())
        return QSize(hint.width() + kept, hint.height())

    def _build(self) -> None:
        self._large.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._large.setMinimumContentsLength(8)
        self._large.setMaximumWidth(180)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        for part in (self._large_word, self._large, self._try_word, self._slider, self._count):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _on_large_activated(self, index: int) -> None:
        stream_id = str(self._large.itemData(index))
        if stream_id != self._content.layout.large_stream_id:
            self.large_view_chosen.emit(stream_id)

    def _on_slider_changed(self, views: int) -> None:
        self._render_count()
        self.rehearsal_wished.emit(views)

    def _on_large_keys(self) -> None:
        if self._large.isVisible() and self._large.isEnabled():
            self._large.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._large.showPopup()

    def _on_slider_keys(self) -> None:
        if self._slider.isVisible():
            self._slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _render(self) -> None:
        content = self._content
        has_large = content.layout.mode in LARGE_VIEW_MODES
        self._large.setVisible(has_large)
        self._large_word.setVisible(has_large and self._has_words)
        self._try_word.setVisible(self._has_words)
        is_boards = board_is_large(content)
        self._large.setEnabled(not is_boards)
        self._large.setToolTip(tr_phrase(actions.BOARD_IS_LARGE) if is_boards else actions.LARGE_VIEW.tip_text())
        chosen = content.layout.large_stream_id
        choices = {"": tr("First to join"), **content.names}
        if chosen not in choices:
            choices[chosen] = tr("{name} (not here)", name=chosen)
        with QSignalBlocker(self._large):
            self._large.clear()
            for stream_id, name in choices.items():
                self._large.addItem(name, stream_id)
            self._large.setCurrentIndex(list(choices).index(chosen))
        self._render_count()

    def _render_count(self) -> None:
        views = self._slider.value()
        self._count.setText(tr_count("{n} view", "{n} views", views) if views else tr("as now"))
        self._slider.setAccessibleDescription(self._count.text())

    def _retranslate(self) -> None:
        self._large_word.setText(tr_phrase(actions.LARGE_VIEW.label))
        self._try_word.setText(tr_phrase(actions.REHEARSE.label))
        _describe(self._large, actions.LARGE_VIEW)
        _describe(self._slider, actions.REHEARSE)
        # So wide that the slider stays where it is, whatever the number.
        widest = max(
            self._count.fontMetrics().horizontalAdvance(words)
            for words in (tr("as now"), tr_count("{n} view", "{n} views", MAX_VIEWS))
        )
        self._count.setMinimumWidth(widest)
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def board_is_large(content: StageContent) -> bool:
    """Whether a board on air takes the large view, whoever is named for it (CONTRACT section 7)."""
    is_open = content.has_whiteboard and content.board is not None
    return content.layout.mode in LARGE_VIEW_MODES and is_open


def _describe(widget: QWidget, spec: ActionSpec) -> None:
    widget.setObjectName(spec.action_id)
    widget.setAccessibleName(tr_phrase(spec.label))
    widget.setToolTip(spec.tip_text())
