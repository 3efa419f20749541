"""The player: the film, its time line, and the boards beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.takes_view import PlayFile, TakeDetail
from chalkreel.domain.recording_time import short_clock
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.headers import EmptyState
from chalkreel.ui.kit.picture_decoder import PictureDecoder
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.scrolling import scrolled
from chalkreel.ui.kit.time_line import GUTTER_PX, TimeLineView
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.takes.actions import CAPTIONS, EARLIER, LATER, MUTE, PAUSE, PLAY
from chalkreel.ui.takes.chapter_strip import ChapterStrip
from chalkreel.ui.takes.film import DAMAGED_ADVICE, NO_SOUND, Film
from chalkreel.ui.takes.video_view import VideoView
from chalkreel.ui.theme import SPACING

PICTURE = QSize(320, 180)
LINE_MOST_PX = 150
BACK_MS = 2_000
"""So soon after its begin, “board before” means the one before it."""
_NOTHING_TO_PLAY = phrase("There is nothing to play.")
_NO_FILES = phrase("This take has no files.")
_NO_PICTURE = phrase("This picture cannot be read.")
_A_PICTURE = phrase("This is a picture.")
_BOARD, _CHAPTER, _STILL = "board:", "chapter:", "still:"


class PlayerPanel(QWidget):
    """Plays one file of a take; its time line, its boards and the film always show the same moment of the lesson.

    Signals:
        moment_shown: the film is at this moment of the take, in ms.
        file_chosen: another file of the take is looked at.
    """

    moment_shown = Signal(int)
    file_chosen = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._detail: TakeDetail | None = None
        self._place = 0
        self._moment_ms = 0
        self._pictures: dict[int, QImage] = {}
        self._failure: Phrase | None = None
        self._has_captions = True
        self._decoder = PictureDecoder(self, threads=1)
        self.video = VideoView()
        self.film = Film(self.video.sink, self)
        self.strip = ChapterStrip()
        self.line = TimeLineView(gutter_px=GUTTER_PX)
        self._line_area = scrolled(self.line)  # a take of single streams can have dozens of rows
        self._trouble = EmptyState("file")
        self._screen = QStackedWidget()
        self._clock = label("strong")
        self._files = QComboBox()
        self._buttons = {
            spec.action_id: IconButton(spec, tone="text") for spec in (EARLIER, PLAY, LATER, CAPTIONS, MUTE)
        }
        self._assemble()
        self._connect()
        self._retranslate()

    @property
    def detail(self) -> TakeDetail | None:
        return self._detail

    @property
    def file(self) -> PlayFile | None:
        """The file that is looked at."""
        files = self._detail.files if self._detail is not None else ()
        return files[self._place] if self._place < len(files) else None

    @property
    def moment_ms(self) -> int:
        """Where the film is, on the take's own time line."""
        return self._moment_ms

    @property
    def trouble(self) -> Phrase | None:
        """Why nothing is played, where nothing is."""
        file = self.file
        if file is None:
            return _NO_FILES
        return self._failure or file.problem

    @property
    def _has_film(self) -> bool:
        file = self.file
        return file is not None and not file.is_still and self.trouble is None

    def show_detail(self, detail: TakeDetail) -> None:
        """Look at a take; what is new of the same one leaves its film alone."""
        before, self._detail = self._detail, detail
        is_same = before is not None and before.row.take_id == detail.row.take_id
        self._want_pictures(detail, None if is_same else before)
        self.line.show_timeline(detail.timeline)
        self._line_area.setFixedHeight(min(self.line.sizeHint().height(), LINE_MOST_PX) + SPACING.hair)
        self.strip.chapters.show_chapters(detail.chapters, self._pictures)
        self.strip.setVisible(bool(detail.chapters))
        if not is_same or before is None or before.files != detail.files:
            self._place = self._place if is_same and self._place < len(detail.files) else detail.first_playable
            self._fill_files(detail)
            self._open(self._moment_ms if is_same else 0, plays=is_same and self.film.is_playing)
        self._show_moment(self._moment_ms)

    def seek(self, at_ms: int) -> None:
        """Go to a moment of the take; the file that is looked at shows it as near as it can."""
        length_ms = max(self.line.end_ms, 0)
        wanted_ms = min(max(at_ms, 0), length_ms)
        file = self.file
        if file is not None and file.is_still:
            self._show_still_at(wanted_ms)
        elif file is not None and self.trouble is None:
            self.film.seek(wanted_ms - file.offset_ms)
        self._show_moment(wanted_ms)

    def step(self, by_ms: int) -> None:
        self.seek(self._moment_ms + by_ms)

    def toggle(self) -> None:
        """Play, or halt."""
        if self.film.is_playing:
            self.film.pause()
        elif self._has_film:
            self.film.play()

    def play_from(self, at_ms: int) -> None:
        self.seek(at_ms)
        if self._has_film:
            self.film.play()

    def go_to_chapter(self, number: int) -> None:
        """Go to the n-th board, counted from 1."""
        chapters = self.strip.chapters.chapters
        if 0 < number <= len(chapters):
            self.seek(chapters[number - 1].start_ms)

    def go_earlier(self) -> None:
        starts = [one.start_ms for one in self.strip.chapters.chapters if one.start_ms < self._moment_ms - BACK_MS]
        self.seek(starts[-1] if starts else 0)

    def go_later(self) -> None:
        starts = [one.start_ms for one in self.strip.chapters.chapters if one.start_ms > self._moment_ms]
        if starts:
            self.seek(starts[0])

    def shut(self) -> None:
        """Let go of the file, the player and the decoder."""
        self.film.close()
        self._decoder.shutdown()

    def _open(self, at_ms: int, *, plays: bool) -> None:
        self.film.close()
        self.video.clear()
        self._failure = None
        self._decoder.forget(_STILL)
        file = self.file
        if file is not None and file.is_still and file.is_playable and file.path is not None:
            self._decoder.decode(_STILL, file.path)
        elif file is not None and file.is_playable and file.path is not None:
            self.film.open_file(file.path, max(at_ms - file.offset_ms, 0), plays=plays)
        self.line.show_playing(file.file.url if file is not None else "")
        self._show_moment(at_ms)
        self._render()
        self.file_chosen.emit()

    def _show_still_at(self, at_ms: int) -> None:
        """Look at the last picture of the same person that was taken by then, or the first one."""
        files, shown = self._detail.files if self._detail is not None else (), self.file
        owner = shown.file.owner if shown is not None else ""
        theirs = [place for place, one in enumerate(files) if one.is_still and one.file.owner == owner]
        before = [place for place in theirs if files[place].offset_ms <= at_ms]
        place = before[-1] if before else theirs[0]
        if place != self._place:
            self._place = place
            self._fill_files_place()
            self._open(at_ms, plays=False)

    def _fill_files_place(self) -> None:
        self._files.blockSignals(True)
        self._files.setCurrentIndex(self._place)
        self._files.blockSignals(False)

    def _show_moment(self, at_ms: int) -> None:
        self._moment_ms = at_ms
        self.line.show_cursor(at_ms)
        self.strip.show_moment(at_ms)
        self._clock.setText(f"{short_clock(at_ms)} / {short_clock(self.line.end_ms)}")
        chapters = self.strip.chapters
        title = chapters.chapters[chapters.shown].title if chapters.shown >= 0 else ""
        self.video.show_caption(title if self._has_captions else "")

    def _want_pictures(self, detail: TakeDetail, gone: TakeDetail | None) -> None:
        """Have the pictures of a take decoded; those on their way of another one that is gone are not wanted now."""
        if gone is not None:
            for number in gone.pictures:
                self._decoder.forget(f"{_CHAPTER}{number}")
            self._pictures = {}
        for number, jpeg in detail.pictures.items():
            self._decoder.decode(f"{_CHAPTER}{number}", jpeg, PICTURE)
        for board_id, jpeg in detail.board_pictures.items():
            self._decoder.decode(_BOARD + board_id, jpeg, PICTURE)

    def _fill_files(self, detail: TakeDetail) -> None:
        self._files.blockSignals(True)
        self._files.clear()
        for file in detail.files:
            self._files.addItem(tr_phrase(file.name))
        self._fill_files_place()
        self._files.setVisible(len(detail.files) > 1)

    def _on_decoder_decoded(self, key: str, image: QImage) -> None:
        if key == _STILL:
            self._failure = _NO_PICTURE if image.isNull() else None
            self.video.show_still(image)
            self._render()
        elif key.startswith(_BOARD):
            self.line.show_picture(key.removeprefix(_BOARD), image)
        elif self._detail is not None:
            self._pictures[int(key.removeprefix(_CHAPTER))] = image
            self.strip.chapters.show_pictures(self._pictures)

    def _on_film_position_changed(self, at_ms: int) -> None:
        file = self.file
        if file is not None:
            self._show_moment(file.offset_ms + at_ms)
            self.moment_shown.emit(self._moment_ms)

    def _on_film_opened(self, _duration_ms: int, has_picture: bool) -> None:
        self.video.show_sound_only(not has_picture)
        self._render()

    def _on_film_failed(self, why: Phrase) -> None:
        self._failure = why
        self._render()

    def _on_files_index_changed(self, place: int) -> None:
        if place >= 0 and place != self._place:
            was_playing, self._place = self.film.is_playing, place
            file = self.file
            at_ms = file.offset_ms if file is not None and file.is_still else self._moment_ms
            self._open(at_ms, plays=was_playing)

    def _on_line_file_chosen(self, url: str) -> None:
        urls = [file.file.url for file in self._detail.files] if self._detail is not None else []
        if url in urls:
            self._files.setCurrentIndex(urls.index(url))

    def _on_captions_clicked(self) -> None:
        self._has_captions = self._buttons[CAPTIONS.action_id].isChecked()
        self._show_moment(self._moment_ms)

    def _on_mute_clicked(self) -> None:
        self.film.mute(self._buttons[MUTE.action_id].isChecked())

    def _render(self) -> None:
        trouble, file = self.trouble, self.file
        self._screen.setCurrentWidget(self.video if trouble is None else self._trouble)
        if trouble is not None:
            is_film = self._failure is not None and self._failure is not _NO_PICTURE
            advice = DAMAGED_ADVICE if is_film else file.advice if file is not None else None
            self._trouble.show_words(tr_phrase(trouble), tr_phrase(advice) if advice is not None else "")
        play = self._buttons[PLAY.action_id]
        play.show_action(PAUSE if self.film.is_playing else PLAY)
        is_still = file is not None and file.is_still and trouble is None
        play.allow(self._has_film, _A_PICTURE if is_still else _NOTHING_TO_PLAY)
        has_chapters = bool(self._detail is not None and self._detail.chapters)
        for spec in (EARLIER, LATER, CAPTIONS):
            self._buttons[spec.action_id].allow(has_chapters, phrase("No boards were noted in this take."))
        self._buttons[MUTE.action_id].allow(self.film.has_sound, NO_SOUND if self._has_film else _NOTHING_TO_PLAY)

    def _connect(self) -> None:
        self._decoder.decoded.connect(self._on_decoder_decoded)
        self.film.position_changed.connect(self._on_film_position_changed)
        self.film.playing_changed.connect(self._render)
        self.film.opened.connect(self._on_film_opened)
        self.film.failed.connect(self._on_film_failed)
        self.line.moment_chosen.connect(self.seek)
        self.line.moment_activated.connect(self.play_from)
        self.line.file_chosen.connect(self._on_line_file_chosen)
        self.strip.chapter_requested.connect(self.seek)
        self._files.currentIndexChanged.connect(self._on_files_index_changed)
        self._buttons[PLAY.action_id].clicked.connect(self.toggle)
        self._buttons[EARLIER.action_id].clicked.connect(self.go_earlier)
        self._buttons[LATER.action_id].clicked.connect(self.go_later)
        self._buttons[CAPTIONS.action_id].clicked.connect(self._on_captions_clicked)
        self._buttons[MUTE.action_id].clicked.connect(self._on_mute_clicked)

    def _retranslate(self) -> None:
        for button in self._buttons.values():
            button.retranslate()
        self._files.setAccessibleName(tr("File to watch"))
        self._files.setToolTip(tr("Which file is played; the moment of the lesson stays"))
        self.video.setAccessibleName(tr("Film"))
        self.strip.setAccessibleName(tr("Boards of this take"))
        self._render()

    def _assemble(self) -> None:
        for toggle in (CAPTIONS, MUTE):
            self._buttons[toggle.action_id].setCheckable(True)
        self._buttons[CAPTIONS.action_id].setChecked(True)
        for page in (self.video, self._trouble):
            self._screen.addWidget(page)
        self._files.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._files.setMinimumContentsLength(16)
        controls = QHBoxLayout()
        controls.setSpacing(SPACING.small)
        for spec in (EARLIER, PLAY, LATER):
            controls.addWidget(self._buttons[spec.action_id])
        controls.addWidget(self._clock)
        controls.addStretch(1)
        controls.addWidget(self._files)
        for spec in (CAPTIONS, MUTE):
            controls.addWidget(self._buttons[spec.action_id])
        top = QHBoxLayout()
        top.setSpacing(SPACING.small)
        top.addWidget(self._screen, 1)
        top.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING.small)
        column.addLayout(top, 1)
        column.addWidget(self._line_area)
        column.addLayout(controls)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
