"""Finished files in a bucket that speaks the S3 protocol.

Every request carries the SHA-256 of what it sends in its signature, so a server keeps nothing that was damaged on the
way. Afterwards the server is asked what it holds; a key that may only write, as is advised, is not allowed to know.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store as Client

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import phrase
from chalkreel.contract.storage_addresses import PlaceWrong, S3Address, S3Place, address_of, object_key
from chalkreel.contract.storage_refusals import refusal_of
from chalkreel.studio.storage.keys import StorageKeys
from chalkreel.studio.storage.limits import (
    ATTEMPTS,
    FIRST_WAIT_S,
    LONGEST_WAIT_S,
    MAX_RETRIES,
    PARTS_AT_ONCE,
    UploadLimits,
    part_bytes,
)
from chalkreel.studio.storage.refusals import is_final, was_not_allowed
from chalkreel.studio.storage.store import Stored, StoreFailed

NOT_KEPT = phrase("The storage did not keep what it was sent.")
TOO_SLOW = phrase("The storage did not take the file in time.")

log = log_of(Topic.STORAGE)


class S3Store:
    """One bucket and one pair of keys. Uploads run beside each other and never on the loop's thread."""

    def __init__(self, place: S3Place, keys: StorageKeys, limits: UploadLimits) -> None:
        self._place = place
        self._limits = limits
        try:
            self._address = address_of(place)
        except PlaceWrong as wrong:
            raise StoreFailed(wrong.sentence) from None
        self._client = _client(self._address, keys, limits)

    async def put_file(self, file: Path, name: str) -> Stored:
        try:
            size = await asyncio.to_thread(lambda: file.stat().st_size)
        except OSError as error:
            raise StoreFailed(phrase("The file cannot be read ({reason}).", reason=error.strerror)) from None
        return await self._stored(file, size, name)

    async def put_bytes(self, data: bytes, name: str) -> Stored:
        return await self._stored(data, len(data), name)

    async def _stored(self, content: Path | bytes, size: int, name: str) -> Stored:
        try:
            key = object_key(self._place.output_folder, name)
            async with asyncio.timeout(self._limits.total_s(size)):
                await self._put(content, size, key)
        except PlaceWrong as wrong:
            raise StoreFailed(wrong.sentence) from None
        except TimeoutError:
            raise StoreFailed(TOO_SLOW) from None
        return Stored(self._address.file_url(key))

    async def _put(self, content: Path | bytes, size: int, key: str) -> None:
        """Send it, and once more where the server answered and yet did not keep it."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                sent = await obstore.put_async(
                    self._client, key, content, chunk_size=part_bytes(size), max_concurrency=PARTS_AT_ONCE
                )
                if await self._is_kept(key, size, sent["e_tag"]):
                    return
                failure = StoreFailed(NOT_KEPT)
            except (BaseError, OSError, ValueError) as error:
                failure = StoreFailed(refusal_of(error))
                if is_final(error):
                    raise failure from None
            if attempt < ATTEMPTS:
                log.info("An upload is begun again: %s", failure.sentence)
        raise failure

    async def _is_kept(self, key: str, size: int, e_tag: str | None) -> bool:
        """Ask for size and tag of what stands there now."""
        try:
            held = await obstore.head_async(self._client, key)
        except FileNotFoundError:
            return False
        except (BaseError, OSError) as error:
            if was_not_allowed(error):
                return True
            raise
        same_tag = e_tag is None or held["e_tag"] is None or held["e_tag"] == e_tag
        return held["size"] == size and same_tag


def _client(address: S3Address, keys: StorageKeys, limits: UploadLimits) -> Client:
    return Client(
        bucket=address.bucket,
        endpoint=address.url,
        region=address.region,
        access_key_id=keys.key_id,
        secret_access_key=keys.secret,
        virtual_hosted_style_request=address.is_virtual_host,
        client_options={
            "allow_http": address.url.startswith("http://"),
            "connect_timeout": timedelta(seconds=limits.connect_s),
            "timeout": timedelta(seconds=limits.request_s),
        },
        retry_config={
            "max_retries": MAX_RETRIES,
            "retry_timeout": timedelta(seconds=limits.patience_s),
            "backoff": {
                "init_backoff": timedelta(seconds=FIRST_WAIT_S),
                "max_backoff": timedelta(seconds=LONGEST_WAIT_S),
                "base": 2,
            },
        },
    )
