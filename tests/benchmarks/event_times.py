"""What single events cost a window, until what they changed is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, process_time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Paints(QObject):
    """Counts how often a widget was painted, and how much of it, in px of the widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        self.area = 0
        self.widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt calls it so)
        if isinstance(event, QPaintEvent):
            self.count += 1
            self.area += sum(part.width() * part.height() for part in event.region())
        return super().eventFilter(watched, event)


@dataclass
class EventTimes:
    """The costs of events in ms: by the clock, and of processor time, which others do not lengthen.

    Qt paints with the next beat of the screen, about 60 times a second; here each event is painted at once, which is
    the same work without the wait for the beat.
    """

    ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    unpainted: int = 0
    painted_px: int = 0

    def take(self, paints: Paints, act: Callable[[], object]) -> None:
        """Time an act, all that it asks Qt to do later, and the painting of what it changed."""
        count, area = paints.count, paints.area
        window = paints.widget.window()
        start, cpu_start = perf_counter(), process_time()
        act()
        QApplication.processEvents()
        QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
        self.cpu_ms.append((process_time() - cpu_start) * 1000)
        self.ms.append((perf_counter() - start) * 1000)
        self.unpainted += paints.count == count
        self.painted_px += paints.area - area

    @property
    def p99(self) -> float:
        return quantiles(self.ms, n=100)[-1]

    @property
    def cpu_p99(self) -> float:
        return quantiles(self.cpu_ms, n=100)[-1]

    @property
    def unpainted_share(self) -> float:
        return self.unpainted / len(self.ms)

    @property
    def px_per_event(self) -> float:
        return self.painted_px / len(self.ms)
