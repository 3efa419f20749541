"""Every action is named, explained, and reached by keys of its own."""

from collections import Counter
from string import digits

import pytest

from chalkreel.domain.enums import FillMode
from chalkreel.ui.canvas import actions as canvas
from chalkreel.ui.kit.icons import ICON_NAMES
from chalkreel.ui.preflight import actions as preflight
from chalkreel.ui.settings import connection_dialog
from chalkreel.ui.status import actions as status
from chalkreel.ui.streams import actions as streams
from chalkreel.ui.take_settings import dialog as take_settings
from chalkreel.ui.take_settings import row as take_row
from chalkreel.ui.takes import actions as takes
from chalkreel.ui.timeline import actions as timeline
from chalkreel.ui.whiteboards import actions as whiteboards

IN_WINDOW = (
    *status.RECORD_BAR_ACTIONS,
    *streams.PANEL_ACTIONS,
    *whiteboards.PANEL_ACTIONS,
    *timeline.PANEL_ACTIONS,
    *canvas.ALL,
    *preflight.PANEL_ACTIONS,
)
EVERY = (
    *IN_WINDOW,
    *status.TAKE_ACTIONS.values(),
    *preflight.REMEDIES.values(),
    *streams.ROW_ACTIONS,
    *takes.WINDOW_ACTIONS,
    connection_dialog._SAVE,
    connection_dialog._CANCEL,
    take_settings.SAVE,
    take_settings.CANCEL,
    take_settings.RESET_ALL,
    take_row.RESET,
)


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.action_id)
def test_an_action_has_words_a_tip_and_a_known_icon(spec):
    assert str(spec.label)
    assert len(str(spec.tip)) > len(str(spec.label))
    assert not spec.icon or spec.icon in ICON_NAMES


def test_action_ids_are_unique():
    assert max(Counter(spec.action_id for spec in EVERY).values()) == 1


def test_every_action_of_the_window_has_a_shortcut_of_its_own():
    sharing = (status.RESUME, canvas.FILLS[FillMode.FIT])  # each shares one key with its other half
    shortcuts = Counter(spec.shortcut for spec in IN_WINDOW if spec not in sharing)
    assert "" not in shortcuts
    assert max(shortcuts.values()) == 1
    assert status.RESUME.shortcut == status.PAUSE.shortcut, "one button, one key"
    assert not set(shortcuts) & set(digits), "the number keys belong to the boards"
