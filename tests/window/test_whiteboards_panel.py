"""The whiteboard picker, through pointer, keys and dragged files."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QPlainTextEdit

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import BoardsView, BoardView, RoomView
from chalkreel.domain.board_book import read_book
from chalkreel.domain.board_groups import BoardGroup
from chalkreel.domain.geometry import Size
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.theme import current_tokens
from chalkreel.ui.whiteboards.board_delegate import TALL
from chalkreel.ui.whiteboards.book_dialog import BookDialog
from tests.drivers.whiteboards import WhiteboardsDriver

HD = Size(1280, 720)
BOARDS = tuple(BoardView(f"b{n}", f"Board {n}", size=HD) for n in range(1, 13))


def with_state(place, **changes):
    """The boards, one of them (counted from 1) changed."""
    return BoardsView(tuple(replace(b, **changes) if i == place - 1 else b for i, b in enumerate(BOARDS)))


def with_both(place):
    """The first board on air and the one at a place on its way."""
    boards = list(with_state(place, is_pending=True).boards)
    boards[0] = replace(boards[0], is_on_air=True)
    return BoardsView(tuple(boards))


@pytest.fixture
def picker(qtbot):
    driver = WhiteboardsDriver(qtbot)
    driver.show(with_state(1, is_on_air=True))
    return driver


def test_one_click_asks_for_a_board(picker):
    picker.click_board(3)
    assert picker.wishes == [("board", "b3")]


def test_number_keys_ask_for_boards_by_their_place(picker):
    for key in (Qt.Key.Key_2, Qt.Key.Key_9):
        picker.press_key(key)
    assert picker.wishes == [("board", "b2"), ("board", "b9")]


def test_arrow_and_enter_ask_for_a_board(picker):
    picker.click_board(1)
    picker.press_key(Qt.Key.Key_Right)
    picker.press_key(Qt.Key.Key_Return)
    assert picker.wishes == [("board", "b2")]


def test_the_board_on_air_is_not_asked_for_again(picker):
    picker.click_board(1)
    picker.press_key(Qt.Key.Key_1)
    assert picker.wishes == []


def test_a_click_alone_puts_nothing_on_air(picker):
    picker.click_board(2)
    record = QColor(current_tokens().colors.record)
    assert picker.frame_color(1) == record
    assert picker.frame_color(2) != record
    assert picker.spoken(2) == "Board 2: Board 2, not on air"


def test_on_air_is_a_frame_a_word_and_a_shape(picker):
    picker.show(with_state(2, is_on_air=True))
    record = QColor(current_tokens().colors.record)
    assert picker.frame_color(2) == record
    assert picker.frame_color(1) != record
    assert picker.spoken(2) == "Board 2: Board 2, on air"


def test_a_board_on_its_way_says_so(picker):
    picker.show(with_state(2, is_pending=True))
    assert picker.spoken(2) == "Board 2: Board 2, going on air"
    picker.click_board(2)
    assert picker.wishes == []


def test_while_switching_is_not_possible_nothing_is_asked(picker):
    picker.show(replace(with_state(1, is_on_air=True), can_switch=False))
    picker.click_board(2)
    picker.press_key(Qt.Key.Key_3)
    assert picker.wishes == []


def test_a_refusal_is_said_in_place_and_taken_back(picker):
    picker.show(replace(with_state(1), refused=phrase("No such board.")))
    assert picker.notice() == "No such board."
    picker.show(with_state(1))
    assert picker.notice() is None


def test_pages_are_turned_within_their_bounds(picker):
    picker.show(with_state(1, is_on_air=True, page=1, page_count=3))
    assert not picker.button("Previous page").isEnabled()
    picker.press("Next page")
    picker.press_key(Qt.Key.Key_PageDown)
    picker.press_key(Qt.Key.Key_PageUp)
    assert picker.wishes == [("page", "b1", 2), ("page", "b1", 2)]
    picker.show(with_state(1, is_on_air=True, page=3, page_count=3))
    assert not picker.button("Next page").isEnabled()
    picker.show(with_state(1, is_on_air=True))
    assert not picker.button("Next page").isVisible()


def test_the_selected_board_can_be_closed(picker):
    assert not picker.button("Close board").isEnabled()
    picker.click_board(2)
    picker.press("Close board")
    assert picker.wishes == [("board", "b2"), ("close", "b2")]


def test_before_the_recording_the_first_board_is_marked_and_nothing_is_said_to_be_on_air(picker):
    picker.show(with_state(2, is_next=True))
    assert picker.spoken(2) == "Board 2: Board 2, first on air"
    assert picker.tip(2).startswith("The recording starts with “Board 2”")
    assert picker.tip(1).startswith("Click to start the recording with “Board 1”")
    picker.show(with_state(2, is_on_air=True))
    assert picker.tip(1).startswith("Click to put “Board 1” on air")


def test_without_a_recorder_no_boards_are_offered(picker):
    picker.show(BoardsView())
    picker.panel.show_room(RoomView("class", "", is_studio=False))
    assert not picker.button("Add boards…").isEnabled()
    assert not picker.button("Blank board").isEnabled()
    picker.drop(["/tmp/a.png"])
    assert picker.wishes == []
    assert picker.notice() == "Boards can be added as soon as the recorder is there."
    picker.panel.show_room(RoomView("class", "Studio", is_studio=True))
    assert picker.button("Add boards…").isEnabled()


def test_the_selection_stays_with_its_board(picker):
    picker.click_board(2)
    picker.show(BoardsView(tuple(reversed(BOARDS))))
    picker.press("Close board")
    assert picker.wishes[-1] == ("close", "b2")


def test_dropped_pictures_are_imported(picker):
    assert picker.drop(["/tmp/a.png", "/tmp/b.JPG", "/tmp/c.bmp", "/tmp/d.jpeg"])
    assert picker.wishes == [("import", ["/tmp/a.png", "/tmp/b.JPG", "/tmp/c.bmp", "/tmp/d.jpeg"])]
    assert picker.notice() is None


def test_other_files_are_refused_with_a_sentence(picker):
    picker.drop(["/tmp/a.png", "/tmp/notes.txt"])
    assert picker.wishes == [("import", ["/tmp/a.png"])]
    assert "JPG, JPEG, PNG and BMP" in picker.notice()


def test_folders_and_pdf_files_are_imported(picker, tmp_path):
    paths = [str(tmp_path), "/tmp/sheet.PDF"]
    assert picker.drop(paths)
    assert picker.wishes == [("import", paths)]
    assert picker.notice() is None


def test_a_picture_is_pasted(picker):
    picture = QImage(320, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("#117733"))
    QApplication.clipboard().setImage(picture)
    picker.strip.setFocus()
    picker.type_keys("Ctrl+V")
    assert picker.wishes == [("pasted", (320, 200))]


def test_copied_files_are_pasted_as_files(picker):
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile("/tmp/a.png")])
    QApplication.clipboard().setMimeData(copied)
    picker.strip.setFocus()
    picker.type_keys("Ctrl+V")
    assert picker.wishes == [("import", ["/tmp/a.png"])]


def test_with_no_picture_to_paste_it_says_so(picker):
    QApplication.clipboard().setText("words")
    picker.strip.setFocus()
    picker.type_keys("Ctrl+V")
    assert picker.wishes == []
    assert picker.notice() == "There is no picture on the clipboard."


def test_a_blank_board_is_one_click(picker):
    picker.press("Blank board")
    assert picker.wishes == [("blank",)]


def test_a_dragged_board_is_put_elsewhere_and_not_on_air(picker):
    picker.drag_board(1, TALL.item.width() * 3 + 4)
    assert picker.wishes == [("order", ["b2", "b3", "b1", *(f"b{n}" for n in range(4, 13))])]
    picker.wishes.clear()
    picker.drag_board(4, 4)
    assert picker.wishes == [("order", ["b4", "b1", "b2", "b3", *(f"b{n}" for n in range(5, 13))])]


def test_a_board_that_is_dropped_where_it_was_changes_nothing(picker):
    picker.drag_board(2, TALL.item.width() * 2 + 4)
    assert picker.wishes == []


def test_escape_gives_a_drag_up(picker):
    picker.drag_board(2, 4, give_up=True)
    assert picker.wishes == []
    picker.click_board(2)
    assert picker.wishes == [("board", "b2")]


def test_alt_and_arrows_put_the_selected_board_elsewhere(picker):
    picker.click_board(2)
    picker.wishes.clear()
    picker.bot.keyClick(picker.strip, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    picker.bot.keyClick(picker.strip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    rest = [f"b{n}" for n in range(4, 13)]
    assert picker.wishes == [("order", ["b2", "b1", "b3", *rest]), ("order", ["b1", "b3", "b2", *rest])]


def test_many_boards_are_searched_by_name_and_id(picker):
    assert picker.search.isVisible()
    picker.type_keys("Ctrl+F")
    picker.type_text("board 1")
    assert picker.names == ["Board 1", "Board 10", "Board 11", "Board 12"]
    assert picker.wishes == [], "digits in the field are no number keys"
    picker.bot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.strip.selected_board.board_id == "b1"
    picker.press_key(Qt.Key.Key_Right)
    picker.press_key(Qt.Key.Key_Return)
    assert picker.wishes == [("board", "b10")]
    picker.press_key(Qt.Key.Key_3)
    assert picker.wishes[-1] == ("board", "b3"), "a number means the same board as without the search"
    picker.drag_board(1, TALL.item.width() * 2)
    assert len(picker.wishes) == 2, "what is found has no order of its own"
    picker.search.setFocus()
    picker.bot.keyClick(picker.search, Qt.Key.Key_Escape)
    assert len(picker.names) == 12


def test_a_search_without_a_hit_says_so(picker):
    picker.type_keys("Ctrl+F")
    picker.type_text("zebra")
    assert picker.names == []
    assert not picker.strip.isVisible()
    assert any(
        one.text() == "No board has these words." for one in picker.panel.findChildren(QLabel) if one.isVisible()
    )


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_few_boards_have_no_search_field_until_it_is_asked_for(picker):
    picker.show(BoardsView(BOARDS[:4]))
    assert not picker.search.isVisible()
    assert not picker.button("Show as grid").isVisible()
    picker.strip.setFocus()
    picker.type_keys("Ctrl+F")
    assert picker.search.isVisible()
    picker.bot.keyClick(picker.search, Qt.Key.Key_Escape)
    assert not picker.search.isVisible()


def test_the_grid_shows_boards_in_rows(picker):
    picker.press("Show as grid")
    picker.panel.resize(760, 420)
    QApplication.processEvents()
    tops = {picker.strip.visualRect(picker.strip.model().index(row, 0)).top() for row in range(12)}
    assert len(tops) == 3
    picker.press("Show as row")
    QApplication.processEvents()
    tops = {picker.strip.visualRect(picker.strip.model().index(row, 0)).top() for row in range(12)}
    assert len(tops) == 1


def test_only_boards_that_are_painted_ask_for_their_picture(qtbot):
    driver = WhiteboardsDriver(qtbot)
    driver.show(BoardsView(tuple(BoardView(f"n{n}", f"Board {n}") for n in range(200))))
    qtbot.waitUntil(lambda: bool(driver.wanted))
    assert driver.wanted[0] == "n0"
    assert len(driver.wanted) <= 8
    driver.strip.scrollTo(driver.strip.model().index(199, 0))
    qtbot.waitUntil(lambda: "n199" in driver.wanted)
    assert "n100" not in driver.wanted
    assert len(driver.wanted) == len(set(driver.wanted)), "each is asked for once"


def test_boards_that_come_or_change_places_do_not_scroll_the_strip_away(qtbot):
    driver = WhiteboardsDriver(qtbot)
    many = tuple(BoardView(f"n{n}", f"Board {n}") for n in range(40))
    driver.show(BoardsView(many[:30]))
    bar = driver.strip.horizontalScrollBar()
    driver.click_board(20)
    before = bar.value()
    assert before > 0
    driver.show(BoardsView(many))
    assert driver.names == [board.name for board in many]
    assert bar.value() == before
    driver.show(BoardsView((*many[10:], *many[:10])))
    assert driver.names[0] == "Board 10"
    assert driver.strip.selected_board.board_id == "n19"
    assert driver.strip.currentIndex().row() == 9


def test_what_is_being_opened_is_said(picker):
    picker.panel.show_opening(phrase("Opening {number} of {total}…", number=2, total=7))
    said = [one for one in picker.panel.findChildren(QLabel) if one.text() == "Opening 2 of 7…"]
    assert said[0].isVisible()
    picker.panel.show_opening(None)
    assert not said[0].isVisible()


def test_a_folder_is_asked_for_and_the_next_question_begins_there(picker, tmp_path):
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    picker.press("Add a folder…")
    dialog = picker.file_dialog()
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.filesSelected.emit([str(lessons)])
    dialog.reject()
    picker.bot.waitUntil(lambda: picker.file_dialog() is None)
    assert picker.wishes == [("import", [str(lessons)])]
    picker.press("Add boards…")
    dialog = picker.file_dialog()
    assert dialog.directory().absolutePath() == str(tmp_path)
    assert "*.PDF" in dialog.nameFilters()[0]
    assert dialog.nameFilters()[-1] == "All files (*)"
    dialog.reject()
    picker.bot.waitUntil(lambda: picker.file_dialog() is None)


def test_the_import_button_opens_a_dialog_and_passes_its_files_on(picker, tmp_path):
    picker.press("Add boards…")
    dialog = picker.file_dialog()
    assert dialog is not None
    dialog.filesSelected.emit([str(tmp_path / "a.png")])
    dialog.done(0)
    assert picker.wishes == [("import", [str(tmp_path / "a.png")])]
    picker.bot.waitUntil(lambda: picker.file_dialog() is None)


def test_an_empty_picker_says_how_to_fill_it(picker):
    picker.show(BoardsView())
    assert not picker.strip.isVisible()
    assert not picker.button("Close board").isVisible()


def test_pictures_are_shown_with_their_boards(picker):
    picture = QImage(640, 360, QImage.Format.Format_RGB32)
    picture.fill(QColor("#117733"))
    picker.panel.show_board_picture("b2", picture)
    assert picker.picture_color(2).name() == "#117733"
    picker.show(BoardsView(BOARDS[1:]))
    assert picker.picture_color(1).name() == "#117733"


def test_what_changes_about_one_board_is_painted_there_and_nowhere_else(picker):
    image = QImage(288, 162, QImage.Format.Format_RGB32)
    image.fill(QColor("#117733"))
    assert picker.place(2).contains(picker.painted_by(lambda: picker.panel.show_board_picture("b2", image)))
    assert picker.place(3).contains(picker.painted_by(lambda: picker.show(with_both(3))))


def test_a_board_that_comes_on_air_is_scrolled_into_view(picker):
    picker.show(with_state(12, is_on_air=True))
    visible = picker.strip.visualRect(picker.strip.model().index(11, 0))
    assert picker.strip.viewport().rect().contains(visible.center())


CLOUD = RoomView("math", "School", is_studio=False)


@pytest.fixture
def cloud_picker(qtbot):
    driver = WhiteboardsDriver(qtbot)
    driver.panel.show_room(CLOUD)
    driver.panel.show_book(read_book("101, Fractions, 4:3\n102"))
    driver.show(BoardsView((BoardView("101", "Fractions"), BoardView("102", "102"))))
    driver.books = []
    driver.panel.book_accepted.connect(driver.books.append)
    return driver


def test_boards_of_a_cloud_room_are_listed_by_hand(cloud_picker):
    assert not cloud_picker.button("Blank board").isVisible()
    cloud_picker.press("List boards…")
    dialog = cloud_picker.panel.findChild(BookDialog)
    lines = dialog.findChild(QPlainTextEdit)
    assert lines.toPlainText() == "101, Fractions, 4:3\n102, , 16:9\n"
    lines.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.clipboard().setText("103, Angles\n104; 4:3")
    lines.paste()
    cloud_picker.bot.mouseClick(dialog.findChild(QAbstractButton, "save-book"), Qt.MouseButton.LeftButton)
    (book,) = cloud_picker.books
    assert [(board.board_id, board.name) for board in book][:3] == [
        ("101", "Fractions"),
        ("102", ""),
        ("103", "Angles"),
    ]


def test_a_list_that_is_dropped_opens_with_what_was_there(cloud_picker, tmp_path):
    path = tmp_path / "boards.json"
    path.write_text('{"whiteboardIDList": ["201", "202"]}', "utf-8")
    assert cloud_picker.drop([str(path)])
    dialog = cloud_picker.panel.findChild(BookDialog)
    assert [board.board_id for board in dialog.boards()] == ["101", "102", "201", "202"]
    dialog.reject()
    assert cloud_picker.books == []


def test_pictures_are_no_boards_of_a_cloud_room(cloud_picker):
    cloud_picker.drop(["/tmp/a.png"])
    assert cloud_picker.wishes == []
    assert "listed by their ids" in cloud_picker.notice()


def test_a_list_that_cannot_be_read_is_said_in_the_dialog(cloud_picker, tmp_path):
    cloud_picker.press("List boards…")
    dialog = cloud_picker.panel.findChild(BookDialog)
    dialog.read_file(tmp_path / "gone.csv")
    assert "The file gone.csv cannot be read." in [one.text() for one in dialog.findChildren(QLabel)]
    (tmp_path / "empty.csv").touch()
    dialog.read_file(tmp_path / "empty.csv")
    assert "There are no board ids in empty.csv." in [one.text() for one in dialog.findChildren(QLabel)]
    dialog.reject()


def test_a_cloud_board_is_switched_taken_off_and_given_a_picture(cloud_picker):
    forgotten, chosen = [], []
    cloud_picker.panel.forget_requested.connect(forgotten.append)
    cloud_picker.panel.picture_chosen.connect(lambda *choice: chosen.append(choice))
    assert not cloud_picker.button("Choose picture…").isEnabled()
    cloud_picker.click_board(2)
    assert cloud_picker.wishes == [("board", "102")]
    cloud_picker.press("Choose picture…")
    dialog = cloud_picker.file_dialog()
    dialog.fileSelected.emit("/tmp/a.png")
    dialog.done(0)
    assert chosen == [("102", "/tmp/a.png")]
    cloud_picker.press("Take off the list")
    assert forgotten == ["102"]
    assert cloud_picker.wishes == [("board", "102")], "nothing is closed in the room"


def test_stage_then_take_by_pointer_and_by_keys(picker):
    picker.show(with_state(1, is_on_air=True))
    assert not picker.button("Take").isVisible()
    picker.press("Stage, then take")
    staging = replace(with_state(1, is_on_air=True), is_staging=True)
    picker.show(staging)
    assert not picker.button("Take").isEnabled()
    picker.press_key(Qt.Key.Key_2)
    boards = tuple(replace(board, is_staged=board.board_id == "b2") for board in staging.boards)
    picker.show(replace(staging, boards=boards))
    picker.press("Take")
    picker.press_key(Qt.Key.Key_Return)
    picker.type_keys("Shift+Return")
    assert picker.wishes == [("stage first", True), ("board", "b2"), ("take",), ("take",), ("take",)]


def test_on_air_next_and_selected_differ_by_word_shape_and_colour(picker):
    view = with_state(1, is_on_air=True)
    boards = tuple(replace(board, is_staged=board.board_id == "b2") for board in view.boards)
    picker.show(replace(view, boards=boards, is_staging=True))
    picker.strip.setCurrentIndex(picker.strip.model().index(2, 0))
    colors = current_tokens().colors
    assert picker.frame_color(1) == QColor(colors.record)
    assert picker.frame_color(2) == QColor(colors.accent)
    assert picker.frame_color(3) == QColor(colors.text)
    assert picker.spoken(1).endswith("on air")
    assert picker.spoken(2).endswith("next, Take puts it on air")
    assert picker.spoken(3).endswith("not on air")


MONDAY = BoardGroup("Monday", ("b2", "b3"))


def in_monday(is_folded=False):
    """Board 1 alone, boards 2 and 3 behind the name of their group."""
    view = with_state(1)
    boards = tuple(board for board in view.boards if board.board_id in ("b1", "b2", "b3"))
    return replace(view, boards=boards, groups=(replace(MONDAY, is_folded=is_folded),))


def test_a_group_stands_before_its_boards_and_is_folded_by_a_click_or_a_key(picker):
    picker.show(in_monday())
    assert picker.names == ["Board 1", "Monday", "Board 2", "Board 3"]
    picker.click_board(2)
    assert picker.groups == [(replace(MONDAY, is_folded=True),)]
    picker.show(in_monday(is_folded=True))
    assert picker.names == ["Board 1", "Monday"]
    assert picker.spoken(2) == "Group Monday, 2 boards, folded"
    picker.strip.setCurrentIndex(picker.strip.model().index(1, 0))
    picker.press_key(Qt.Key.Key_Return)
    assert picker.groups[-1] == (MONDAY,)
    picker.press_key(Qt.Key.Key_3)
    assert picker.wishes == [("board", "b3")], "number keys reach boards that are folded away"


def test_a_board_dragged_behind_a_name_joins_its_group(picker):
    picker.show(in_monday())
    picker.drag_board(1, to_px=3 * TALL.item.width())
    assert picker.groups == [(BoardGroup("Monday", ("b2", "b3", "b1")),)]
    assert picker.wishes == [("order", ["b2", "b1", "b3"])]


def test_a_board_dragged_before_the_name_leaves_its_group(picker):
    picker.show(in_monday())
    picker.drag_board(4, to_px=10)
    assert picker.groups == [(BoardGroup("Monday", ("b2",)),)]
    assert picker.wishes == [("order", ["b3", "b1", "b2"])]


def test_the_menu_makes_a_group_with_the_selected_board(picker):
    picker.show(with_state(1))
    picker.strip.setCurrentIndex(picker.strip.model().index(1, 0))
    picker.choose_in_menu("Groups", "New group…")
    picker.answer_name("Tuesday")
    assert picker.groups == [(BoardGroup("Tuesday", ("b2",)),)]


def test_the_menu_moves_renames_and_dissolves(picker):
    picker.show(in_monday())
    picker.strip.setCurrentIndex(picker.strip.model().index(0, 0))
    picker.choose_in_menu("Groups", "Monday")
    picker.strip.setCurrentIndex(picker.strip.model().index(2, 0))
    picker.choose_in_menu("Groups", "No group")
    picker.choose_in_menu("Groups", "Rename “Monday”…")
    picker.answer_name("Mo")
    picker.choose_in_menu("Groups", "Dissolve “Monday”")
    assert picker.groups == [
        (BoardGroup("Monday", ("b2", "b3", "b1")),),
        (BoardGroup("Monday", ("b3",)),),
        (BoardGroup("Mo", ("b2", "b3")),),
        (),
    ]


def test_what_is_searched_is_found_whatever_its_group(picker):
    picker.show(in_monday(is_folded=True))
    picker.type_keys("Ctrl+F")
    picker.type_text("board 3")
    assert picker.names == ["Board 3"]


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_in_a_low_window_boards_leave_the_canvas_more_height(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.whiteboards.show_boards(BoardsView(BOARDS))
    window.show()
    window.resize(1366, 860)
    boards_px = window.whiteboards.height()
    window.resize(1366, 728)
    qtbot.waitUntil(lambda: window.whiteboards.height() < boards_px)
    window.resize(1366, 860)
    qtbot.waitUntil(lambda: window.whiteboards.height() == boards_px)
    window.close_for_good()
