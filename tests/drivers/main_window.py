"""Works the whole program through its main window as a host does, with pointer and keys."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import psutil
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView
from pytestqt.qtbot import QtBot

from chalkreel.app.last_resort import LastResort
from chalkreel.app.program import Program
from chalkreel.base.paths import Paths
from chalkreel.base.redaction import Redactor
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.enums import MixMode
from chalkreel.domain.phases import Phase
from chalkreel.services.connection import Connection, Credentials
from chalkreel.services.settings import BoardBookEntry, BookBoardEntry, RoomEntry, SettingsStore
from chalkreel.ui.canvas import actions as canvas_actions
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.main_window import LeaveDialog
from tests.support.waiting import until

LEFT = Qt.MouseButton.LeftButton
STUDIO_ENDS_WITHIN_S = 20


class MainWindowDriver:
    """One window of a profile, from ``open()`` to ``close()``; every wait is for a condition."""

    def __init__(self, qtbot: QtBot, profile: Path) -> None:
        self.bot = qtbot
        self.paths = Paths.under(profile)
        self.paths.create()
        self.last_resort = LastResort()
        self._settings = settings = SettingsStore(self.paths.settings_file)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.program = Program(app, self.paths, settings, Redactor(), self.last_resort)
        self.window = self.program.window
        self.at = self.program.controllers
        self.told: list[str] = []
        self.at.room.told.connect(self._on_told)
        self.at.connections.told.connect(self._on_told)

    def load_settings(self) -> None:
        """Read what an earlier window of this profile kept, as the window's start does."""
        self._settings.load()

    @property
    def strip(self) -> QListView:
        strip = self.window.whiteboards.findChild(QListView)
        assert isinstance(strip, QListView)
        return strip

    async def open(self, people: int = 4, boards: int = 3) -> None:
        """Show the window and wait until the classroom is there and Record can be pressed."""
        await self.program.open()
        self.window.activateWindow()
        await until(lambda: len(self.at.room.view.streams) >= people and len(self.boards) >= boards)
        await until(lambda: self.at.take.view.can_record or self.take.task_id)
        await until(self.window.isActiveWindow)

    def choose_cloud(self, connection: Connection, room: RoomEntry, book: Sequence[BookBoardEntry]) -> None:
        """Let the settings name a cloud project and a room whose boards were written down."""
        entry = BoardBookEntry(connection_id=room.connection_id, room_id=room.room_id, boards=tuple(book))
        self._settings.change(
            connections=(connection,),
            connection_in_use=connection.connection_id,
            rooms=(room,),
            board_books=(entry,),
        )

    async def open_cloud(self, credentials: Credentials, boards: int) -> None:
        """Show the window as somebody does whose secrets are known; no keyring keeps them here."""
        await self.program.open()
        await self.program._secrets.put(self._settings.current.connection_in_use, credentials)
        self.program.use_chosen_connection()
        self.window.activateWindow()
        await until(lambda: len(self.boards) >= boards and self.at.take.view.can_record)
        await until(self.window.isActiveWindow)

    async def close(self, *, stop_studio: bool = True) -> None:
        await self.program.close(stop_studio=stop_studio)

    # -- what the host does -----------------------------------------------------------------------------------

    def press(self, action_id: str) -> None:
        button = self.button(action_id)
        assert button.isVisible(), f"{action_id} cannot be seen"
        assert button.isEnabled(), f"{action_id} cannot be pressed: {button.toolTip()}"
        self.bot.mouseClick(button, LEFT)

    def press_record(self) -> None:
        self.press("record")

    def double_click_record(self) -> None:
        """Click twice as fast as a hand can, and once more."""
        button = self.button("record")
        self.bot.mouseClick(button, LEFT)
        self.bot.mouseDClick(button, LEFT)
        self.bot.mouseClick(button, LEFT)

    def press_pause(self) -> None:
        self.press("pause")

    def press_resume(self) -> None:
        self.press("resume")

    def press_snapshot(self) -> None:
        self.press("snapshot")

    def press_stop(self) -> None:
        self.press("stop")

    def pick_board(self, number: int) -> None:
        """Click the thumbnail of a board, counted from 1."""
        strip = self.window.whiteboards.findChild(QListView)
        index = strip.model().index(number - 1, 0)
        assert index.isValid(), f"there is no board number {number}"
        place = strip.visualRect(index).center()
        self.bot.mouseClick(strip.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)

    def press_number(self, number: int) -> None:
        """Press a number key somewhere in the window."""
        self.bot.keyClick(self.window, Qt.Key(Qt.Key.Key_0 + number))

    def choose_mode(self, mode: MixMode) -> None:
        self.press(canvas_actions.MODES[mode].action_id)

    def apply(self) -> None:
        self.press("apply")

    def import_boards(self, *paths: Path) -> None:
        """Let go of files over the whiteboard panel, as the file dialog would hand them over."""
        self.window.whiteboards.import_requested.emit([str(path) for path in paths])

    def add_participant(self, *paths: Path) -> None:
        for path in paths:
            self.at.room.add_file(path)

    async def close_window_and_keep_recording(self) -> None:
        """Close the window while it records and answer its question."""
        self._answer_on_closing("keep-recording")
        await self.program.until_closed()
        await self.close(stop_studio=False)

    async def stop_and_close_window(self) -> None:
        """Close the window while it records, have it stopped, and wait until the window may go."""
        self._answer_on_closing("stop-and-close")
        await self.program.until_closed()

    def _answer_on_closing(self, answer: str) -> None:
        self.window.close()
        dialog = self.window.findChild(LeaveDialog)
        assert dialog is not None
        button = dialog.findChild(QAbstractButton, answer)
        self.bot.mouseClick(button, LEFT)

    # -- what the host sees -----------------------------------------------------------------------------------

    def button(self, action_id: str) -> QAbstractButton:
        button = self.window.findChild(QAbstractButton, action_id)
        assert button is not None, f"there is no button {action_id}"
        return button

    @property
    def take(self) -> TakeState:
        return self.at.take.state

    @property
    def phase(self) -> Phase:
        return self.take.phase

    @property
    def boards(self) -> list[str]:
        return [board.board_id for board in self.at.whiteboards.view.boards]

    @property
    def board_on_air(self) -> str:
        return next((board.board_id for board in self.at.whiteboards.view.boards if board.is_on_air), "")

    @property
    def notice(self) -> str:
        sentence = self.window.notices.sentence
        return "" if sentence is None else str(sentence)

    @property
    def boards_notice(self) -> str:
        """What the picker says in place."""
        sentence = self.window.whiteboards.findChild(NoticeBar).sentence
        return "" if sentence is None else str(sentence)

    def status_texts(self) -> list[str]:
        labels = self.window.status.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def says(self, words: str) -> bool:
        """Tell whether the status panel shows these words."""
        return any(words in text for text in self.status_texts())

    async def until_phase(self, *phases: Phase) -> None:
        await until(lambda: self.phase in phases)

    async def until_recorded(self, recorded_ms: int) -> None:
        await until(lambda: self.at.take.view.recording_ms >= recorded_ms)

    async def until_recorded_more(self, more_ms: int) -> None:
        """Let the recording run on by so much."""
        await self.until_recorded(self.at.take.view.recording_ms + more_ms)

    async def record(self) -> None:
        self.press_record()
        await self.until_phase(Phase.RECORDING)

    async def stop(self) -> None:
        self.press_stop()
        await self.until_phase(Phase.SAFE, Phase.EMPTY, Phase.PARTIAL, Phase.FAILED)
        await self.at.take.over()

    # -- what is behind it ------------------------------------------------------------------------------------

    @property
    def recording(self) -> Path:
        """The finished file of the take in view."""
        return Path(url2pathname(urlsplit(self.take.files[0].url).path))

    def rows(self, table: str) -> list[dict]:
        """Read the journal as another process would."""
        with sqlite3.connect(f"file:{self.paths.journal_file}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY 1")]

    @property
    def studio_pid(self) -> int:
        return int(json.loads((self.paths.studio / "studio.json").read_text("utf-8"))["pid"])

    def signal_studio(self, number: signal.Signals) -> None:
        os.kill(self.studio_pid, number)

    def end_studio(self) -> None:
        """End a Studio that no window owns any more."""
        studio = psutil.Process(self.studio_pid)
        studio.terminate()
        studio.wait(STUDIO_ENDS_WITHIN_S)

    def _on_told(self, sentence: object) -> None:
        self.told.append(str(sentence))
