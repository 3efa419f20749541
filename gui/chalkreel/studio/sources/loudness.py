"""How loud a piece of sound is, as a meter shows it."""

from __future__ import annotations

import numpy as np

from chalkreel.studio.sources.source import Sound

METER_S = 0.1
"""Length of sound a meter looks at."""


def loudness(samples: Sound) -> float:
    """Give the root mean square of the louder channel, from 0 to 1 (a full-scale sine is 0.7)."""
    if not samples.size:
        return 0.0
    powers = np.einsum("ij,ij->i", samples, samples) / samples.shape[1]
    return float(min(np.sqrt(powers.max()), 1.0))
