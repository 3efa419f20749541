"""What the controllers hold of the connection in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalkreel.contract.storage import StorageParams
    from chalkreel.services.connection import Connection
    from chalkreel.services.record_api import RecordApi
    from chalkreel.services.studio_client import StudioClient


@dataclass(frozen=True, slots=True)
class Session:
    """A connection that can be called now. ``studio`` is set where the recorder is Studio.

    ``storage`` is StartRecord's ``StorageParams`` with its keys, so it never appears in ``repr``.
    ``output_folder`` is the prefix below the bucket; ``callback_url`` is empty where no events are told.
    """

    connection: Connection
    api: RecordApi
    storage: StorageParams = field(repr=False)
    studio: StudioClient | None = None
    output_folder: str = ""
    callback_url: str = ""
    callback_secret: str = field(default="", repr=False)

    @property
    def is_studio(self) -> bool:
        return self.studio is not None
