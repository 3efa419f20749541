"""The examples of the price page, to the hundredth."""

from decimal import Decimal

import pytest

from chalkreel.domain.cost import HourlyCost, hourly_cost
from chalkreel.domain.enums import RecordMode, StreamType
from chalkreel.domain.geometry import Size
from chalkreel.domain.take_settings import TakeSettings

P360, P720, P1080 = Size(640, 360), Size(1280, 720), Size(1920, 1080)
MIXED = TakeSettings()
SINGLE = TakeSettings(record_mode=RecordMode.SINGLE)
SOUND = TakeSettings(record_mode=RecordMode.SINGLE, stream_type=StreamType.AUDIO)


def of_1000_minutes(cost: HourlyCost | None) -> tuple[Decimal, Decimal]:
    assert cost is not None
    return cost.least * 1000 / 60, cost.most * 1000 / 60


@pytest.mark.parametrize(
    ("settings", "canvas", "streams", "price"),
    [
        (SOUND, P720, [None] * 4, "14.00"),
        (SINGLE, P720, [P720, P360, P360, P360], "30.50"),
        (MIXED, P720, [P720, P360, P360, P360], "38.00"),
        (MIXED, P1080, [P720], "148.00"),
    ],
)
def test_the_examples_of_the_price_page(settings, canvas, streams, price):
    cost = hourly_cost(settings, canvas, streams, records_board=False)
    assert of_1000_minutes(cost) == (Decimal(price), Decimal(price))


def test_a_board_of_its_own_is_priced_apart_and_in_a_mix_it_is_part_of_it():
    assert of_1000_minutes(hourly_cost(SINGLE, P720, [P360], records_board=True))[1] == Decimal("18.50")
    assert of_1000_minutes(hourly_cost(MIXED, P720, [P360], records_board=True))[1] == Decimal(38)


def test_streams_of_unknown_size_give_a_span_and_above_1080p_there_is_no_price():
    cost = hourly_cost(SINGLE, P720, [None], records_board=False)
    assert of_1000_minutes(cost) == (Decimal(6), Decimal(49))
    assert cost is not None
    assert not cost.is_exact
    assert hourly_cost(SINGLE, P720, [Size(3840, 2160)], records_board=False) is None
