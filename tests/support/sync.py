"""How far sound and picture of a recording may be apart."""

from __future__ import annotations

from collections.abc import Sequence

MOST_DRIFT_MS = 20


def largest_usual_ms(offsets_ms: Sequence[float]) -> float:
    """Give what four of five flashes stay within."""
    return sorted(map(abs, offsets_ms))[-(-len(offsets_ms) * 4 // 5) - 1]


def allowed_ms(fps: int) -> float:
    """Half a picture, for a flash is only seen when the next one is due, and 20 ms."""
    return 500 / fps + 20
