"""Pictures as bytes."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from chalkreel.ui.kit.picture_decoder import decode_picture
from chalkreel.ui.kit.picture_encoding import MAX_SIDE_PX, png_bytes


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(17, 119, 51, 128))
    return image


def test_a_picture_keeps_its_size_and_what_shines_through():
    read = decode_picture(png_bytes(picture(640, 480)))
    assert (read.size(), read.pixelColor(3, 3)) == (QSize(640, 480), QColor(17, 119, 51, 128))


def test_a_very_large_picture_is_made_smaller_and_keeps_its_shape():
    read = decode_picture(png_bytes(picture(2 * MAX_SIDE_PX, MAX_SIDE_PX // 2)))
    assert read.size() == QSize(MAX_SIDE_PX, MAX_SIDE_PX // 4)
    assert read.pixelColor(3, 3).alpha() == 128


def test_a_picture_beyond_what_a_reader_takes_is_made_smaller_too():
    huge = QImage(16000, 4400, QImage.Format.Format_RGB32)
    huge.fill(QColor("#336699"))
    made = QImage.fromData(png_bytes(huge))
    assert (made.width(), made.height()) == (3840, 1056)
    assert made.pixelColor(1000, 500) == QColor("#336699")
