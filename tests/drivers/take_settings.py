"""Uses the take settings as a host does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.take_plan import judge
from chalkreel.controllers.take_settings import plan_with
from chalkreel.controllers.take_settings_words import summary
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.ui.take_settings import TakeSettingsDialog
from chalkreel.ui.take_settings.fold import Fold
from chalkreel.ui.take_settings.row import SettingRow
from tests.support.take_settings import plan

PEOPLE = (("teacher", "Ms Rivera"), ("ana", "Ana"))


class TakeSettingsDriver:
    """Holds an open dialog whose draft the contract judges, and remembers what it accepted."""

    def __init__(
        self,
        qtbot: QtBot,
        settings: TakeSettings,
        refused: dict[str, Phrase] | None = None,
        is_live: bool = False,
        people: tuple[tuple[str, str], ...] = PEOPLE,
    ) -> None:
        self.bot = qtbot
        self._refused = refused or {}
        self._is_live = is_live
        self._people = people
        self.dialog = TakeSettingsDialog(settings, self._judge)
        self.accepted: list[TakeSettings] = []
        self.dialog.accepted_settings.connect(self.accepted.append)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    def row(self, setting: str) -> SettingRow:
        return next(row for row in self.dialog.findChildren(SettingRow) if row.spec.setting == setting)

    def shown(self) -> list[str]:
        return [row.spec.setting for row in self.dialog.findChildren(SettingRow) if row.isVisible()]

    def fold(self, word: str) -> Fold:
        return next(fold for fold in self.dialog.findChildren(Fold) if str(fold.section.value) == word)

    def unfold(self, *words: str) -> None:
        for word in words:
            self.bot.mouseClick(self.fold(word).button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def input(self, setting: str, place: int = 0) -> QWidget:
        return self.row(setting).inputs[place]

    def type(self, setting: str, text: str, place: int = 0) -> None:
        line = self.input(setting, place)
        assert isinstance(line, QLineEdit)
        line.selectAll()
        self.bot.keyClick(line, Qt.Key.Key_Delete)
        self.bot.keyClicks(line, text)

    def choose(self, setting: str, word: str, place: int = 0) -> None:
        """Walk down a list with the arrow keys to the words."""
        box = self.input(setting, place)
        assert isinstance(box, QComboBox)
        self.bot.keyClick(box, Qt.Key.Key_Home)
        while not box.currentText().startswith(word):
            before = box.currentIndex()
            self.bot.keyClick(box, Qt.Key.Key_Down)
            assert box.currentIndex() != before, f"{word!r} is not in the list"

    def tick(self, setting: str, place: int = 0) -> None:
        check = self.input(setting, place)
        assert isinstance(check, QCheckBox)
        self.bot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, check.height() // 2))

    def reset(self, setting: str) -> None:
        self.bot.mouseClick(self.row(setting).reset_button, Qt.MouseButton.LeftButton)

    def search(self, text: str) -> None:
        self.bot.keyClick(self.dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        line = self.dialog.focusWidget()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        self.bot.keyClick(line, Qt.Key.Key_Delete)
        self.bot.keyClicks(line, text)

    def press(self, word: str) -> None:
        self.bot.mouseClick(self.button(word), Qt.MouseButton.LeftButton)

    def button(self, word: str) -> QAbstractButton:
        return next(b for b in self.dialog.findChildren(QPushButton) if b.text() == word and b.isVisible())

    def is_enabled(self, setting: str) -> bool:
        return self.row(setting).editor.isEnabled()

    def note(self, setting: str) -> str:
        return self.row(setting).note

    def texts(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible() and label.text()]

    def _judge(self, draft: TakeSettings) -> TakeSettingsView:
        judged = judge(plan_with(plan(), draft))
        return TakeSettingsView(
            draft,
            judged.problems,
            judged.idle,
            judged.advice,
            self._refused,
            self._people,
            summary(draft),
            is_live=self._is_live,
        )
