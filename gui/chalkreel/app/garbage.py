"""Collects Python's cycles on the GUI thread only.

WORKAROUND: Python collects wherever a threshold is reached, also on the threads that decode pictures or write the
journal. A widget that is part of a cycle would then be destroyed outside its thread, which Qt answers with a crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1000


class GuiThreadGarbage(QObject):
    """Takes collection over from ``start()`` to ``stop()``; owned by the composition root.

    What there is at the start (modules, the window) stays until the end: it is not looked through each time, which
    would hold the window up for 6 ms.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._was_enabled = False

    def start(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def _on_timer_timeout(self) -> None:
        """Collect what Python itself would have collected by now, the oldest generation that is due."""
        due = [count > threshold > 0 for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
