"""The live view of a room: one WebSocket that is set up again whenever it breaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus, WebSocketException

from chalkreel.base.logging import Topic, log_of
from chalkreel.domain.geometry import Size
from chalkreel.services.errors import StudioNotStarted, StudioRefused
from chalkreel.services.pacing import Backoff
from chalkreel.services.studio_models import Levels, LiveInterrupted, LiveMessage, RoomState, Thumbnail, refusal_in

LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024
HEADER_LENGTH_BYTES = 4
OPEN_S = 5.0
CLOSE_S = 1.0
REFUSED_FOR_GOOD = frozenset({400, 401, 403, 422})

_log = log_of(Topic.SUPERVISOR)


class _PictureHeader(BaseModel):
    """The JSON in front of a picture's bytes, which says how many they are."""

    model_config = ConfigDict(extra="ignore")

    kind: str
    id: str
    width: int
    height: int
    revision: int = 0
    jpeg_bytes: int = Field(ge=0)


async def live_messages(
    address: Callable[[], tuple[str, str]], *, backoff: Backoff, clock_s: Callable[[], float]
) -> AsyncGenerator[LiveMessage, None]:
    """Yield what the room says until the caller stops; ``address`` gives URL and token anew at each attempt.

    While the line is down a ``LiveInterrupted`` comes with every failed attempt. Ends with ``StudioRefused``
    where trying again cannot help.
    """
    failures, heard_at = 0, clock_s()
    while True:
        try:
            url, token = address()
            async with aclosing(_one_connection(url, token)) as messages:
                async for message in messages:
                    failures, heard_at = 0, clock_s()
                    yield message
        except InvalidStatus as refusal:
            status = refusal.response.status_code
            if status in REFUSED_FOR_GOOD:
                raise StudioRefused(status, refusal_in(bytes(refusal.response.body or b""))) from None
            _log.info("the live view was refused with %d", status)
        except (OSError, WebSocketException, TimeoutError, StudioNotStarted) as error:
            _log.info("the live view broke: %s", error)
        failures += 1
        yield LiveInterrupted(clock_s() - heard_at)
        await asyncio.sleep(backoff.wait_s(failures))


async def _one_connection(url: str, token: str) -> AsyncGenerator[LiveMessage, None]:
    connection = connect(
        url,
        additional_headers={"Authorization": f"Bearer {token}"},
        proxy=None,
        compression=None,
        max_size=LARGEST_MESSAGE_BYTES,
        open_timeout=OPEN_S,
        close_timeout=CLOSE_S,
    )
    async with connection as socket:
        async for payload in socket:
            if isinstance(payload, bytes):
                for picture in pictures_in(payload):
                    yield picture
            elif (message := text_message(payload)) is not None:
                yield message


def text_message(payload: str) -> LiveMessage | None:
    """Read a text message; ``None`` for one of a kind we do not know."""
    try:
        said = json.loads(payload)
        kind = said.get("type") if isinstance(said, dict) else None
        if kind == "room":
            return RoomState.model_validate(said)
        if kind == "levels":
            return Levels.model_validate(said)
    except (ValueError, RecursionError) as error:
        _log.info("a live message makes no sense: %s", type(error).__name__)
    return None


def pictures_in(payload: bytes) -> list[Thumbnail]:
    """Read a binary message: for each picture the length of its header, the header, the JPEG."""
    pictures: list[Thumbnail] = []
    at = 0
    while at < len(payload):
        begin = at + HEADER_LENGTH_BYTES
        end = begin + int.from_bytes(payload[at:begin], "big")
        try:
            header = _PictureHeader.model_validate_json(payload[begin:end])
        except ValidationError:
            _log.info("a live picture in a message of %d bytes makes no sense", len(payload))
            break
        at = end + header.jpeg_bytes
        size = Size(header.width, header.height)
        pictures.append(Thumbnail(header.kind, header.id, size, header.revision, payload[end:at]))
    return pictures
