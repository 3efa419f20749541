"""Pictures of one colour, as files, for boards."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (30, 60, 200)


def colour_png(path: Path, rgb: tuple[int, int, int], width: int = 320, height: int = 180) -> Path:
    """Write a PNG of one colour."""
    frame = av.VideoFrame.from_ndarray(np.full((height, width, 3), rgb, np.uint8), "rgb24")
    with av.open(str(path), "w", format="image2", options={"update": "1"}) as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = width, height, "rgb24"
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def nearest_colour(rgb: tuple[int, int, int]) -> tuple[int, int, int]:
    """Name which of the three colours a measured pixel is nearest to."""
    return min((RED, GREEN, BLUE), key=lambda known: sum(abs(int(a) - b) for a, b in zip(rgb, known, strict=True)))
