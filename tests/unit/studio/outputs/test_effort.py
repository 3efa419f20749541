"""When the encoder does with less work, and when it tries again."""

from __future__ import annotations

from chalkreel.studio.outputs.effort import STEPS, Effort, EffortWatch, Limits

INTERVAL_S = 0.05
LIMITS = Limits(waiting=2, interval_s=INTERVAL_S)


class Encoder:
    """Encodes a picture per interval on a made-up clock, as slowly as it is told."""

    def __init__(self) -> None:
        self.watch = EffortWatch(LIMITS)
        self.now_s = 0.0
        self.work_s = 0.0
        self.steps: list[tuple[float, Effort]] = []

    def run(self, seconds: float, took_s: float) -> None:
        """Go on for so long with pictures that take so long at any effort."""
        for _ in range(round(seconds / INTERVAL_S)):
            before = self.watch.effort
            self.now_s += INTERVAL_S
            self.work_s = max(self.work_s + took_s - INTERVAL_S, 0.0)
            after = self.watch.after(int(self.work_s / INTERVAL_S), took_s, self.now_s)
            if after is not before:
                self.steps.append((self.now_s, after))


def test_an_encoder_that_keeps_up_is_left_alone() -> None:
    encoder = Encoder()
    encoder.run(60, INTERVAL_S * 0.9)
    assert encoder.steps == []


def test_pictures_that_wait_bring_the_next_step_and_so_on_to_the_last() -> None:
    encoder = Encoder()
    encoder.run(20, INTERVAL_S * 1.5)
    assert [effort for _, effort in encoder.steps] == list(STEPS[1:])


def test_what_waits_is_worked_off_before_the_next_step_is_judged() -> None:
    encoder = Encoder()
    encoder.run(0.6, INTERVAL_S * 1.5)
    encoder.run(5, INTERVAL_S * 0.8)
    assert [effort for _, effort in encoder.steps] == [Effort.NO_B_FRAMES]


def test_it_climbs_back_step_by_step_once_there_is_room_for_a_while() -> None:
    encoder = Encoder()
    encoder.run(3, INTERVAL_S * 1.5)
    lowest = len(encoder.steps)
    encoder.run(60, INTERVAL_S * 0.2)
    climbed = encoder.steps[lowest:]
    assert [effort for _, effort in climbed] == list(reversed(STEPS[:-1]))
    times = [time_s for time_s, _ in encoder.steps]
    assert min(later - earlier for earlier, later in zip(times[lowest - 1 :], times[lowest:], strict=False)) >= 10


def test_it_does_not_climb_into_more_than_it_has_time_for() -> None:
    encoder = Encoder()
    encoder.run(0.55, INTERVAL_S * 1.5)
    assert encoder.watch.effort is Effort.NO_B_FRAMES
    encoder.run(120, INTERVAL_S * 0.5)  # at the first step this would be 0.78 of the time
    assert encoder.watch.effort is Effort.NO_B_FRAMES


def test_a_climb_that_was_wrong_makes_it_wait_twice_as_long() -> None:
    encoder = Encoder()
    for _ in range(3):
        encoder.run(0.6, INTERVAL_S * 1.8)
        while encoder.watch.effort is not STEPS[0]:
            encoder.run(1, INTERVAL_S * 0.3)
    climbs = [time_s for time_s, effort in encoder.steps if effort is STEPS[0]]
    assert climbs[2] - climbs[1] > climbs[1] - climbs[0] > 15


def test_pictures_that_take_far_too_long_in_turn_are_answered_at_once_and_a_hitch_is_not() -> None:
    def after(slow_pictures: int) -> Effort:
        watch = EffortWatch(LIMITS)
        for number in range(slow_pictures):
            watch.after(min(number, LIMITS.waiting), 2 * INTERVAL_S, number * 2 * INTERVAL_S)
        return watch.effort

    assert after(2) is STEPS[0]
    assert after(3) is STEPS[1]


def test_a_picture_that_waited_too_long_brings_the_next_step_but_not_one_for_each_of_them() -> None:
    watch = EffortWatch(LIMITS)
    assert [watch.after_loss(30, now_s) for now_s in (1.0, 1.1, 1.2)] == 3 * [STEPS[1]]
    assert watch.after_loss(30, 1.3) is STEPS[2]


def test_with_pictures_about_to_be_lost_it_goes_from_the_first_step_down_to_the_last_at_once() -> None:
    def after(waiting: int) -> list[Effort]:
        watch = EffortWatch(Limits(waiting=2, interval_s=INTERVAL_S, most=20))
        return [watch.after(waiting - 2, INTERVAL_S, 1.0), watch.after(waiting + 2, INTERVAL_S, 2.0)]

    assert after(14) == [STEPS[1], STEPS[2]]
    assert after(15) == [STEPS[1], STEPS[-1]]
    assert after(40)[0] is STEPS[1]  # a hitch of the machine, for all that is known yet
