"""The loop of the window process keeps every task's steps, also where Qt's events are worked through inside a task."""

import asyncio

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.support.waiting import until

pytestmark = [pytest.mark.asyncio, pytest.mark.qt_loop]


def turn_qt(ms: int) -> None:
    """Work Qt's events through for a while, as a dialog does that is waited for in place."""
    inner = QEventLoop()
    QTimer.singleShot(ms, inner.quit)
    inner.exec()


@pytest.mark.parametrize("turn", [QApplication.processEvents, lambda: turn_qt(30)])
async def test_a_step_that_is_due_while_another_task_turns_qt_comes_later(qapp, turn):
    steps = []

    async def walk():
        for step in range(20):
            steps.append(step)
            await asyncio.sleep(0)

    walking = asyncio.create_task(walk())
    await asyncio.sleep(0)
    before = len(steps)
    for _ in range(5):
        turn()
    assert len(steps) == before, "a task is never stepped inside another one"
    await asyncio.wait_for(walking, 5)
    assert steps == list(range(20))


async def test_what_was_put_off_keeps_its_order_and_can_still_be_taken_back(qapp):
    loop, heard = asyncio.get_running_loop(), []
    for number in range(10):
        loop.call_soon(heard.append, number)
    taken_back = loop.call_soon(heard.append, "never")
    turn_qt(20)
    assert heard == []
    taken_back.cancel()
    loop.call_soon(heard.append, 10)
    await until(lambda: len(heard) == 11)
    assert heard == list(range(11))


async def test_what_no_task_asked_for_is_called_while_qt_is_turned_by_nobody_s_task(qapp):
    loop, heard = asyncio.get_running_loop(), []
    done = loop.create_future()

    def in_a_slot():
        loop.call_soon(heard.append, "called")
        turn_qt(30)
        done.set_result(list(heard))

    QTimer.singleShot(0, in_a_slot)
    assert await done == ["called"]
