"""What the surroundings of the process say about storage, and must not."""

from __future__ import annotations

import os

FOREIGN_SETTINGS = "AWS_"


def forget_foreign_settings() -> None:
    """Drop what the surroundings say about buckets: the client would mix it with what the task was given."""
    for name in tuple(os.environ):
        if name.upper().startswith(FOREIGN_SETTINGS):
            del os.environ[name]
