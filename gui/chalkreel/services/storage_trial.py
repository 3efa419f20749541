"""Tries a storage for real: a tiny file is written, read and deleted again, where the keys allow it.

``import obstore`` is put off until it is needed: a window that saves into folders never loads it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.storage_addresses import PlaceWrong, S3Place, address_of, object_key
from chalkreel.contract.storage_refusals import refusal_of
from chalkreel.domain.enums import Vendor
from chalkreel.domain.preflight import StorageState
from chalkreel.domain.preflight_rules import TRIAL_NAME

if TYPE_CHECKING:
    from obstore.store import S3Store

    from chalkreel.contract.storage import StorageParams

WITHIN_S = 20.0
CONNECT_S = 5.0
RETRIES = 1
CONTENT = b"Chalkreel tried whether recordings can be saved here. This file can be deleted.\n"
_UNTRIED_VENDORS = frozenset({Vendor.ALIBABA_VOD, Vendor.TENCENT_VOD})
_TOO_SLOW = phrase("The storage does not answer.")
_OTHER_CONTENT = phrase("The storage gave back something else than was written.")


@dataclass(frozen=True, slots=True)
class StorageTrial:
    """What a try showed; ``words`` say why it failed, without any key."""

    state: StorageState
    words: Phrase | None = None


def local_folder(storage: StorageParams) -> Path | None:
    """Give the folder of this computer that a storage means; ``None`` for a bucket."""
    end_point = (storage.end_point or "").strip()
    if storage.vendor is not Vendor.S3_COMPATIBLE or not end_point.lower().startswith("file:"):
        return None
    return Path(url2pathname(urlsplit(end_point).path)) / (storage.bucket or "")


async def try_storage(storage: StorageParams, output_folder: str) -> StorageTrial:
    """Try a storage; never raises for what is wrong with it."""
    if storage.vendor in _UNTRIED_VENDORS:
        return StorageTrial(StorageState.UNTRIED)
    folder = local_folder(storage)
    if folder is not None:
        return await asyncio.to_thread(_try_folder, folder)
    try:
        async with asyncio.timeout(WITHIN_S):
            return await _try_bucket(storage, output_folder)
    except TimeoutError:
        return StorageTrial(StorageState.FAILS, _TOO_SLOW)


async def free_bytes(*folders: Path) -> int | None:
    """Give the space that is left where these folders are or would be made; ``None`` where nobody knows."""
    return await asyncio.to_thread(_free_bytes, folders)


def _free_bytes(folders: tuple[Path, ...]) -> int | None:
    found = []
    for folder in folders:
        try:
            existing = next((each for each in (folder, *folder.parents) if each.exists()), None)
            if existing is not None:
                found.append(shutil.disk_usage(existing).free)
        except OSError:
            continue
    return min(found, default=None)


def _try_folder(folder: Path) -> StorageTrial:
    """Write for real: permissions alone do not tell (full disks, network drives, protected folders). Blocks."""
    trial = folder / f".{uuid.uuid4().hex}-{TRIAL_NAME}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with trial.open("wb") as file:
                file.write(CONTENT)
                file.flush()
                os.fsync(file.fileno())
            is_kept = trial.read_bytes() == CONTENT
        finally:
            trial.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        words = phrase("The folder {folder} cannot be written to ({reason}).", folder=folder, reason=reason)
        return StorageTrial(StorageState.FAILS, words)
    return StorageTrial(StorageState.WORKS) if is_kept else StorageTrial(StorageState.FAILS, _OTHER_CONTENT)


async def _try_bucket(storage: StorageParams, output_folder: str) -> StorageTrial:
    import obstore
    from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

    try:
        key = object_key(output_folder, TRIAL_NAME)
        client = _client(storage)
        await obstore.put_async(client, key, CONTENT)
    except PlaceWrong as wrong:
        return StorageTrial(StorageState.FAILS, wrong.sentence)
    except (BaseError, OSError, ValueError) as error:
        return StorageTrial(StorageState.FAILS, refusal_of(error))
    try:
        found = await obstore.get_async(client, key)
        is_kept = bytes(await found.bytes_async()) == CONTENT
        await obstore.delete_async(client, key)
    except (PermissionDeniedError, UnauthenticatedError):
        return StorageTrial(StorageState.WRITE_ONLY)
    except (BaseError, OSError, ValueError) as error:
        return StorageTrial(StorageState.FAILS, refusal_of(error))
    return StorageTrial(StorageState.WORKS) if is_kept else StorageTrial(StorageState.FAILS, _OTHER_CONTENT)


def _client(storage: StorageParams) -> S3Store:
    from obstore.store import S3Store

    for name in [name for name in os.environ if name.upper().startswith("AWS_")]:
        del os.environ[name]  # the client would mix what the surroundings say with what the connection says
    address = address_of(S3Place.of(storage, ""))
    return S3Store(
        bucket=address.bucket,
        endpoint=address.url,
        region=address.region,
        access_key_id=storage.access_key_id or "",
        secret_access_key=storage.access_key_secret or "",
        virtual_hosted_style_request=address.is_virtual_host,
        client_options={
            "allow_http": address.url.startswith("http://"),
            "connect_timeout": timedelta(seconds=CONNECT_S),
            "timeout": timedelta(seconds=WITHIN_S),
        },
        retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=WITHIN_S)},
    )
