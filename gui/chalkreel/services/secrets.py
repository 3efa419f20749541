"""Keeps a connection's secrets in the system's keyring, or for this session where there is none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.services.connection import Credentials
from chalkreel.services.worker import Worker

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEYRING_SERVICE = "Chalkreel"
PROBE_NAME = "probe"
WAIT_S = 30.0
"""A keyring may ask the user for its password; longer than this nobody waits for it."""

SESSION_ONLY = phrase(
    "This computer offers no safe place for passwords. The secrets of your connections are kept until you close"
    " Chalkreel and must be typed in again next time."
)
NOT_STORED = phrase(
    "The system's password store refused the secrets. They are kept until you close Chalkreel and must be typed in"
    " again next time."
)
_log = log_of(Topic.SECRETS)


class SecretStore:
    """Owns the way to the keyring. ``notice`` tells the host when secrets do not outlive the session.

    Everything handed out or taken in is first given to ``register``, so that no log can show it. All keyring
    calls run on one thread, since a keyring may wait for a person.
    """

    def __init__(
        self,
        register: Callable[[str], None],
        *,
        load_backend: Callable[[], KeyringBackend] | None = None,
        wait_s: float = WAIT_S,
    ) -> None:
        self._register = register
        self._load_backend = load_backend or _system_keyring
        self._wait_s = wait_s
        self._worker = Worker("keyring")
        self._backend: KeyringBackend | None = None
        self._session: dict[str, Credentials] = {}
        self.notice: Phrase | None = None

    @property
    def is_durable(self) -> bool:
        return self._backend is not None

    async def open(self) -> None:
        """Find out whether a keyring works here; never fails."""
        try:
            async with asyncio.timeout(self._wait_s):
                self._backend = await self._worker.run(self._probe)
        except Exception as error:
            _log.info("no keyring: %s", type(error).__name__)
            self.notice = SESSION_ONLY

    async def get(self, connection_id: str) -> Credentials:
        """Give the secrets of a connection; empty ones where none are known."""
        if connection_id in self._session or self._backend is None:
            return self._session.get(connection_id, Credentials())
        try:
            async with asyncio.timeout(self._wait_s):
                stored = await self._worker.run(self._backend.get_password, KEYRING_SERVICE, connection_id)
        except Exception as error:
            self._give_up(error)
            return Credentials()
        return self._known(_read(stored))

    async def put(self, connection_id: str, credentials: Credentials) -> None:
        """Keep the secrets of a connection, for the session at least."""
        self._known(credentials)
        self._session[connection_id] = credentials
        if self._backend is None:
            return
        text = json.dumps(asdict(credentials))
        try:
            async with asyncio.timeout(self._wait_s):
                await self._worker.run(self._backend.set_password, KEYRING_SERVICE, connection_id, text)
        except Exception as error:
            self._give_up(error)
        else:
            del self._session[connection_id]

    async def forget(self, connection_id: str) -> None:
        """Drop the secrets of a connection everywhere."""
        self._session.pop(connection_id, None)
        if self._backend is None:
            return
        try:
            async with asyncio.timeout(self._wait_s):
                await self._worker.run(_delete, self._backend, connection_id)
        except Exception as error:
            self._give_up(error)

    def close(self) -> None:
        """Forget the session's secrets and end the thread."""
        self._session.clear()
        self._worker.close()

    def _known(self, credentials: Credentials) -> Credentials:
        for secret in credentials.values:
            self._register(secret)
        return credentials

    def _give_up(self, error: BaseException) -> None:
        _log.info("the keyring refused: %s", type(error).__name__)  # its text may repeat what it was given
        self.notice = NOT_STORED

    def _probe(self) -> KeyringBackend:
        backend = self._load_backend()
        if backend.priority <= 0:
            raise LookupError("only a keyring that cannot keep anything")
        backend.get_password(KEYRING_SERVICE, PROBE_NAME)
        return backend


def _system_keyring() -> KeyringBackend:
    import keyring  # takes long to load and is needed on the worker's thread only

    return keyring.get_keyring()


def _delete(backend: KeyringBackend, connection_id: str) -> None:
    if backend.get_password(KEYRING_SERVICE, connection_id) is not None:
        backend.delete_password(KEYRING_SERVICE, connection_id)


def _read(stored: str | None) -> Credentials:
    """Read what was stored, whatever somebody else may have put there."""
    try:
        found = json.loads(stored or "{}")
    except ValueError:
        return Credentials()
    if not isinstance(found, dict):
        return Credentials()
    return Credentials(**{name: value for name in asdict(Credentials()) if isinstance(value := found.get(name), str)})
