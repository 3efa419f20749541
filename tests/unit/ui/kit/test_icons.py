"""Icons go by name and take their colour from the theme."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from chalkreel.ui.kit.icons import ICON_NAMES, UnknownIconError, app_icon, icon
from chalkreel.ui.theme import current_tokens


@pytest.mark.parametrize("name", ICON_NAMES)
def test_every_name_has_a_picture_in_its_tone(qapp, name):
    image = icon(name, "safe").pixmap(QSize(32, 32)).toImage()
    painted = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = {color.name() for color in painted if color.alpha() == 255}
    assert current_tokens().colors.safe in solid


def test_a_disabled_icon_is_paler(qapp):
    image = icon("record").pixmap(QSize(32, 32), QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(16, 16).name() == current_tokens().colors.text_disabled


def test_unknown_names_and_tones_raise(qapp):
    with pytest.raises(UnknownIconError):
        icon("no-such-icon")
    with pytest.raises(UnknownIconError):
        icon("record", "pink")


def test_the_app_has_an_icon_of_its_own_at_every_size(qapp):
    own = app_icon()
    assert {extent.width() for extent in own.availableSizes()} == {16, 24, 32, 48, 64, 128, 256, 512}
    assert not own.pixmap(QSize(16, 16)).isNull()
