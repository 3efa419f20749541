"""While a window is open, cycles are collected on its thread and nowhere else."""

import gc
import threading
import weakref

from PySide6.QtCore import QTimer

from chalkreel.app.garbage import GuiThreadGarbage


class Knot:
    def __init__(self):
        self.itself = self


def test_a_cycle_is_collected_on_the_gui_thread_only(qtbot):
    collected_on = []
    keeper = GuiThreadGarbage()
    keeper.findChild(QTimer).setInterval(1)
    keeper.start()
    try:
        knot = Knot()
        weakref.finalize(knot, lambda: collected_on.append(threading.current_thread()))
        del knot
        other = threading.Thread(target=lambda: [Knot() for _ in range(5000)])
        other.start()
        other.join()
        assert collected_on == []
        qtbot.waitUntil(lambda: bool(collected_on))
        assert collected_on == [threading.main_thread()]
    finally:
        keeper.stop()
    assert gc.isenabled()


def test_what_was_there_at_the_start_is_not_looked_through_until_the_end():
    knot = Knot()
    keeper = GuiThreadGarbage()
    keeper.start()
    try:
        assert not any(one is knot for one in gc.get_objects())
        later = Knot()
        assert any(one is later for one in gc.get_objects())
    finally:
        keeper.stop()
    assert any(one is knot for one in gc.get_objects())
