"""Boards come into the real room: folders, PDF files, pasted pictures, blank ones; and stay where they are put."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.measure import measure
from tests.drivers.main_window import MainWindowDriver
from tests.support.pdf_files import write_pdf
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]


def board_names(host):
    return [board.name for board in host.at.whiteboards.view.boards]


def picture(path, color):
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    assert image.save(str(path))


async def test_boards_from_folder_pdf_clipboard_and_nothing(qtbot, tmp_path):
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    picture(lesson / "page 10.png", "red")
    picture(lesson / "page 2.jpg", "green")
    (lesson / "notes.txt").write_text("no board")
    write_pdf(lesson / "sheet.pdf", [(200, 0, 0), (0, 200, 0), (0, 0, 200)])
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        before = len(host.boards)
        host.import_boards(lesson)
        await until(lambda: len(host.boards) == before + 3)
        assert board_names(host)[before:] == ["page 2", "page 10", "sheet"]
        sheet = host.at.whiteboards.view.boards[-1]
        assert (sheet.page_count, sheet.size.width) == (3, 1920)

        host.press("blank-board")
        await until(lambda: "Blank board" in board_names(host))
        assert host.at.whiteboards.view.boards[-1].size == Size(1280, 720)
        pasted = QImage(800, 450, QImage.Format.Format_RGB32)
        pasted.fill(QColor("blue"))
        QApplication.clipboard().setImage(pasted)
        host.strip.setFocus()
        qtbot.keySequence(host.strip, "Ctrl+V")
        await until(lambda: "Pasted picture" in board_names(host))
        assert host.at.whiteboards.view.boards[-1].size == Size(800, 450)

        host.strip.setCurrentIndex(host.strip.model().index(before + 2, 0))
        qtbot.keyClick(host.strip, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        wanted = ["page 2", "sheet", "page 10", "Blank board", "Pasted picture"]
        await until(lambda: board_names(host)[before:] == wanted)

        host.press_number(before + 2)
        await host.record()
        assert host.board_on_air == sheet.board_id
        qtbot.keyClick(host.strip, Qt.Key.Key_PageDown)
        await until(lambda: host.at.whiteboards.view.boards[before + 1].page == 2)
        await host.until_recorded(800)
        await host.stop()
        assert measure(host.recording).duration_ms > 500
        chapters = host.recording.with_suffix(".vtt").read_text("utf-8")
        assert "sheet (1)" in chapters
        assert "sheet (2)" in chapters
        await host.close(stop_studio=False)

        host = MainWindowDriver(qtbot, tmp_path / "profile")
        host.load_settings()
        await host.open()
        await until(lambda: board_names(host)[before:] == wanted)
    finally:
        await host.close(stop_studio=False)
        host.end_studio()


async def test_a_folder_without_boards_says_so(qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        host.import_boards(tmp_path / "empty")
        await until(lambda: "nothing in it" in host.notice)
    finally:
        await host.close()
