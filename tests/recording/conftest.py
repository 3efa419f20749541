"""A studio whose clock is run by hand, for every recording test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.recordings import Studio, studio


@pytest.fixture
def recording(tmp_path: Path) -> Iterator[Studio]:
    with studio(tmp_path) as made:
        yield made
