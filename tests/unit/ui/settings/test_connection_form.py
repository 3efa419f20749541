"""The connection's answers are judged in place, in clear sentences."""

from dataclasses import replace

import pytest

from chalkreel.domain.enums import Vendor
from chalkreel.ui.settings.connection_fields import FIELDS, STORAGE_REGION_SAMPLES, VENDORS
from chalkreel.ui.settings.connection_form import ConnectionForm, StoredSecrets, problems

NOTHING_STORED = StoredSecrets()
ALL_STORED = StoredSecrets(has_server_secret=True, has_storage_keys=True)
GOOD = ConnectionForm(
    is_studio=False,
    name="Northside",
    app_id="1234567890",
    server_secret="a" * 32,
    room_id="math-7b",
    vendor=Vendor.S3_COMPATIBLE,
    storage_region="us-east-1",
    bucket="lessons",
    end_point="https://s3.example.org",
    access_key_id="key",
    access_key_secret="secret",
)


def test_studio_needs_nothing():
    assert problems(ConnectionForm(), NOTHING_STORED) == {}


def test_a_full_form_can_stay():
    assert problems(GOOD, NOTHING_STORED) == {}


def test_stored_secrets_need_not_be_typed_again():
    blank = replace(GOOD, server_secret="", access_key_id="", access_key_secret="")
    assert problems(blank, ALL_STORED) == {}
    assert set(problems(blank, NOTHING_STORED)) == {"server_secret", "access_key_id", "access_key_secret"}


def test_a_new_access_key_needs_its_own_secret():
    assert set(problems(replace(GOOD, access_key_secret=""), ALL_STORED)) == {"access_key_secret"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("app_id", ""),
        ("app_id", "12a"),
        ("app_id", "0"),
        ("app_id", "-5"),
        ("app_id", "٣"),
        ("app_id", str(2**32)),
        ("server_secret", "short"),
        ("room_id", ""),
        ("room_id", "教" * 43),
        ("storage_region", ""),
        ("bucket", ""),
        ("end_point", ""),
        ("end_point", "s3.example.org"),
        ("end_point", "file:///home/ann"),
        ("output_folder", "a/../../b"),
    ],
)
def test_a_wrong_answer_is_named_at_its_field(field, value):
    found = problems(replace(GOOD, **{field: value}), NOTHING_STORED)
    assert list(found) == [field]
    assert str(found[field]).endswith((".", "?"))


@pytest.mark.parametrize("vendor", list(Vendor))
def test_each_vendor_asks_only_for_what_it_needs(vendor):
    empty = ConnectionForm(is_studio=False, vendor=vendor)
    shown = {spec.field for spec in FIELDS if spec.is_shown(empty)}
    assert set(problems(empty, NOTHING_STORED)) <= shown
    assert ("end_point" in shown) is (vendor is Vendor.S3_COMPATIBLE)
    assert ("storage_region" in shown) is (vendor is not Vendor.GOOGLE_CLOUD)
    assert ("storage_region" in shown) is (vendor in STORAGE_REGION_SAMPLES)


def test_every_vendor_can_be_chosen():
    assert {vendor for vendor, _words in VENDORS} == set(Vendor)


def test_secrets_do_not_appear_in_the_form_as_text():
    assert "secret'" not in repr(GOOD)
    assert "a" * 32 not in repr(GOOD)
