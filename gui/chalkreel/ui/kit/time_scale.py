"""Between moments of a recording and px on the screen, and which moments are written beside it."""

from __future__ import annotations

from dataclasses import dataclass

STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400)
TICK_PX = 72
SHORTEST_SPAN_MS = 2_000
GROWING_SPANS_S = (60, 120, 300, 600, 900, 1200, 1800, 2700)
"""How long the axis of a growing recording is: it changes seldom, so that what is drawn stands still."""
_LONG_STEP_S = 1800


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Shows ``span_ms`` from ``from_ms`` on, between ``left_px`` and ``left_px + width_px``."""

    from_ms: float
    span_ms: float
    left_px: float
    width_px: float

    def x_of(self, at_ms: float) -> float:
        return self.left_px + (at_ms - self.from_ms) * self.width_px / max(self.span_ms, 1.0)

    def ms_at(self, x_px: float) -> int:
        return round(self.from_ms + (x_px - self.left_px) * self.span_ms / max(self.width_px, 1.0))

    def ticks(self) -> list[int]:
        """Give the moments, in ms, that are written above the axis."""
        step_ms = self.step_s() * 1000
        first = int(-(-self.from_ms // step_ms))
        last = int((self.from_ms + self.span_ms) // step_ms)
        return [number * step_ms for number in range(first, last + 1)]

    def step_s(self) -> int:
        least_s = self.span_ms / 1000 * TICK_PX / max(self.width_px, 1.0)
        return next((step for step in STEPS_S if step >= least_s), STEPS_S[-1])

    def zoomed(self, factor: float, around_ms: float, whole_ms: float) -> TimeScale:
        """Show less (or more) of the same, what is at ``around_ms`` staying where it is."""
        span_ms = min(max(self.span_ms / factor, SHORTEST_SPAN_MS), whole_ms)
        share = (around_ms - self.from_ms) / max(self.span_ms, 1.0)
        return self.moved_to(around_ms - share * span_ms, span_ms, whole_ms)

    def moved_to(self, from_ms: float, span_ms: float, whole_ms: float) -> TimeScale:
        """Show another part, not reaching beyond the whole."""
        begin_ms = min(max(from_ms, 0.0), max(whole_ms - span_ms, 0.0))
        return TimeScale(begin_ms, span_ms, self.left_px, self.width_px)


def whole_span_ms(end_ms: int, is_open: bool) -> int:
    """Tell how long the axis is that shows everything, with some room ahead where the recording grows."""
    if not is_open:
        return max(end_ms, 1)
    needed_s = end_ms / 1000 * 1.02
    fixed = next((span for span in GROWING_SPANS_S if span >= needed_s), None)
    return (fixed or int(-(-needed_s // _LONG_STEP_S)) * _LONG_STEP_S) * 1000
