"""A thousand takes: found page by page, searched, and kept in place while the list changes."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chalkreel.base.phrase import phrase
from chalkreel.controllers.takes_view import TakeCondition, TakeRow, TakesView
from chalkreel.ui.takes.window import TakesWindow
from tests.drivers.takes import NOISE, TakesDriver

pytestmark = pytest.mark.qt_log_ignore(*NOISE)


def rows(count, newest=1000):
    began = datetime(2026, 5, 1, 9, 0)
    return tuple(
        TakeRow(newest - n, f"Room {n}", began - timedelta(hours=n), list(TakeCondition)[n % 8], 60_000 * n, n % 3)
        for n in range(count)
    )


@pytest.fixture
def host(qtbot):
    driver = TakesDriver(qtbot, TakesWindow())
    driver.chosen, driver.more, driver.searched = [], [], []
    driver.window.take_requested.connect(driver.chosen.append)
    driver.window.more_requested.connect(lambda: driver.more.append(len(driver.rows())))
    driver.window.search_requested.connect(driver.searched.append)
    with qtbot.waitExposed(driver.window):
        driver.window.show()
    yield driver
    driver.close()
    driver.window.deleteLater()


def test_the_next_page_is_asked_for_at_the_end_and_once(host):
    host.window.show_takes(TakesView(rows(100), has_more=True, is_loading=False))
    QApplication.processEvents()
    host.more.clear()
    host.window.show_takes(TakesView(rows(100), has_more=True, is_loading=False))
    host.window.takes.scrollToBottom()
    QApplication.processEvents()
    assert host.more == [100]
    host.window.show_takes(TakesView(rows(1000), is_loading=False))
    host.window.takes.scrollToBottom()
    QApplication.processEvents()
    assert host.more == [100]
    assert len(host.rows()) == 1000


def test_the_newest_is_looked_at_first_and_a_choice_is_kept(host):
    host.window.show_takes(TakesView(rows(5), is_loading=False))
    assert host.chosen == [1000]
    host.click_row(3)
    assert host.chosen == [1000, 997]
    host.window.show_takes(TakesView(rows(6, newest=1001), is_loading=False))
    assert host.chosen == [1000, 997], "a new take above does not take the look away"
    assert host.window.takes.currentIndex().row() == 4


def test_words_are_searched_when_the_hand_rests(host, qtbot):
    host.type_search("angles")
    qtbot.waitUntil(lambda: host.searched[-1:] == ["angles"])
    host.bot.keyClick(host.window.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: host.searched[-1:] == [""])
    assert host.window.isVisible(), "the first Escape only ends the search"


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (TakesView(is_loading=False), "No takes yet"),
        (TakesView(words="x", is_loading=False), "Nothing found"),
        (TakesView(is_loading=False, problem=phrase("The disk is full.")), "The list cannot be read"),
    ],
)
def test_an_empty_list_says_why(host, view, words):
    host.window.show_takes(view)
    QApplication.processEvents()
    assert words in host.texts()


def test_each_row_is_read_with_its_state_in_words(host):
    host.window.show_takes(TakesView(rows(8), is_loading=False))
    states = [row.rpartition(", ")[2] for row in host.rows()]
    assert states == ["Recording", "Saving", "Safe", "In backup", "Lost", "Broke off", "Nothing recorded", "Not known"]
