"""The boards of a take one below the other, each with its picture and time: a click jumps there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chalkreel.domain.chapters import Chapter
from chalkreel.domain.recording_time import short_clock
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.lines import in_lines
from chalkreel.ui.kit.thumbnail import paint_thumbnail
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import RADII, SPACING, current_tokens

_Index = QModelIndex | QPersistentModelIndex
_PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN_ROLE = Qt.ItemDataRole.UserRole + 2
PICTURE = QSize(96, 54)
ROW_PX = 66


class ChapterModel(QAbstractListModel):
    """Holds the chapters of one take, which of them is shown now, and their pictures by number."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._chapters: tuple[Chapter, ...] = ()
        self._pictures: dict[int, QImage] = {}
        self._shown = -1

    @property
    def shown(self) -> int:
        return self._shown

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return self._chapters

    def show_chapters(self, chapters: tuple[Chapter, ...], pictures: Mapping[int, QImage]) -> None:
        if chapters == self._chapters:
            self.show_pictures(pictures)
            return
        self.beginResetModel()
        self._chapters, self._pictures, self._shown = chapters, dict(pictures), -1
        self.endResetModel()

    def show_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Take over pictures by the numbers of their chapters."""
        self._pictures = dict(pictures)
        if self._chapters:
            self.dataChanged.emit(self.index(0), self.index(len(self._chapters) - 1), [_PICTURE_ROLE])

    def show_moment(self, at_ms: int) -> bool:
        """Mark the chapter of a moment; tell whether it is another one than before."""
        shown = next((n for n, one in enumerate(self._chapters) if one.start_ms <= at_ms < one.end_ms), -1)
        if shown == self._shown:
            return False
        before, self._shown = self._shown, shown
        for place in (before, shown):
            if place >= 0:
                self.dataChanged.emit(self.index(place), self.index(place))
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._chapters)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        chapter = self._chapters[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return chapter
            case _ if role == _PICTURE_ROLE:
                return self._pictures.get(index.row())
            case _ if role == _SHOWN_ROLE:
                return index.row() == self._shown
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return chapter.title
            case Qt.ItemDataRole.AccessibleTextRole:
                told = tr("{title}, from {time}", title=chapter.title, time=short_clock(chapter.start_ms))
                return tr("{what}, shown now", what=told) if index.row() == self._shown else told
        return None


class ChapterStrip(QListView):
    """Shows the chapters; owned by the player.

    Signals:
        chapter_requested: the host wants to see this moment, in ms of the take.
    """

    chapter_requested = Signal(int)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.chapters = ChapterModel(self)
        self.setModel(self.chapters)
        self.setItemDelegate(_ChapterDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(PICTURE.width() + 190)
        self.clicked.connect(self._on_activated)
        self.activated.connect(self._on_activated)

    def show_moment(self, at_ms: int) -> bool:
        if not self.chapters.show_moment(at_ms):
            return False
        if self.chapters.shown >= 0:
            self.scrollTo(self.chapters.index(self.chapters.shown))
        return True

    def _on_activated(self, index: QModelIndex) -> None:
        chapter = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(chapter, Chapter):
            self.chapter_requested.emit(chapter.start_ms)


class _ChapterDelegate(QStyledItemDelegate):
    """Paints a picture, a time, and a title on two lines; what is shown now has a bar and a shape."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colors = current_tokens().colors
        chapter, is_shown = index.data(Qt.ItemDataRole.UserRole), bool(index.data(_SHOWN_ROLE))
        box = QRectF(option.rect).adjusted(SPACING.tight, 1, -SPACING.tight, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_shown or is_pointed or has_focus:
            painter.setPen(QColor(colors.accent) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft if is_shown else colors.hover if is_pointed else colors.surface))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADII.control, RADII.control)
        place = QRectF(
            box.left() + SPACING.tight, box.center().y() - PICTURE.height() / 2, PICTURE.width(), PICTURE.height()
        )
        paint_thumbnail(painter, place, index.data(_PICTURE_ROLE) or QImage(), "board")
        words = box.adjusted(PICTURE.width() + 3 * SPACING.tight, SPACING.tight, -SPACING.tight, -SPACING.tight)
        self._paint_words(painter, option, words, chapter, is_shown)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, chapter: Chapter, is_shown: bool
    ) -> None:
        colors = current_tokens().colors
        font = QFont(option.font)
        painter.setFont(font)
        line_px = painter.fontMetrics().height()
        first = QRectF(box.left(), box.top(), box.width(), line_px)
        if is_shown:
            paint_icon(painter, QRectF(first.left(), first.center().y() - 6, 12, 12), "play", colors.accent_text)
            first.adjust(16, 0, 0, 0)
        painter.setPen(QColor(colors.accent_text if is_shown else colors.text_muted))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(first, flags, short_clock(chapter.start_ms))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        for number, line in enumerate(in_lines(chapter.title, font, (box.width(),) * 2), start=1):
            painter.drawText(QRectF(box.left(), box.top() + number * line_px, box.width(), line_px), flags, line)
