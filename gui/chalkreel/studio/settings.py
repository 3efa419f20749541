"""What one Studio process is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from chalkreel.domain.limits import CALLBACK_RETRY_S, CONCURRENT_TASKS
from chalkreel.studio.storage.limits import UPLOAD_GRACE_S, UPLOAD_PATIENCE_S


@dataclass(frozen=True, slots=True)
class StudioSettings:
    """Everything the command line decides. Secrets never appear in ``repr``."""

    data_dir: Path
    app_id: int
    server_secret: str = field(repr=False)
    callback_secret: str = field(default="", repr=False)
    port: int = 0
    exit_when_idle_s: float | None = None
    max_tasks: int = CONCURRENT_TASKS
    callback_retry_s: float = CALLBACK_RETRY_S
    upload_patience_s: float = UPLOAD_PATIENCE_S
    upload_grace_s: float = UPLOAD_GRACE_S

    clock_has_seconds: bool = False
    """Whether the clock that a recording may show has seconds."""

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(secret for secret in (self.server_secret, self.callback_secret) if secret)
