"""What comes before an action: host, query, clock, signature, pace."""

from __future__ import annotations

import json
import time

import pytest

from chalkreel.contract.signing import request_signature
from tests.drivers.studio import SERVER_SECRET, StudioDriver, start_request


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"AppId": None}, 100000001),
        ({"AppId": "twelve"}, 100000001),
        ({"AppId": "4294967296"}, 100000001),
        ({"Timestamp": None}, 100000002),
        ({"Timestamp": "soon"}, 100000003),
        ({"Action": None}, 100000006),
        ({"Action": "RecordEverything"}, 100000007),
        ({"SignatureNonce": None}, 100000008),
        ({"SignatureNonce": ""}, 100000008),
        ({"Signature": None}, 100000009),
        ({"AppId": "54321"}, 100000010),
        ({"SignatureVersion": None}, 100000013),
        ({"SignatureVersion": "1.0"}, 100000014),
        ({"Signature": "0" * 32}, 100000005),
        ({"SignatureNonce": "another"}, 100000005),
    ],
)
def test_each_parameter_of_the_query_is_checked(studio: StudioDriver, changed: dict, code: int) -> None:
    query = studio.query("StopRecord", **changed)

    assert studio.send(query)["Code"] == code


@pytest.mark.parametrize("away_s", [-700, 700])
def test_a_timestamp_more_than_ten_minutes_away_is_expired(studio: StudioDriver, away_s: int) -> None:
    then_s = int(time.time()) + away_s
    signature = request_signature(studio.app_id, "0123456789abcdef", SERVER_SECRET, then_s)
    query = studio.query("StopRecord", SignatureNonce="0123456789abcdef", Timestamp=str(then_s), Signature=signature)

    assert studio.send(query)["Code"] == 100000004


@pytest.mark.parametrize("away_s", [-500, 500])
def test_a_clock_some_minutes_off_is_forgiven_and_any_nonce_taken(studio: StudioDriver, away_s: int) -> None:
    then_s = int(time.time()) + away_s
    signature = request_signature(studio.app_id, "15215528852396", SERVER_SECRET, then_s)
    query = studio.query("StopRecord", SignatureNonce="15215528852396", Timestamp=str(then_s), Signature=signature)

    assert studio.send(query, {"TaskId": "X3CgNeE4I1qAAABN"})["Code"] == 300001000


@pytest.mark.parametrize("body", [b"", b"no json", b'{"TaskId": ', b"[" * 100_000, b"\xff\xfe"])
def test_a_body_that_is_no_json_is_unreadable(studio: StudioDriver, body: bytes) -> None:
    assert studio.send(studio.query("StopRecord"), body)["Code"] == 100000012


@pytest.mark.parametrize("nested", [b"[" * 900 + b"]" * 900, b'{"x":' * 70 + b"1" + b"}" * 70, b'"\\ud800"'])
def test_a_body_nested_without_end_or_of_no_text_is_unreadable_and_leaves_nothing_behind(
    studio: StudioDriver, nested: bytes
) -> None:
    body = json.dumps(start_request("nested", studio.recordings)).encode()[:-1] + b', "x": ' + nested + b"}"
    folder = studio.data_dir / "tasks"
    before = set(folder.iterdir()) if folder.exists() else set()

    assert studio.send(studio.query("StartRecord"), body)["Code"] == 100000012
    assert (set(folder.iterdir()) if folder.exists() else set()) == before


@pytest.mark.parametrize("member", ["ClearInputStreamTimeout", "RecordMuteAudioSplitThreshold"])
def test_numbers_of_any_size_are_taken_and_the_room_is_none_the_worse(studio: StudioDriver, member: str) -> None:
    is_of_mix = member == "ClearInputStreamTimeout"
    body = start_request("vast", studio.recordings, **({"MixConfig": {member: 1}} if is_of_mix else {member: 1}))
    if not is_of_mix:
        body["RecordInputParams"] |= {"RecordMode": 1, "StreamType": 1, "RecordMuteAudio": 2}
        body["RecordOutputParams"] = {"OutputFileFormat": "mp3"}
    vast = json.dumps(body).replace(f'"{member}": 1', f'"{member}": 1{"0" * 400}').encode()

    answer = studio.send(studio.query("StartRecord"), vast)

    assert answer["Code"] == 0
    studio.publish("vast", "a")
    studio.unpublish("vast", "a")
    studio.act("StopRecord", answer["Data"]["TaskId"])


def test_a_body_beyond_its_bound_is_unreadable(studio: StudioDriver) -> None:
    body = b'{"TaskId": "' + b"x" * 2_000_000 + b'"}'

    assert studio.send(studio.query("StopRecord"), body)["Code"] == 100000012


@pytest.mark.parametrize("body", [[], "text", 5, None, {"TaskId": 5}, {"TaskId": None}, {"TaskId": "short"}])
def test_a_body_of_the_wrong_shape_is_an_invalid_parameter(studio: StudioDriver, body: object) -> None:
    assert studio.send(studio.query("StopRecord"), body)["Code"] == 300000004


def test_a_foreign_host_name_is_refused(studio: StudioDriver) -> None:
    answer = studio.send(studio.query("StopRecord"), {}, headers={"Host": "evil.example"})

    assert answer["Code"] == 100000000


def test_an_action_of_cloud_recording_is_not_served_by_get(studio: StudioDriver) -> None:
    assert studio.send(studio.query("StopRecord"), method="GET")["Code"] == 100000007


def test_more_calls_than_allowed_in_a_second_are_refused_per_action(studio: StudioDriver) -> None:
    unknown = {"TaskId": "X3CgNeE4I1qAAABN"}

    codes = [studio.code("PauseRecord", unknown) for _ in range(12)]

    assert codes[:10] == [300001000] * 10
    assert 300000003 in codes
    assert studio.code("ResumeRecord", unknown) == 300001000


def test_a_recording_may_be_stopped_fifty_times_a_second(studio: StudioDriver) -> None:
    unknown = {"TaskId": "X3CgNeE4I1qAAABN"}

    codes = [studio.code("StopRecord", unknown) for _ in range(30)]

    assert codes == [300001000] * 30


def test_secrets_never_reach_the_log(studio: StudioDriver) -> None:
    studio.send(studio.query("StopRecord", Signature="0" * 32))

    assert SERVER_SECRET not in studio.log
    assert studio.token not in studio.log
