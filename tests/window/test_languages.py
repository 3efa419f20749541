"""Every panel speaks the chosen language, also when it changes while the window is open."""

from gettext import GNUTranslations
from io import BytesIO

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from chalkreel.base.assets import asset_bytes
from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import (
    BoardsView,
    BoardView,
    FileCondition,
    FileView,
    RoomView,
    StreamCondition,
    StreamView,
    TakeAction,
    TakeView,
)
from chalkreel.domain.geometry import Rect
from chalkreel.domain.phases import Phase
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.settings import ConnectionDialog, ConnectionForm
from chalkreel.ui.settings.connection_form import StoredSecrets
from chalkreel.ui.status import RecordBar, StatusPanel
from chalkreel.ui.streams import StreamsPanel
from chalkreel.ui.whiteboards import WhiteboardsPanel
from tests.drivers.canvas import CanvasDriver, custom, region

TAKE = TakeView(
    Phase.PAUSED,
    phrase("Paused"),
    next_step=phrase("Nothing is recorded until you press Resume."),
    action=TakeAction.RESUME,
    heard_age_s=30,
    files=(FileView("a.mp4", FileCondition.IN_BACKUP),),
    can_resume=True,
)
CATALOGUE = GNUTranslations(BytesIO(asset_bytes("translations/zh_CN/LC_MESSAGES/chalkreel.mo")))


def make_streams():
    panel = StreamsPanel()
    people = tuple(StreamView(str(i), str(i), condition) for i, condition in enumerate(StreamCondition))
    panel.show_room(RoomView("1", "2", True, people, phrase("Studio is not running.")))
    return panel


def make_boards():
    panel = WhiteboardsPanel()
    panel.show_boards(BoardsView((BoardView("1", "1", page_count=2, is_on_air=True),), refused=phrase("Try again")))
    return panel


def make_status():
    panel = StatusPanel()
    panel.show_take(TAKE)
    return panel


def make_record_bar():
    bar = RecordBar()
    bar.show_take(TAKE)
    return bar


def make_dialog():
    return ConnectionDialog(ConnectionForm(is_studio=False), StoredSecrets())


PANELS = [make_streams, make_boards, make_status, make_record_bar, make_dialog]


@pytest.fixture
def english_afterwards(qapp):
    yield
    install_language(qapp, Language.ENGLISH)


def said(panel: QWidget) -> set[str]:
    """Everything a widget shows or tells a screen reader."""
    texts = {widget.text() for kind in (QLabel, QAbstractButton) for widget in panel.findChildren(kind)}
    texts |= {badge.word for badge in panel.findChildren(Badge)}
    texts |= {box.itemText(row) for box in panel.findChildren(QComboBox) for row in range(box.count())}
    for widget in (panel, *panel.findChildren(QWidget)):
        texts |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()}
    return texts - {""}


def is_left_in_english(text: str) -> bool:
    return CATALOGUE.gettext(text) != text


@pytest.mark.parametrize("make", PANELS)
def test_a_window_opened_in_chinese_is_all_chinese(qapp, qtbot, english_afterwards, make):
    install_language(qapp, Language.CHINESE)
    panel = make()
    qtbot.addWidget(panel)
    assert {text for text in said(panel) if is_left_in_english(text)} == set()


@pytest.mark.parametrize("make", PANELS)
def test_a_window_changes_its_language_while_it_is_open(qapp, qtbot, english_afterwards, make):
    panel = make()
    qtbot.addWidget(panel)
    in_english = said(panel)
    install_language(qapp, Language.CHINESE)
    qapp.processEvents()
    assert {text for text in said(panel) if is_left_in_english(text)} == set()
    install_language(qapp, Language.ENGLISH)
    qapp.processEvents()
    assert said(panel) == in_english


def test_names_in_a_sentence_are_listed_as_the_language_does(qapp, qtbot, english_afterwards):
    install_language(qapp, Language.CHINESE)
    canvas = CanvasDriver(qtbot, custom(region(1, Rect(0, 0, 400, 300), "ann")))
    canvas.let_in("Ann", "Ben", "Cleo")
    assert "Ben、Cleo" in canvas.panel.apply_bar.problem_words
