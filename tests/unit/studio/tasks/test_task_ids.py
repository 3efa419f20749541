"""Task ids: the samples' form, and never the same twice."""

import base64

from chalkreel.studio.tasks.task_ids import TaskIds


def test_an_id_holds_start_seconds_and_a_counter_in_16_characters() -> None:
    ids = TaskIds(now=lambda: 1_601_221_430.9)

    raw = [base64.urlsafe_b64decode(ids.new()) for _ in range(3)]

    assert [int.from_bytes(each[:4], "big") for each in raw] == [1_601_221_430] * 3
    assert [int.from_bytes(each[9:], "big") for each in raw] == [1, 2, 3]
    assert len({each[4:9] for each in raw}) == 1


def test_ids_are_16_characters_and_differ_between_processes() -> None:
    made = {TaskIds(now=lambda: 0).new() for _ in range(20)}

    assert len(made) == 20
    assert {len(each) for each in made} == {16}
