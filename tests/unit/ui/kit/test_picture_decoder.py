"""Pictures are decoded beside the window, the newest wins, and nothing outlives the decoder."""

import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage

from chalkreel.ui.kit.picture_decoder import PictureDecoder, decode_picture

SMALL = QSize(64, 36)


def encoded(color: str, extent: QSize = SMALL, form: str = "PNG") -> bytes:
    image = QImage(extent, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    content = QByteArray()
    store = QBuffer(content)
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(store, form)
    return bytes(content.data())


@pytest.fixture
def decoder(qapp):
    made = PictureDecoder()
    yield made
    made.shutdown()


@pytest.mark.parametrize("form", ["PNG", "JPG", "BMP"])
def test_a_picture_arrives_with_its_key(decoder, qtbot, form):
    with qtbot.waitSignal(decoder.decoded) as arrived:
        decoder.decode("ann", encoded("#102030", form=form))
    key, image = arrived.args
    assert key == "ann"
    assert image.size() == QSize(64, 36)
    assert image.pixelColor(10, 10).blue() == pytest.approx(0x30, abs=3)


def test_the_newest_picture_of_a_key_is_the_last_one_shown(decoder, qtbot):
    shown = []
    decoder.decoded.connect(lambda key, image: shown.append((key, image.pixelColor(3, 3).name())))
    for color in ("#000000", "#202020", "#404040", "#606060", "#808080"):
        decoder.decode("ann", encoded(color))
    decoder.decode("ben", encoded("#ff0000"))
    qtbot.waitUntil(lambda: ("ann", "#808080") in shown and ("ben", "#ff0000") in shown)
    assert [color for key, color in shown if key == "ann"] == ["#808080"]


def test_what_is_no_picture_gives_a_null_image(decoder, qtbot):
    with qtbot.waitSignal(decoder.decoded) as arrived:
        decoder.decode("ann", b"no picture at all")
    assert arrived.args[1].isNull()


def test_large_pictures_are_scaled_down_and_small_ones_kept(qapp):
    assert decode_picture(encoded("#ffffff", QSize(1280, 720)), QSize(320, 180)).size() == QSize(320, 180)
    assert decode_picture(encoded("#ffffff", QSize(64, 36)), QSize(320, 180)).size() == QSize(64, 36)


def test_a_monstrous_picture_is_not_opened(qapp):
    content = bytearray(encoded("#ffffff", QSize(9000, 2)))
    assert decode_picture(bytes(content)).size() == QSize(9000, 2)
    content[20:24] = (9000).to_bytes(4, "big")  # the height that the header tells
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    assert decode_picture(bytes(content), QSize(90, 90)).isNull()


def test_a_forgotten_key_is_not_shown(decoder, qtbot):
    with qtbot.waitSignal(decoder.decoded) as arrived:
        decoder.decode("gone", encoded("#111111"))
        decoder.forget("gone")
        decoder.decode("ann", encoded("#222222"))
    assert arrived.args[0] == "ann"


def test_after_shutdown_nothing_is_decoded(qapp, qtbot):
    decoder = PictureDecoder()
    with qtbot.assertNotEmitted(decoder.decoded):
        decoder.decode("ann", encoded("#111111"))
        decoder.shutdown()
        decoder.decode("ann", encoded("#222222"))
        qapp.processEvents()


@pytest.mark.parametrize(
    ("at_least", "expected"),
    [
        (QSize(160, 90), QSize(160, 90)),
        (QSize(161, 90), QSize(320, 180)),
        (QSize(100, 50), QSize(160, 90)),
        (QSize(10, 10), QSize(40, 23)),
        (QSize(900, 900), QSize(320, 180)),
    ],
)
def test_by_halves_a_picture_gets_no_smaller_than_it_is_shown(qapp, at_least, expected):
    assert decode_picture(encoded("#ffffff", QSize(320, 180), "JPG"), at_least, by_halves=True).size() == expected
