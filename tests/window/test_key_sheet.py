"""The sheet of keys, opened by a key from the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.key_groups import dialog_groups, key_groups, keys_text
from chalkreel.ui.main_window.key_sheet import KeySheet

pytestmark = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def window(qtbot):
    made = MainWindow()
    qtbot.addWidget(made, before_close_func=lambda closing: closing.close_for_good())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_a_key_opens_the_sheet_and_escape_closes_it(window, qtbot, key):
    qtbot.keyClick(window.canvas.stage, key)
    sheet = window.findChild(KeySheet)
    for group in (*key_groups(), *dialog_groups()):
        assert str(group.title) in sheet.text
        for spec in group.actions:
            assert keys_text(spec) in sheet.text.replace("\xa0", " ")
            assert str(spec.tip) in sheet.text
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(KeySheet) is None)


def test_the_button_opens_it_and_typing_finds(window, qtbot):
    qtbot.mouseClick(window.streams.findChild(type(window._keys), "keys"), Qt.MouseButton.LeftButton)
    sheet = window.findChild(KeySheet)
    field = sheet.findChild(QLineEdit)
    qtbot.keyClicks(field, "marker")
    assert "Marker" in sheet.text
    assert "Crop" not in sheet.text
    field.clear()
    qtbot.keyClicks(field, "xyzzy")
    assert "No key has these words." in sheet.text
    qtbot.mouseClick(sheet.findChild(QPushButton, "close-key-sheet"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(KeySheet) is None)


def test_it_is_saved_whole_as_a_pdf(qtbot, tmp_path):
    sheet = KeySheet()
    qtbot.addWidget(sheet)
    sheet.findChild(QLineEdit).setText("xyzzy")
    file = tmp_path / "keys.pdf"
    sheet.save_pdf(str(file))
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    page = document[0].get_textpage()
    lines = [page.get_rect(number) for number in range(page.count_rects())]
    heights_pt = [top - bottom for _, bottom, _, top in lines]
    assert max(heights_pt) > 7, "large enough to be read on paper"
    document.close()
    # Where a page's text is spaced depends on the font, and with some fonts figures are not found again as such.
    packed = "".join(text.split())
    for word in ("Record", "Savelayout", "Shift+", "Ctrl+Return"):
        assert word in packed
