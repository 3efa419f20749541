import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalkreel.base.redaction import Redactor, is_secret_name, without_secrets


@pytest.mark.parametrize(
    "name",
    [
        "AccessKeySecret",
        "AccessKeyId",
        "ServerSecret",
        "server_secret",
        "callbackSecret",
        "token",
        "Authorization",
        "SecretId",
        "SecretKey",
        "studio_token",
        "Signature",
        "password",
    ],
)
def test_names_that_hold_secrets_are_known(name):
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["TaskId", "RoomId", "Bucket", "SignatureVersion", "SignatureNonce", "WhiteboardId"])
def test_ordinary_names_are_not_secret(name):
    assert not is_secret_name(name)


def test_members_with_secrets_are_left_out_at_any_depth():
    plan = {"StorageParams": {"Vendor": 10, "AccessKeySecret": "s"}, "list": [{"token": "t", "kept": 1}]}
    assert without_secrets(plan) == {"StorageParams": {"Vendor": 10}, "list": [{"kept": 1}]}


@given(st.text(min_size=6, max_size=30).filter(lambda text: text.strip("* ") == text and "*" not in text))
@settings(max_examples=60)
def test_a_registered_secret_never_passes_in_any_of_its_forms(secret):
    redactor = Redactor()
    redactor.register(secret)
    for form in (secret, quote(secret, safe=""), json.dumps(secret)):
        assert secret not in redactor.clean(f"before {form} after")
        assert form not in redactor.clean(f"before {form} after")


@pytest.mark.parametrize(
    "line",
    [
        'body {"AccessKeySecret": "hunter22"}',
        "AccessKeySecret=hunter22&Region=x",
        "{'server_secret': 'hunter22'}",
        "Authorization: Bearer hunter22",
        "GET /?AppId=1&Signature=hunter22&Action=StopRecord",
        "sent bearer hunter22.abc",
        "Credentials(server_secret='hunter22')",
    ],
)
def test_values_after_a_telling_name_are_masked(line):
    cleaned = Redactor().clean(line)
    assert "hunter22" not in cleaned
    assert "***" in cleaned


def test_what_is_no_secret_stays_readable():
    line = 'StartRecord {"RoomId": "class", "Bucket": "lessons"} -> 300000004 SignatureVersion=2.0'
    assert Redactor().clean(line) == line


def test_short_values_are_not_masked_everywhere():
    redactor = Redactor()
    redactor.register("a")
    assert redactor.clean("a banana") == "a banana"
