"""What is kept of a task: everything a restart needs, and no keys."""

from pathlib import Path

import pytest

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.studio.tasks.record import PlaceRecord, TaskRecord, read_record
from tests.drivers.studio import start_request


def record() -> TaskRecord:
    request = StartRecordRequest.from_wire(start_request("room", Path("/recordings"), ClientTaskId="mine"))
    return TaskRecord.of("X3CgNeE4I1qAAABN", 5, request, PlaceRecord(root="/recordings", folders=("a", "b")))


def test_a_record_comes_back_as_it_was() -> None:
    before = record()

    assert read_record(before.model_dump_json()) == before


def test_a_record_holds_no_keys() -> None:
    text = record().model_dump_json()

    assert "an-access-key" not in text
    assert '"MixOutputStreamId":"mix"' in text


@pytest.mark.expects_log("A task record cannot be read")
@pytest.mark.parametrize("text", ["", "{", "{}", '{"task_id": 5}'])
def test_what_is_no_record_is_none(text: str) -> None:
    assert read_record(text) is None
