"""Canvases in turn, and the figures of a recording."""

from __future__ import annotations

import pytest

from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.meter import Lateness, RateMeter
from chalkreel.studio.mixer.pool import CanvasPool


def painted(pool: CanvasPool, value: int) -> int:
    index = pool.take()
    assert index is not None
    pool.canvas(index).fill_all((value, value, value))
    pool.publish(index)
    return index


def test_the_newest_and_the_lent_are_never_painted_over() -> None:
    pool = CanvasPool(Size(4, 4), count=4)
    assert pool.copy_of_newest() is None
    assert pool.lend_newest() is None
    taken = []
    for value in range(4):
        taken.append(painted(pool, value))
        assert pool.lend_newest() == taken[-1]
    assert len(set(taken)) == 4
    assert pool.take() is None
    pool.give_back(taken[1])
    assert pool.take() == taken[1]
    newest = pool.copy_of_newest()
    assert newest is not None
    assert newest[0].min() == newest[2].max() == 3
    pool.give_back(taken[3])
    assert pool.take() == taken[1]  # the newest stays although nobody uses it


def test_there_are_more_canvases_while_the_encoder_is_behind_and_fewer_again_afterwards() -> None:
    pool = CanvasPool(Size(4, 4), count=3)
    pool.allow(8)
    lent = []
    for value in range(8):
        painted(pool, value)
        lent.append(pool.lend_newest())
    assert (pool.count, pool.take()) == (8, None)
    for index in lent:
        assert index is not None
        pool.give_back(index)
    assert pool.count == 3
    newest = pool.copy_of_newest()
    assert newest is not None
    assert newest[0].min() == 7


def test_a_canvas_being_painted_is_not_given_back_to_the_system() -> None:
    pool = CanvasPool(Size(4, 4), count=1)
    pool.allow(8)
    lent = []
    for value in range(4):
        painted(pool, value)
        lent.append(pool.lend_newest())
    taken = pool.take()
    assert taken is not None
    for index in lent:
        assert index is not None
        pool.give_back(index)
    pool.canvas(taken).fill_all((9, 9, 9))
    pool.publish(taken)
    newest = pool.copy_of_newest()
    assert newest is not None
    assert newest[0].min() == 9


def test_lateness_is_counted_by_share() -> None:
    lateness = Lateness()
    assert lateness.quantile_ms(0.99) == 0
    for number in range(99):
        lateness.count(number % 10 / 1000)
    lateness.count(0.25)
    assert lateness.quantile_ms(0.99) == pytest.approx(10)
    assert lateness.quantile_ms(1.0) == lateness.most_ms == pytest.approx(250)


def test_the_meter_counts_the_rate_and_the_longest_gap() -> None:
    meter = RateMeter()
    assert meter.per_s == 0
    for number in range(40):
        meter.count(number / 20)
    assert meter.per_s == pytest.approx(20)
    meter.count(3.0)
    assert meter.longest_gap_s == pytest.approx(1.05)
    meter.interrupt()
    meter.count(100.0)
    assert meter.longest_gap_s == pytest.approx(1.05)
