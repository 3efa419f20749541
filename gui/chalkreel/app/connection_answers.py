"""Between the connection dialog's answers and what the app keeps: settings, connection, secrets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chalkreel.domain.enums import Vendor
from chalkreel.services.connection import STUDIO_CONNECTION_ID, Connection, ConnectionKind, Credentials, Storage
from chalkreel.services.settings import RoomEntry, Settings
from chalkreel.ui.kit.translation import Language
from chalkreel.ui.settings import ConnectionForm
from chalkreel.ui.settings.connection_form import SaveTo, uses_folder
from chalkreel.ui.theme import ThemeMode

CLOUD_CONNECTION_ID = "cloud"


def connection_in_use(settings: Settings) -> Connection | None:
    """Give the cloud project in use; ``None`` means Studio."""
    return next((one for one in settings.connections if one.connection_id == settings.connection_in_use), None)


def cloud_connection(settings: Settings) -> Connection | None:
    """Give the cloud project that was entered, in use or not."""
    return next(iter(settings.connections), None)


def room_of(settings: Settings, connection: Connection) -> str:
    """Give the room that was used last with a connection."""
    rooms = (entry.room_id for entry in settings.rooms if entry.connection_id == connection.connection_id)
    return next(rooms, "")


def recordings_folder(settings: Settings, usual: Path) -> Path:
    """Give the folder for Studio's recordings: the host's own choice, else the usual one."""
    chosen = settings.recordings_folder
    return Path(chosen).expanduser() if chosen else usual


def form_of(settings: Settings, recordings: Path) -> ConnectionForm:
    """Fill the dialog with what is kept; secrets stay out of it."""
    form = ConnectionForm(
        is_studio=connection_in_use(settings) is None,
        recordings_folder=str(recordings_folder(settings, recordings)),
        theme=ThemeMode(settings.theme),
        language=Language(settings.language),
    )
    connection, bucket = cloud_connection(settings), settings.studio_storage
    if bucket is not None:
        form = replace(_with_storage(form, bucket), saves_to=SaveTo.BUCKET)
    if connection is None:
        return form
    if bucket is None or not form.is_studio:
        form = _with_storage(form, connection.storage)
    return replace(
        form,
        name=connection.name,
        app_id=str(connection.app_id),
        region=connection.region,
        room_id=room_of(settings, connection),
    )


def _with_storage(form: ConnectionForm, storage: Storage) -> ConnectionForm:
    """Show one storage; the dialog has one set of rows for that of Studio and that of the cloud project."""
    return replace(
        form,
        vendor=storage.vendor,
        storage_region=str(storage.vod_params.get("Region", storage.region)),
        bucket=storage.bucket,
        end_point=storage.end_point,
        s3_force_path_style=storage.s3_force_path_style,
        output_folder=storage.output_folder,
        vod_title=str(storage.vod_params.get("Title", "")),
        vod_storage_location=str(storage.vod_params.get("StorageLocation", "")),
    )


def changes_from(form: ConnectionForm, settings: Settings) -> dict[str, object]:
    """Give what a form changes in the settings."""
    changes: dict[str, object] = {
        "theme": form.theme.value,
        "language": form.language.value,
        "recordings_folder": form.recordings_folder.strip(),
        "connection_in_use": "" if form.is_studio else CLOUD_CONNECTION_ID,
    }
    if form.is_studio:
        changes["studio_storage"] = None if uses_folder(form) else _storage_of(form)
    else:
        connection = _connection_of(form)
        room = RoomEntry(connection_id=CLOUD_CONNECTION_ID, room_id=form.room_id.strip())
        changes["connections"] = (connection,)
        changes["rooms"] = (room, *(entry for entry in settings.rooms if entry != room))
    return changes


def secrets_of(form: ConnectionForm) -> str | None:
    """Name under which the form's secrets are kept; ``None`` where it needs none."""
    if uses_folder(form):
        return None
    return STUDIO_CONNECTION_ID if form.is_studio else CLOUD_CONNECTION_ID


def credentials_from(form: ConnectionForm, kept: Credentials, others: Credentials | None = None) -> Credentials:
    """Take new secrets over the kept ones; an empty field keeps what was there, or what ``others`` have."""
    if not kept.access_key_secret and others is not None:
        kept = replace(kept, access_key_id=others.access_key_id, access_key_secret=others.access_key_secret)
    return replace(
        kept,
        server_secret=form.server_secret or kept.server_secret,
        access_key_id=form.access_key_id.strip() or kept.access_key_id,
        access_key_secret=form.access_key_secret or kept.access_key_secret,
    )


def _connection_of(form: ConnectionForm) -> Connection:
    return Connection(
        CLOUD_CONNECTION_ID,
        form.name.strip(),
        ConnectionKind.CLOUD,
        app_id=int(form.app_id),
        region=form.region,
        storage=_storage_of(form),
    )


def _storage_of(form: ConnectionForm) -> Storage:
    region = form.storage_region.strip()
    if form.vendor in (Vendor.ALIBABA_VOD, Vendor.TENCENT_VOD):
        params: dict[str, str | int] = {"Region": region}
        if form.vendor is Vendor.ALIBABA_VOD:
            params |= {"Title": form.vod_title.strip(), "StorageLocation": form.vod_storage_location.strip()}
        return Storage(form.vendor, output_folder=form.output_folder.strip(), vod_params=params)
    return Storage(
        vendor=form.vendor,
        region=region,
        bucket=form.bucket.strip(),
        end_point=form.end_point.strip(),
        s3_force_path_style=form.s3_force_path_style,
        output_folder=form.output_folder.strip(),
    )
