"""A layout as a body that a backend can send, without anybody's secrets."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from chalkreel.contract.layout_files import json_text, update_layout_text
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.storage import StorageParams
from chalkreel.controllers.library_view import ExportForm
from chalkreel.controllers.take_plan import TakePlan, start_request
from chalkreel.domain.enums import RecordMode, StreamType, Vendor
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings

ROOM_PLACEHOLDER = "PUT_ROOM_ID_HERE"
STORAGE_TO_FILL_IN = StorageParams(
    vendor=Vendor.AMAZON_S3,
    region="PUT_REGION_HERE",
    bucket="PUT_BUCKET_HERE",
    access_key_id="PUT_ACCESS_KEY_ID_HERE",
    access_key_secret="PUT_ACCESS_KEY_SECRET_HERE",
)
"""Where recordings go and by whose keys is the backend's own matter: nothing of this app's storage leaves it."""


def exported(form: ExportForm, layout: Layout, canvas: Size, settings: TakeSettings, room_id: str = "") -> str:
    """Write a body; raises ``pydantic.ValidationError`` where a value breaks the contract's shape."""
    if form is ExportForm.UPDATE_LAYOUT:
        return update_layout_text(layout)
    return json_text(_start(layout, canvas, settings, room_id).to_wire())


def _start(layout: Layout, canvas: Size, settings: TakeSettings, room_id: str) -> StartRecordRequest:
    """Take the room's settings where they make a sound mixed recording with a picture, else the usual ones."""
    mixed = replace(settings, record_mode=RecordMode.MIXED, canvas=canvas)
    if not mixed.has_picture:
        mixed = replace(mixed, stream_type=StreamType.AUDIO_VIDEO, output_format=DEFAULTS.output_format)
    plan = TakePlan(room_id or ROOM_PLACEHOLDER, canvas, layout, STORAGE_TO_FILL_IN, mixed)
    try:
        return start_request(plan, "")
    except ValidationError:
        return start_request(replace(plan, settings=replace(DEFAULTS, canvas=canvas)), "")
