"""The one large button of the app: round while it can record, square while it records."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from chalkreel.ui.theme import RADII, SPACING, Colors, current_tokens

_MARK_PX = 16


class RecordButton(QAbstractButton):
    """Shows the word and shape of Record, Stop or of what runs; its owner sets text, shape and permission.

    ``is_running`` paints it as a sign, not as a button: what it says is going on, and it cannot be pressed. Red
    only while something is really recorded.
    """

    def __init__(self, owner: QWidget | None = None, *, is_square: bool = False) -> None:
        super().__init__(owner)
        self._is_square = is_square
        self._is_running = False
        self._is_recording = False
        self._longest_words: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def is_running(self) -> bool:
        return self._is_running

    def show_running(self, is_running: bool, is_recording: bool) -> None:
        if (is_running, is_recording) != (self._is_running, self._is_recording):
            self._is_running, self._is_recording = is_running, is_recording
            self.update()

    def make_room_for(self, *words: str) -> None:
        """Stay wide enough for all of these, so that what stands beside it keeps its place."""
        self._longest_words = words
        self.updateGeometry()

    def _paint_content(self, painter: QPainter, color: str) -> None:
        font = self._strong_font()
        painter.setFont(font)
        words_px = painter.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - words_px - _MARK_PX - SPACING.small) / 2
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        mark = QRectF(left, middle - _MARK_PX / 2, _MARK_PX, _MARK_PX)
        if self._is_square:
            painter.drawRoundedRect(mark.adjusted(1, 1, -1, -1), 3, 3)
        else:
            painter.drawEllipse(mark)
        painter.setPen(QColor(color))
        words = QRectF(left + _MARK_PX + SPACING.small, 0, words_px + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def _look(self, colors: Colors) -> tuple[str, str, str]:
        """Ground, words and outline of the present state."""
        if self._is_running and not self._is_recording:
            return colors.hover, colors.text, colors.hover
        if self._is_running:
            return colors.record_soft, colors.record_text, colors.record_soft
        if not self.isEnabled():
            return colors.hover, colors.text_disabled, colors.hover
        if self._is_square:
            ground = colors.hover if self.underMouse() else colors.raised
            return (colors.sunken if self.isDown() else ground), colors.record_text, colors.record
        ground = colors.record_hover if self.underMouse() else colors.record
        return (colors.record_pressed if self.isDown() else ground), colors.on_record, colors.record

    def _strong_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current_tokens().sizes.heading + 1)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = QFontMetrics(self._strong_font())
        words = max(metrics.horizontalAdvance(text) for text in (self.text(), *self._longest_words))
        return QSize(words + _MARK_PX + SPACING.small + 2 * SPACING.wide, SPACING.touch_height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = current_tokens().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, words, outline = self._look(colors)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(outline), 1))
        radius = RADII.card if self._is_square else box.height() / 2
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.text), 2))
            painter.drawRoundedRect(box, radius, radius)
        self._paint_content(painter, words)
        painter.end()
