import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.actions import Action
from chalkreel.services.pacing import ROOMS_REMEMBERED, Backoff, Pacing
from tests.support.virtual_loop import run_virtually

ROUNDING_S = 1e-4


async def departures(calls, pauses_s=()):
    """Let every call take its turn, with pauses between their wishes; give the times at which they may leave."""
    pacing, loop = Pacing(), asyncio.get_running_loop()
    left = []

    async def leave(action, room_id):
        await pacing.turn(action, room_id)
        left.append(loop.time())

    waiting = []
    for number, call in enumerate(calls):
        waiting.append(asyncio.ensure_future(leave(*call)))
        await asyncio.sleep(pauses_s[number % len(pauses_s)] if pauses_s else 0)
    await asyncio.gather(*waiting)
    return sorted(left)


def most_within(times, period_s):
    return max(sum(start <= time < start + period_s - ROUNDING_S for time in times) for start in times)


@given(st.lists(st.sampled_from([0.0, 0.01, 0.3, 1.0]), min_size=1, max_size=8))
def test_ten_calls_leave_in_any_second_however_they_come(pauses_s):
    actions = [Action.DESCRIBE_TASKS, Action.DESCRIBE_RECORD_STATUS, Action.UPDATE_LAYOUT]
    times = run_virtually(departures([(actions[n % 3], "") for n in range(60)], pauses_s))
    assert most_within(times, 1) <= 10


def test_the_allowed_calls_are_nearly_all_used():
    times = run_virtually(departures([(Action.DESCRIBE_TASKS, "")] * 73))
    assert times[-1] == pytest.approx(10, abs=0.1)


def test_starts_and_stops_have_a_budget_of_their_own():
    calls = [(Action.START_RECORD, ""), (Action.STOP_RECORD, "")] * 60
    assert most_within(run_virtually(departures(calls)), 1) <= 50
    busy = run_virtually(departures([(Action.DESCRIBE_TASKS, "")] * 100 + [(Action.STOP_RECORD, "")]))
    assert busy[:4] == pytest.approx([0] * 4, abs=ROUNDING_S)


@pytest.mark.parametrize(
    ("action", "period_s"), [(Action.DESCRIBE_SIMPLE_STREAM_LIST, 10), (Action.DESCRIBE_USER_LIST, 1)]
)
def test_one_room_is_asked_about_once_in_its_period_and_others_meanwhile(action, period_s):
    times = run_virtually(departures([(action, "class")] * 3))
    assert [round(time, 3) for time in times] == [0, period_s, 2 * period_s]
    assert run_virtually(departures([(action, f"class-{n}") for n in range(5)])) == pytest.approx(
        [0] * 5, abs=ROUNDING_S
    )


def test_rooms_of_long_ago_are_forgotten():
    calls = [(Action.DESCRIBE_USER_LIST, f"class-{n}") for n in range(ROOMS_REMEMBERED + 20)]
    assert len(run_virtually(departures(calls))) == ROOMS_REMEMBERED + 20


def test_waits_double_up_to_their_longest():
    backoff = Backoff(attempts=5, first_s=0.5, longest_s=3)
    assert [backoff.wait_s(failures) for failures in (1, 2, 3, 4, 5, 10_000)] == [0.5, 1, 2, 3, 3, 3]
