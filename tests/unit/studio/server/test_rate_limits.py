"""So many calls within any one period."""

import hypothesis.strategies as st
from hypothesis import given

from chalkreel.studio.server.rate_limits import RateLimiter


def test_calls_beyond_the_limit_wait_for_the_oldest_to_leave_the_window() -> None:
    now = [0.0]
    limiter = RateLimiter(lambda: now[0])

    assert [limiter.allows("a", 2, 1.0) for _ in range(3)] == [True, True, False]
    now[0] = 0.99
    assert not limiter.allows("a", 2, 1.0)
    assert limiter.allows("b", 2, 1.0)
    now[0] = 1.0
    assert limiter.allows("a", 2, 1.0)


@given(st.lists(st.floats(0, 0.5), max_size=80))
def test_no_window_of_a_second_ever_holds_more_than_the_limit(pauses: list[float]) -> None:
    now = [0.0]
    limiter, allowed = RateLimiter(lambda: now[0]), []
    for pause in pauses:
        now[0] += pause
        if limiter.allows("a", 3, 1.0):
            allowed.append(now[0])

    assert all(later - earlier >= 1.0 for earlier, later in zip(allowed, allowed[3:], strict=False))
