"""Pictures of streams are decoded as large as they are shown, and again when they are shown larger."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage

from chalkreel.app.stream_pictures import StreamPictures
from chalkreel.controllers.view_state import RoomView, StreamCondition, StreamView
from chalkreel.ui.kit.picture_decoder import PictureDecoder


def jpeg() -> bytes:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    content = QByteArray()
    store = QBuffer(content)
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(store, "JPG")
    return bytes(content.data())


@pytest.fixture
def decoder(qapp):
    made = PictureDecoder()
    yield made
    made.shutdown()


class Shown:
    def __init__(self, decoder):
        self.wanted = QSize(200, 112)
        self.widths = []
        self.pictures = StreamPictures(decoder, lambda _stream_id: self.wanted)
        decoder.decoded.connect(lambda _stream_id, image: self.widths.append(image.width()))


@pytest.fixture
def shown(decoder, qtbot):
    """Ann's picture has been shown 200 px wide; now 500 px are wanted."""
    at = Shown(decoder)
    at.pictures.hear("ann", jpeg())
    qtbot.waitUntil(lambda: at.widths == [320])
    at.wanted = QSize(500, 281)
    return at


def test_a_picture_is_as_large_as_it_is_shown_and_again_when_it_grows(shown, qtbot):
    shown.pictures.look_again()
    qtbot.waitUntil(lambda: shown.widths == [320, 640])


def test_pictures_of_those_who_left_are_forgotten(shown, qtbot):
    shown.pictures.show_room(RoomView("r", "Studio", True, (StreamView("ann", "Ann", StreamCondition.LIVE),)))
    shown.pictures.show_room(RoomView("r", "Studio", True))
    shown.pictures.hear("ben", jpeg())
    shown.pictures.look_again()
    qtbot.waitUntil(lambda: len(shown.widths) == 2)
    qtbot.waitUntil(lambda: not shown.pictures._looking.isActive())
    assert shown.widths == [320, 640]


def test_the_next_picture_after_a_change_is_decoded_as_large_as_it_is_then_shown(shown, qtbot):
    shown.pictures.look_again()
    shown.pictures.hear("ann", jpeg())
    qtbot.waitUntil(lambda: shown.widths == [320, 640])
    qtbot.waitUntil(lambda: not shown.pictures._looking.isActive())
    assert shown.widths == [320, 640], "not decoded twice"
