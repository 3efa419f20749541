"""The end of a window: everything is ended in its order, whatever fails on the way."""

import pytest

from chalkreel.app.machinery import end_all

pytestmark = pytest.mark.asyncio


async def test_one_part_that_fails_to_end_keeps_none_of_the_others_from_it():
    ended, failures = [], []

    async def waits():
        ended.append("waits")

    async def fails():
        raise OSError("the disk is gone")

    await end_all(
        (waits, fails, lambda: ended.append("at once"), lambda: 1 // 0, waits),
        lambda name, error: failures.append((name, type(error))),
    )
    assert ended == ["waits", "at once", "waits"]
    assert [kind for _name, kind in failures] == [OSError, ZeroDivisionError]
    assert "fails" in failures[0][0]
