"""The connection dialog, filled in by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from chalkreel.contract.actions import Region
from chalkreel.domain.enums import Vendor
from chalkreel.ui.kit.translation import Language
from chalkreel.ui.settings import ConnectionForm
from chalkreel.ui.settings.connection_form import SaveTo, StoredSecrets
from chalkreel.ui.theme import ThemeMode
from tests.drivers.connection_dialog import ConnectionDialogDriver

STUDIO = ConnectionForm(recordings_folder="/home/ann/Videos")


def test_studio_asks_only_for_a_folder(qtbot):
    dialog = ConnectionDialogDriver(qtbot, STUDIO)
    assert dialog.shown_fields() == ["saves_to", "recordings_folder", "theme", "language"]
    dialog.press("Save")
    assert dialog.accepted == [STUDIO]
    assert not dialog.dialog.isVisible()


def test_studio_can_save_to_storage_in_the_network(qtbot):
    dialog = ConnectionDialogDriver(qtbot, STUDIO)
    dialog.choose("saves_to", SaveTo.BUCKET)
    assert "recordings_folder" not in dialog.shown_fields()
    assert not {"name", "app_id", "server_secret", "room_id"} & set(dialog.shown_fields())
    dialog.choose("vendor", Vendor.TENCENT_VOD)
    dialog.press("Save")
    assert "video services" in dialog.complaints()["vendor"]
    dialog.choose("vendor", Vendor.S3_COMPATIBLE)
    for field, text in (
        ("storage_region", "us-east-1"),
        ("bucket", "lessons"),
        ("end_point", "http://192.168.1.4:9000"),
        ("output_folder", "physics/"),
        ("access_key_id", "AK"),
        ("access_key_secret", "SK"),
    ):
        dialog.type(field, text)
    dialog.press("Save")

    (form,) = dialog.accepted
    assert (form.is_studio, form.saves_to, form.bucket, form.output_folder) == (
        True,
        SaveTo.BUCKET,
        "lessons",
        "physics/",
    )


def test_a_cloud_project_is_typed_in_and_accepted(qtbot):
    dialog = ConnectionDialogDriver(qtbot, STUDIO)
    dialog.press("ZEGOCLOUD project")
    for field, text in (
        ("name", "Northside"),
        ("app_id", "1234567890"),
        ("server_secret", "0123456789abcdef0123456789abcdef"),
        ("room_id", "math-7b"),
        ("bucket", "lessons"),
        ("storage_region", "cn-north-1"),
        ("access_key_id", "AK"),
        ("access_key_secret", "SK"),
    ):
        dialog.type(field, text)
    dialog.choose("region", Region.HONGKONG)
    dialog.choose("vendor", Vendor.AMAZON_S3)
    dialog.choose("theme", ThemeMode.DARK)
    dialog.choose("language", Language.CHINESE)
    dialog.press("Save")
    (form,) = dialog.accepted
    assert (form.is_studio, form.name, form.app_id, form.room_id) == (False, "Northside", "1234567890", "math-7b")
    assert (form.region, form.vendor, form.bucket) == (Region.HONGKONG, Vendor.AMAZON_S3, "lessons")
    assert (form.theme, form.language) == (ThemeMode.DARK, Language.CHINESE)
    assert (form.server_secret[-4:], form.access_key_id, form.access_key_secret) == ("cdef", "AK", "SK")


def test_nothing_complains_before_save_and_everything_in_place_after(qtbot):
    dialog = ConnectionDialogDriver(qtbot, ConnectionForm(is_studio=False))
    assert dialog.complaints() == {}
    dialog.press("Save")
    assert dialog.accepted == []
    assert dialog.dialog.isVisible()
    assert {"name", "app_id", "server_secret", "room_id", "bucket", "end_point"} <= set(dialog.complaints())
    assert dialog.dialog.focusWidget() is dialog.input("name")
    dialog.type("name", "Northside")
    assert "name" not in dialog.complaints()


def test_switching_to_studio_ends_all_complaints(qtbot):
    dialog = ConnectionDialogDriver(qtbot, ConnectionForm(is_studio=False))
    dialog.press("Save")
    dialog.press("Studio on this computer")
    assert dialog.complaints() == {}


@pytest.mark.parametrize(
    ("vendor", "extra"),
    [
        (Vendor.S3_COMPATIBLE, {"storage_region", "bucket", "end_point", "s3_force_path_style", "output_folder"}),
        (Vendor.GOOGLE_CLOUD, {"bucket", "output_folder"}),
        (Vendor.ALIBABA_VOD, {"storage_region", "vod_title", "vod_storage_location"}),
        (Vendor.TENCENT_VOD, {"storage_region"}),
    ],
)
def test_the_storage_decides_what_is_asked(qtbot, vendor, extra):
    dialog = ConnectionDialogDriver(qtbot, ConnectionForm(is_studio=False))
    dialog.choose("vendor", vendor)
    always = {"name", "app_id", "server_secret", "region", "room_id", "vendor", "theme", "language"}
    assert set(dialog.shown_fields()) == always | extra | {"access_key_id", "access_key_secret"}


def test_secrets_are_masked_until_asked_for(qtbot):
    dialog = ConnectionDialogDriver(qtbot, ConnectionForm(is_studio=False))
    secret = dialog.input("server_secret")
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    reveal = next(b for b in dialog.row("server_secret").children() if getattr(b, "accessibleName", str)() == "Show")
    qtbot.mouseClick(reveal, Qt.MouseButton.LeftButton)
    assert secret.echoMode() is QLineEdit.EchoMode.Normal
    assert reveal.accessibleName() == "Hide"


def test_stored_secrets_may_stay_empty(qtbot):
    stored = StoredSecrets(has_server_secret=True, has_storage_keys=True)
    full = ConnectionForm(
        is_studio=False, name="N", app_id="1", room_id="r", vendor=Vendor.GOOGLE_CLOUD, bucket="lessons"
    )
    dialog = ConnectionDialogDriver(qtbot, full, stored)
    assert dialog.input("server_secret").placeholderText() == "Stored; leave empty to keep it"
    dialog.press("Save")
    assert dialog.accepted == [full]


@pytest.mark.parametrize(("are_kept", "word"), [(True, "keyring."), (False, "until you close the app")])
def test_it_says_where_secrets_stay(qtbot, are_kept, word):
    dialog = ConnectionDialogDriver(qtbot, ConnectionForm(is_studio=False), StoredSecrets(are_kept=are_kept))
    assert any(word in text for text in dialog.texts())


def test_escape_leaves_everything_as_it_was(qtbot):
    dialog = ConnectionDialogDriver(qtbot, STUDIO)
    qtbot.keyClick(dialog.dialog, Qt.Key.Key_Escape)
    assert dialog.accepted == []
    assert not dialog.dialog.isVisible()


def test_the_tab_key_walks_from_top_to_bottom(qtbot):
    dialog = ConnectionDialogDriver(qtbot, ConnectionForm(is_studio=False, vendor=Vendor.GOOGLE_CLOUD))
    order = ["name", "app_id", "server_secret"]
    dialog.input("name").setFocus()
    seen = []
    for _step in range(4):
        focused = dialog.dialog.focusWidget()
        seen += [field for field in order if dialog.input(field) is focused]
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == order
