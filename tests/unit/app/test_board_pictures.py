"""Pictures of boards are decoded where they are looked at, and as large as they are painted there."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from chalkreel.app.board_pictures import BoardPictures
from chalkreel.controllers.view_state import BoardsView, BoardView
from chalkreel.ui.kit.picture_decoder import PictureDecoder
from chalkreel.ui.whiteboards.board_delegate import TALL

SHOWN = BoardsView((BoardView("b1", "Algebra"), BoardView("b2", "Fractions")))


def encoded(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#117733"))
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(store, "PNG")
    return bytes(store.data().data())


@pytest.fixture
def decoder(qtbot):
    decoder = PictureDecoder()
    yield decoder
    decoder.shutdown()


@pytest.fixture
def pictures(decoder):
    pictures = BoardPictures(decoder)
    decoder.decoded.connect(pictures.take_decoded)
    pictures.show_boards(SHOWN)
    return pictures


def test_a_board_in_view_comes_as_large_as_it_is_painted_and_others_do_not_come(qtbot, pictures):
    came = []
    pictures.small_decoded.connect(lambda board_id, image: came.append((board_id, image.size())))
    pictures.hear("b1", encoded(640, 480))
    pictures.hear("b2", encoded(640, 480))
    with qtbot.waitSignal(pictures.small_decoded):
        pictures.want("b1")
    most = TALL.picture * QGuiApplication.instance().devicePixelRatio()
    assert came == [("b1", QSize(most.height() * 4 // 3, most.height()))]


def test_on_another_screen_boards_in_view_come_again(qtbot, pictures):
    pictures.hear("b1", encoded(640, 480))
    with qtbot.waitSignal(pictures.small_decoded):
        pictures.want("b1")
    with qtbot.waitSignal(pictures.small_decoded) as again:
        QGuiApplication.instance().screenAdded.emit(QGuiApplication.primaryScreen())
    assert again.args[0] == "b1"
