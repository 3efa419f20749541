"""What the connection dialog's answers become, and what of it is shown again."""

from dataclasses import replace
from pathlib import Path

import pytest

from chalkreel.app.connection_answers import (
    CLOUD_CONNECTION_ID,
    changes_from,
    connection_in_use,
    credentials_from,
    form_of,
    secrets_of,
)
from chalkreel.domain.enums import Vendor
from chalkreel.services.connection import STUDIO_CONNECTION_ID, Credentials, Storage
from chalkreel.services.settings import Settings
from chalkreel.ui.settings import ConnectionForm
from chalkreel.ui.settings.connection_form import SaveTo

RECORDINGS = Path("/home/ann/Videos")
FOLDER = ConnectionForm(recordings_folder=str(RECORDINGS))
BUCKET = replace(
    FOLDER,
    saves_to=SaveTo.BUCKET,
    vendor=Vendor.S3_COMPATIBLE,
    storage_region="us-east-1",
    bucket="lessons",
    end_point="https://s3.example.org",
    s3_force_path_style=True,
    output_folder="physics/",
)
CLOUD = replace(
    BUCKET, is_studio=False, saves_to=SaveTo.FOLDER, name="Northside", app_id="12", room_id="7b", bucket="cloud"
)


def kept(*forms: ConnectionForm) -> Settings:
    """Give the settings after these answers were saved one after the other."""
    settings = Settings()
    for form in forms:
        settings = Settings.model_validate({**dict(settings), **changes_from(form, settings)})
    return Settings.model_validate_json(settings.model_dump_json())


@pytest.mark.parametrize("form", [FOLDER, BUCKET, CLOUD])
def test_what_was_answered_is_shown_again(form: ConnectionForm) -> None:
    assert form_of(kept(form), RECORDINGS) == form


def test_studio_and_the_cloud_project_keep_a_storage_each() -> None:
    settings = kept(CLOUD, BUCKET)

    assert connection_in_use(settings) is None
    assert settings.studio_storage == Storage(
        Vendor.S3_COMPATIBLE, "us-east-1", "lessons", "https://s3.example.org", "physics/", True
    )
    assert settings.connections[0].storage.bucket == "cloud"
    assert form_of(settings, RECORDINGS).bucket == "lessons"
    assert form_of(kept(BUCKET, CLOUD), RECORDINGS).bucket == "cloud"


def test_studio_goes_back_to_its_folder() -> None:
    assert kept(BUCKET, FOLDER).studio_storage is None


@pytest.mark.parametrize(
    ("form", "owner"), [(FOLDER, None), (BUCKET, STUDIO_CONNECTION_ID), (CLOUD, CLOUD_CONNECTION_ID)]
)
def test_secrets_belong_to_the_recorder_that_needs_them(form: ConnectionForm, owner: str | None) -> None:
    assert secrets_of(form) == owner


def test_empty_key_fields_keep_what_is_there_or_what_the_other_recorder_has() -> None:
    cloud = Credentials("server", "AK", "SK")

    assert credentials_from(BUCKET, Credentials(), cloud) == Credentials("", "AK", "SK")
    assert credentials_from(BUCKET, Credentials("", "own", "own-secret"), cloud) == Credentials("", "own", "own-secret")
    typed = replace(BUCKET, access_key_id=" new ", access_key_secret="newer")
    assert credentials_from(typed, cloud, cloud) == Credentials("server", "new", "newer")
