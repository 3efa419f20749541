"""In a row of choices the chosen one and the one the keys are at look different, in shape and in every scheme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from chalkreel.domain.enums import MixMode
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.segments import SegmentBar
from chalkreel.ui.theme import ThemeMode, apply_theme
from chalkreel.ui.theme.appearance import AppearanceKeeper

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise")
PREFERENCES = (Qt.ContrastPreference.NoPreference, Qt.ContrastPreference.HighContrast)


@pytest.fixture(params=[(mode, wish) for mode in (ThemeMode.LIGHT, ThemeMode.DARK) for wish in PREFERENCES], ids=str)
def colors(qapp, request):
    palette, font, style = qapp.palette(), qapp.font(), qapp.style().objectName()
    mode, preference = request.param
    apply_theme(qapp, mode)
    keeper = qapp.findChild(AppearanceKeeper)
    hints = qapp.styleHints()
    hints.accessibility().contrastPreferenceChanged.emit(preference)
    yield apply_theme(qapp, mode).colors
    keeper.setParent(None)
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def look(bar, mode):
    """Tell the colours of a button 1 px inside its left edge, and 1 and 2 px above its foot."""
    image = bar.button(mode).grab().toImage()
    across, down = image.width() // 4, image.height() // 2
    edge = image.pixelColor(1, down).name()
    foot = {image.pixelColor(across, image.height() - 1 - depth).name() for depth in (1, 2)}
    return edge, foot


def shown_bar(qtbot):
    bar = SegmentBar(actions.MODES)
    qtbot.addWidget(bar)
    bar.show_choice(MixMode.GRID)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


def test_the_chosen_one_stands_on_a_bar_and_the_focus_is_a_ring(qtbot, colors):
    bar = shown_bar(qtbot)
    focused = bar.button(MixMode.HORIZONTAL)
    qtbot.mouseClick(focused, Qt.MouseButton.LeftButton)
    bar.show_choice(MixMode.GRID)
    qtbot.waitUntil(focused.hasFocus)
    qtbot.mouseMove(bar.button(MixMode.CUSTOM))
    accent, ink = QColor(colors.accent).name(), QColor(colors.text).name()
    chosen_edge, chosen_foot = look(bar, MixMode.GRID)
    focus_edge, focus_foot = look(bar, MixMode.HORIZONTAL)
    assert chosen_foot == {accent}
    assert chosen_edge not in (accent, ink)
    assert focus_edge == ink
    assert accent not in focus_foot


def test_what_is_chosen_and_has_the_keys_shows_both(qtbot, colors):
    bar = shown_bar(qtbot)
    qtbot.mouseClick(bar.button(MixMode.GRID), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.button(MixMode.GRID).hasFocus)
    edge, foot = look(bar, MixMode.GRID)
    assert (edge, foot) == (QColor(colors.text).name(), {QColor(colors.accent).name()})
