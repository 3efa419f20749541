"""The records of a sound-wave file: how loud each stream or user was in one second."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator

from chalkreel.contract.members import AnyInt, AnyText
from chalkreel.contract.wire import WireModel
from chalkreel.contract.wire_types import as_number

Volume = Annotated[float, PlainValidator(as_number)]


class StreamLevel(WireModel):
    """How loud one stream was."""

    stream_id: AnyText
    volume: Volume


class UserLevel(WireModel):
    """How loud one user was."""

    user_id: AnyText
    volume: Volume


class SoundWaveByStream(WireModel):
    """One second of ``SoundWaveType`` 0; ``time`` in seconds from the start of the file."""

    time: AnyInt
    sound_wave: list[StreamLevel]


class SoundWaveByUser(WireModel):
    """One second of ``SoundWaveType`` 1; ``time`` in seconds from the start of the file."""

    time: AnyInt
    sound_wave: list[UserLevel]
