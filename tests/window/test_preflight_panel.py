"""The strip beside Record and the list of checks, by themselves."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.controllers.preflight_view import PreflightView
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.preflight import Cause, Effect, PreflightFinding, Remedy, Severity
from chalkreel.ui.preflight import FindingsList, PreflightStrip
from chalkreel.ui.preflight.effect_picture import EffectPicture
from chalkreel.ui.theme import current_tokens

LEFT = Qt.MouseButton.LeftButton
WELL = PreflightView(summary=(phrase("3 people"), phrase("2 boards"), phrase("41 h of space")), has_recorder=True)
NOTE = PreflightFinding(Cause.COST, Severity.NOTE, phrase("About 2.28 CNY an hour."), Remedy.TAKE_SETTINGS)
WARNING = PreflightFinding(
    Cause.BOARD_WITHOUT_REGION, Severity.WARNS, phrase("The whiteboard has no region."), Remedy.PUT_BOARD_IN_LAYOUT, "x"
)
BLOCK = PreflightFinding(Cause.CREDENTIALS, Severity.BLOCKS, phrase("Not accepted."), Remedy.CONNECTION)


class Panel:
    """Both parts in one window, and what was wished."""

    def __init__(self, qtbot, width_px=600):
        self.bot = qtbot
        self.window = QWidget()
        self.strip, self.list = PreflightStrip(), FindingsList()
        column = QVBoxLayout(self.window)
        column.addWidget(self.list)
        column.addWidget(self.strip)
        self.wishes = []
        for part in (self.strip, self.list):
            part.remedy_requested.connect(lambda *wish: self.wishes.append(wish))
        self.strip.list_wished.connect(lambda is_open: self.wishes.append(("list", is_open)))
        self.list.check_requested.connect(lambda: self.wishes.append(("again",)))
        qtbot.addWidget(self.window)
        self.window.resize(width_px, 320)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def show(self, view):
        self.strip.show_preflight(view)
        self.list.show_preflight(view)

    def visible(self, part):
        return [button for button in part.findChildren(QAbstractButton) if button.isVisible()]


@pytest.fixture
def panel(qtbot):
    return Panel(qtbot)


def test_it_is_quiet_when_all_is_well(panel):
    panel.show(WELL)
    assert panel.strip.words == "Ready: 3 people, 2 boards, 41 h of space"
    assert [button.objectName() for button in panel.visible(panel.strip)] == ["show-findings"]
    panel.show(replace(WELL, findings=(NOTE,)))
    assert panel.strip.words == "Ready: 3 people, 2 boards, 41 h of space", "a note is in the list only"
    assert [row.accessibleName() for row in panel.list.rows] == ["Note: About 2.28 CNY an hour."]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (PreflightView(), "Not checked yet"),
        (replace(WELL, is_checking=True), "Checking…: 3 people, 2 boards, 41 h of space"),
        (replace(WELL, findings=(WARNING, NOTE)), "1 warning: The whiteboard has no region."),
        (replace(WELL, findings=(BLOCK, WARNING)), "Cannot record: Not accepted."),
        (replace(WELL, is_live=True), "All is well: 3 people, 2 boards, 41 h of space"),
    ],
)
def test_the_gravest_is_said_first(panel, view, words):
    panel.show(view)
    assert panel.strip.words == words


def test_one_click_or_one_key_does_what_helps(panel):
    panel.show(replace(WELL, findings=(WARNING, NOTE)))
    fix = next(button for button in panel.visible(panel.strip) if button.objectName() == "fix-first")
    assert fix.text() == "Put it into the layout"
    panel.bot.mouseClick(fix, LEFT)
    panel.bot.keyClick(panel.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    (first, second) = panel.list.rows
    for row in (first, second):
        panel.bot.mouseClick(panel.visible(row)[0], LEFT)
    assert panel.wishes == [(Remedy.PUT_BOARD_IN_LAYOUT, "x")] * 3 + [(Remedy.TAKE_SETTINGS, "")]


def test_where_it_is_narrow_the_key_still_helps(qtbot):
    panel = Panel(qtbot, 260)
    panel.show(replace(WELL, findings=(WARNING,)))
    assert [button.objectName() for button in panel.visible(panel.strip)] == ["show-findings"]
    panel.bot.keyClick(panel.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert panel.wishes == [(Remedy.PUT_BOARD_IN_LAYOUT, "x")]


def test_keys_open_the_list_and_check_again(panel):
    panel.show(WELL)
    panel.bot.keyClick(panel.window, Qt.Key.Key_F8)
    panel.strip.show_open(True)
    panel.bot.keyClick(panel.window, Qt.Key.Key_F8)
    panel.bot.keyClick(panel.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert panel.wishes == [("list", True), ("list", False), ("again",)]


def test_rows_go_when_their_findings_do(panel):
    panel.show(replace(WELL, findings=(BLOCK, WARNING, NOTE)))
    assert len(panel.list.rows) == 3
    panel.show(replace(WELL, findings=(NOTE,)))
    (row,) = panel.list.rows
    assert row.finding == NOTE
    assert all(button.toolTip() and button.accessibleName() for button in panel.visible(panel.window))


def test_the_bars_beside_a_board_are_drawn(panel):
    effect = Effect(Size(720, 440), Rect(180, 0, 540, 440))
    panel.show(replace(WELL, findings=(replace(WARNING, effect=effect), NOTE)))
    assert [row.findChild(EffectPicture).isVisible() for row in panel.list.rows] == [True, False]
    picture = EffectPicture()
    panel.bot.addWidget(picture)
    picture.resize(picture.sizeHint())
    picture.show_effect(effect)
    image = picture.grab().toImage()
    colors = current_tokens().colors
    assert image.pixelColor(24, 11) == QColor(colors.raised)
    bar = {image.pixelColor(x, 11).name() for x in range(3, 16)}
    assert {colors.backdrop, colors.problem} <= bar, "the bar is hatched"
    assert colors.raised not in bar
