import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from chalkreel.controllers.layout_keeper import KEPT_STEPS, LONGEST_LOG, LayoutKeeper, history_of
from chalkreel.controllers.layouts import LayoutController
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.services.draft_log import DraftLog

BOARD = Region("w", Rect(0, 0, 640, 360), 3, FillMode.FIT, ViewType.WHITEBOARD, name="Board")
ANN = Region("a", Rect(640, 0, 1280, 720), 1, stream_id="ann", background_image="https://x.example/a.png")
FIRST, SECOND = Layout(MixMode.CUSTOM, (BOARD,)), Layout(MixMode.CUSTOM, (BOARD, ANN))


class Window:
    """What a window has of the draft, over one folder."""

    def __init__(self, folder):
        self.log = DraftLog(folder)
        self.layouts = LayoutController()
        self.keeper = LayoutKeeper(self.layouts, self.log)


@pytest.fixture
def windows(tmp_path):
    opened = []

    def another():
        for window in opened:
            window.log.close()
        opened.append(Window(tmp_path))
        return opened[-1]

    yield another
    for window in opened:
        window.log.close()


def test_draft_and_undo_are_there_again_in_the_next_window(windows):
    first = windows()
    first.keeper.enter("room")
    first.layouts.edit_draft(FIRST)
    first.layouts.edit_draft(SECOND)
    first.layouts.undo()
    next_one = windows()
    next_one.keeper.enter("room")
    assert next_one.layouts.history == first.layouts.history
    next_one.layouts.redo()
    assert next_one.layouts.draft == SECOND


KILLED = """
import os, signal, sys
from pathlib import Path
from chalkreel.controllers.layout_keeper import LayoutKeeper
from chalkreel.controllers.layouts import LayoutController
from chalkreel.domain.enums import MixMode
from chalkreel.services.draft_log import DraftLog

log, layouts = DraftLog(Path(sys.argv[1])), LayoutController()
keeper = LayoutKeeper(layouts, log)
keeper.enter("room")
layouts.choose_preset(MixMode.VERTICAL)
layouts.choose_preset(MixMode.GRID)
layouts.undo()
while {"undo": 1} not in log.lines("room"):
    pass
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_loses_neither_draft_nor_undo(windows, tmp_path):
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    at = windows()
    at.keeper.enter("room")
    assert at.layouts.draft.mode is MixMode.VERTICAL
    assert (at.layouts.history.before.mode, at.layouts.history.after.mode) == (MixMode.HORIZONTAL, MixMode.GRID)


def test_each_room_has_its_own_past(windows):
    at = windows()
    at.keeper.enter("one")
    at.layouts.edit_draft(FIRST)
    at.keeper.enter("two")
    assert (at.layouts.draft, at.layouts.history.can_undo) == (FIRST, False)
    at.layouts.edit_draft(SECOND)
    at = windows()
    at.keeper.enter("one")
    assert at.layouts.draft == FIRST


def test_a_room_that_is_entered_again_at_once_has_what_was_left_there_though_the_file_is_behind(windows):
    at = windows()
    at.keeper.enter("one")
    is_free = threading.Event()
    at.log._worker.post(is_free.wait, 30)  # a slow disk
    at.layouts.edit_draft(FIRST)
    at.keeper.enter("two")
    at.layouts.edit_draft(SECOND)
    at.layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    at.keeper.enter("one")
    assert at.layouts.draft.regions[0].rect == Rect(0, 0, 320, 180)
    assert at.layouts.history.can_undo
    is_free.set()
    again = windows()
    again.layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    again.keeper.enter("one")
    assert again.layouts.history == at.layouts.history


@pytest.mark.parametrize("canvas", [[0, 0], [-5, 10], [1e400, 720], ["x", 1], [1], 7, None])
def test_a_canvas_that_makes_no_sense_costs_the_past_and_nothing_else(canvas):
    found = history_of([{"canvas": [1280, 720]}, {"edit": {"mode": 1}}, {"canvas": canvas}], Size(1280, 720))
    assert found is not None
    assert found.current.mode in MixMode


def test_merged_steps_and_those_on_a_new_canvas_are_kept_as_they_are(windows):
    at = windows()
    at.keeper.enter("room")
    at.layouts.edit_draft(FIRST)
    for dx in (1, 2):
        at.layouts.nudge_draft(Layout(MixMode.CUSTOM, (replace(BOARD, rect=BOARD.rect.moved(dx, 0)),)))
    at.layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    at.layouts.edit_draft(SECOND)
    again = windows()
    again.layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    again.keeper.enter("room")
    assert again.layouts.history == at.layouts.history
    elsewhere = windows()
    elsewhere.keeper.enter("room")
    assert elsewhere.layouts.draft.regions[1].rect == Rect(1280, 0, 2560, 1440)


def test_the_file_stays_small_and_the_latest_steps_stay_in_it(windows):
    at = windows()
    at.keeper.enter("room")
    for number in range(LONGEST_LOG + 30):
        at.layouts.edit_draft(Layout(MixMode.VERTICAL, large_stream_id=str(number)))
    kept = at.layouts.history.last(KEPT_STEPS)
    for _ in range(KEPT_STEPS + 60):
        at.layouts.undo()
    draft = at.layouts.draft
    again = windows()
    assert len(again.log.lines("room")) < LONGEST_LOG + KEPT_STEPS + 10
    again.keeper.enter("room")
    assert again.layouts.draft == draft
    assert again.layouts.history.layouts[-1] == kept.layouts[-1]


@pytest.mark.parametrize("damage", [{"edit": {"mode": 99}}, {"edit": 3}, {"at": "x"}, {"canvas": []}])
def test_steps_before_a_damage_are_still_good(windows, damage):
    at = windows()
    at.keeper.enter("room")
    at.layouts.edit_draft(FIRST)
    at.log.append("room", damage)
    at = windows()
    at.keeper.enter("room")
    assert at.layouts.draft == FIRST


def test_a_canvas_that_changed_under_a_preset_is_kept_with_what_is_drawn_on_it_next(windows):
    at = windows()
    at.keeper.enter("room")
    at.layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    at.layouts.edit_draft(Layout(MixMode.CUSTOM, (Region("a", Rect(0, 0, 320, 360)),)))
    again = windows()
    again.layouts.show_settings(replace(DEFAULTS, canvas=Size(640, 360)))
    again.keeper.enter("room")
    assert again.layouts.draft == at.layouts.draft
