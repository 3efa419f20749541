"""The keys of buckets, in memory only: never on disk, never in a ``repr``."""

from __future__ import annotations

from dataclasses import dataclass, field

from chalkreel.contract.storage import StorageParams


@dataclass(frozen=True, slots=True)
class StorageKeys:
    """The two halves of an access key."""

    key_id: str = field(repr=False)
    secret: str = field(repr=False)


class KeyRing:
    """Holds the keys of tasks whose files are not stored yet, for as long as the process lives."""

    def __init__(self) -> None:
        self._keys: dict[str, StorageKeys] = {}

    def take(self, task_id: str, storage: StorageParams) -> None:
        """Take the keys a task was started with."""
        if storage.access_key_id and storage.access_key_secret:
            self.hand_over(task_id, StorageKeys(storage.access_key_id, storage.access_key_secret))

    def hand_over(self, task_id: str, keys: StorageKeys) -> None:
        self._keys[task_id] = keys

    def of(self, task_id: str) -> StorageKeys | None:
        return self._keys.get(task_id)

    def forget(self, task_id: str) -> None:
        self._keys.pop(task_id, None)
