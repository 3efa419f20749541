"""The application is dressed as the host or the desktop says."""

import pytest
from PySide6.QtCore import Qt

from chalkreel.ui.theme import ThemeMode, apply_theme, current_tokens
from chalkreel.ui.theme.appearance import AppearanceKeeper
from chalkreel.ui.theme.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH


@pytest.fixture(autouse=True)
def undressed_afterwards(qapp):
    """Give the application back as it was, for the tests of others."""
    palette, font, style = qapp.palette(), qapp.font(), qapp.style().objectName()
    yield
    keeper = qapp.findChild(AppearanceKeeper)
    if keeper is not None:
        keeper.setParent(None)
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize(("mode", "colors"), [(ThemeMode.LIGHT, LIGHT), (ThemeMode.DARK, DARK)])
def test_a_chosen_mode_is_shown(qapp, mode, colors):
    assert apply_theme(qapp, mode).colors is colors
    assert current_tokens().colors is colors
    assert colors.window in qapp.styleSheet() or qapp.palette().window().color().name() == colors.window


def test_choosing_again_keeps_one_keeper(qapp):
    for mode in ThemeMode:
        apply_theme(qapp, mode)
    assert len(qapp.findChildren(AppearanceKeeper)) == 1


def test_with_the_system_mode_the_desktop_is_followed(qapp, qtbot):
    apply_theme(qapp, ThemeMode.SYSTEM)
    keeper = qapp.findChild(AppearanceKeeper)
    is_dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert current_tokens().is_dark is is_dark
    with qtbot.waitSignal(keeper.changed):
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())


def test_with_a_chosen_mode_the_desktop_is_not_followed(qapp, qtbot):
    apply_theme(qapp, ThemeMode.DARK)
    keeper = qapp.findChild(AppearanceKeeper)
    with qtbot.assertNotEmitted(keeper.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current_tokens().is_dark


@pytest.mark.parametrize(
    ("mode", "usual", "high"), [(ThemeMode.LIGHT, LIGHT, LIGHT_HIGH), (ThemeMode.DARK, DARK, DARK_HIGH)]
)
def test_more_contrast_is_given_while_the_desktop_asks_for_it(qapp, mode, usual, high):
    apply_theme(qapp, mode)
    hints = qapp.styleHints()
    asked = hints.accessibility().contrastPreferenceChanged
    asked.emit(Qt.ContrastPreference.HighContrast)
    assert current_tokens().colors is high
    assert current_tokens().is_dark is (mode is ThemeMode.DARK)
    assert high.control_border in qapp.styleSheet()
    asked.emit(Qt.ContrastPreference.NoPreference)
    assert current_tokens().colors is usual
