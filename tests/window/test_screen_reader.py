"""The regions of the stage as screen readers see them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout_editing import with_hiding, with_lock
from chalkreel.ui.canvas import StageAccesses
from tests.drivers.canvas import CanvasDriver, custom, region

# The offscreen platform says so whenever a window's least size changes.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

A = region(1, Rect(0, 0, 640, 360), "ann")
B = region(2, Rect(600, 300, 1000, 600), "ben")
NEEDED = ("Xvfb", "xvfb-run", "dbus-run-session", "busctl")
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture(scope="session")
def accesses():
    kept = StageAccesses()
    kept.install()
    return kept


@pytest.fixture
def canvas(qtbot, accesses):
    driver = CanvasDriver(qtbot, custom(A, B))
    driver.let_in("Ann", "Ben")
    return driver


def regions_of(canvas):
    stage = QAccessible.queryAccessibleInterface(canvas.stage)
    return [stage.child(number) for number in range(stage.childCount())]


def test_regions_have_names_places_and_layers(canvas):
    first, second = regions_of(canvas)
    assert (first.text(NAME), second.text(NAME)) == ("Ann", "Ben")
    assert second.text(DESCRIPTION) == "400 by 300 px at 600, 300, layer 2 of 2"
    seen = canvas.stage.to_screen(B.rect).toAlignedRect()
    assert second.rect() == seen.translated(canvas.stage.mapToGlobal(seen.topLeft()) - seen.topLeft())


def test_selection_and_focus_are_told(canvas):
    canvas.click(800, 500)
    canvas.stage.setFocus()
    first, second = regions_of(canvas)
    assert not first.state().selected
    assert second.state().selected
    assert second.state().focused
    stage = QAccessible.queryAccessibleInterface(canvas.stage)
    assert stage.focusChild().text(NAME) == "Ben"
    canvas.bot.keyClick(canvas.stage, Qt.Key.Key_Escape)
    assert stage.focusChild() is None


def test_locked_hidden_and_broken_regions_say_so(canvas):
    outside = canvas.view.draft.with_region(region(2, Rect(1000, 300, 1300, 600), "ben"))
    canvas.show_layout(draft=with_hiding(with_lock(outside, ("r2",), True), ("r1",), True))
    first, second = regions_of(canvas)
    assert first.state().invisible
    assert first.text(DESCRIPTION).endswith("hidden")
    assert second.state().readOnly
    assert second.text(DESCRIPTION).endswith("locked, Ben reaches outside the canvas.")


def test_the_region_under_a_finger_is_the_top_most(canvas):
    at = canvas.stage.mapToGlobal(canvas.screen(620, 330))
    stage = QAccessible.queryAccessibleInterface(canvas.stage)
    assert stage.childAt(at.x(), at.y()).text(NAME) == "Ben"


def test_a_region_that_is_gone_is_no_longer_there(canvas):
    first, second = regions_of(canvas)
    canvas.show_layout(draft=custom(A))
    assert first.isValid()
    assert not second.isValid()
    assert len(regions_of(canvas)) == 1


@pytest.mark.skipif(any(shutil.which(tool) is None for tool in NEEDED), reason=f"needs {', '.join(NEEDED)}")
def test_a_real_screen_reader_hears_the_regions():
    """Through AT-SPI, on a display and a bus of their own."""
    surroundings = {
        **os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0",
    }  # fmt: skip
    command = ["xvfb-run", "-a", "dbus-run-session", "--", sys.executable, "-m", "tests.support.screen_reader"]
    top = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=top, env=surroundings, check=True)
    heard = json.loads(done.stdout.splitlines()[-1])
    assert [region["name"] for region in heard] == ["Teacher", "Guest", "Board"]
    assert [region["states"] for region in heard] == [
        ["selectable", "selected", "showing"], ["read only", "selectable", "showing"], [],
    ]  # fmt: skip
    assert heard[1]["description"] == "640 by 360 px at 640, 360, layer 2 of 3, locked"
    assert heard[0]["place"][2] == pytest.approx(heard[1]["place"][2], abs=1)
