"""The gallery draws every window in its telling states, in both languages, and Qt has nothing against it."""

import pytest
from PySide6.QtGui import QImage

from chalkreel.app.gallery import THEMES, draw, gallery_states
from chalkreel.app.gallery_index import index_page
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.theme import ThemeMode, apply_theme
from tests.drivers.takes import NOISE

pytestmark = pytest.mark.qt_log_ignore(*NOISE)

STATES = {state.name: state for state in gallery_states()}
SHOWN = ("main-01-idle", "main-44-problems", "dialog-04-problems", "sheet-02-status", "takes-01-watching")


@pytest.fixture(scope="module")
def pictures():
    return GalleryPictures()


@pytest.fixture
def speak(qapp):
    apply_theme(qapp, ThemeMode.LIGHT)
    yield lambda language: install_language(qapp, language)
    install_language(qapp, Language.ENGLISH)


@pytest.mark.parametrize("name", SHOWN)
def test_a_state_is_drawn_in_both_languages(speak, pictures, name):
    drawn = []
    for language in (Language.ENGLISH, Language.CHINESE):
        speak(language)
        drawn.append(draw(STATES[name], pictures))
    assert all(colours(image) > 20 for image in drawn), "a picture is all but empty"
    assert drawn[0] != drawn[1], "both languages look the same"


def test_the_same_state_gives_the_same_picture(speak, pictures):
    speak(Language.ENGLISH)
    assert draw(STATES["main-11-recording"], pictures) == draw(STATES["main-11-recording"], pictures)


def test_every_state_has_a_name_of_its_own():
    assert len(STATES) == len(gallery_states())


def test_the_page_shows_every_picture():
    page = index_page(gallery_states())
    for state in gallery_states():
        for theme in THEMES:
            for language in ("en", "zh"):
                for scale in (1, 2):
                    assert f'"{state.name}.{theme.value}.{language}.{scale}x.png"' in page


def colours(image: QImage) -> int:
    """Count the colours of a coarse raster."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)})
