"""What a window stands on and that outlives its parts: files, secrets, the network, and Studio."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Sequence

from chalkreel.base.paths import Paths
from chalkreel.base.redaction import Redactor
from chalkreel.controllers.named_tasks import ErrorSink
from chalkreel.services.draft_log import DraftLog
from chalkreel.services.http import new_client
from chalkreel.services.journal import Journal
from chalkreel.services.secrets import SecretStore
from chalkreel.services.settings import SettingsStore
from chalkreel.services.studio_process import StudioProcess

Ending = Callable[[], Awaitable[object] | None]


class Machinery:
    """Owns the services of one window; the composition root makes it first and closes it last."""

    def __init__(
        self, paths: Paths, settings: SettingsStore, redactor: Redactor, studio_command: Sequence[str] | None
    ) -> None:
        self.settings = settings
        self.local_http = new_client(is_loopback=True)
        self.cloud_http = new_client(is_loopback=False)
        self.journal = Journal(paths.journal_file)
        self.secrets = SecretStore(redactor.register)
        self.drafts = DraftLog(paths.drafts)
        self.studio = StudioProcess(paths.studio, self.local_http, redactor.register, command=studio_command)

    def endings(self, *, stop_studio: bool) -> tuple[Ending, ...]:
        """Say how everything ends, in this order; a Studio that is not stopped goes on recording."""
        return (
            self.studio.stop if stop_studio else self.studio.leave,
            self.journal.close,
            self.secrets.close,
            self.settings.close,
            self.drafts.close,
            self.local_http.aclose,
            self.cloud_http.aclose,
        )


async def end_all(endings: Iterable[Ending], on_error: ErrorSink) -> None:
    """Do everything that is to be done at the end, also when one of it fails."""
    for end in endings:
        try:
            waiting = end()
            if inspect.isawaitable(waiting):
                await waiting
        except Exception as error:
            on_error(f"closing ({getattr(end, '__qualname__', end)})", error)
