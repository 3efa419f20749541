"""What a recording in the cloud costs by the public price list (CONTRACT section 12); a signed contract overrides it.

The list is the Chinese one, the only one there is: CNY per 1000 minutes, tax included. Traffic to the recorder,
storage and playback are billed apart and are not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import MAX_CANVAS_AREA_PX
from chalkreel.domain.take_settings import TakeSettings

MINUTES_PRICED = 1000
MINUTES_PER_HOUR = 60


class Tier(Enum):
    """The picture sizes that are priced alike."""

    AUDIO = "audio"
    SD = "SD"
    HD = "HD"
    HD_PLUS = "HD+"


SINGLE_CNY = {Tier.AUDIO: Decimal("3.50"), Tier.SD: Decimal(6), Tier.HD: Decimal("12.50"), Tier.HD_PLUS: Decimal(49)}
MIXED_CNY = {Tier.AUDIO: Decimal(10), Tier.SD: Decimal(18), Tier.HD: Decimal(38), Tier.HD_PLUS: Decimal(148)}
SD_AREA = {True: 480 * 360, False: 640 * 360}
"""The largest SD picture, mixed and single: the list's labels differ."""
HD_AREA = 1280 * 720


@dataclass(frozen=True, slots=True)
class HourlyCost:
    """CNY per hour of recording, from the least to the most where sizes of streams are not known."""

    least: Decimal
    most: Decimal

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def hourly_cost(
    settings: TakeSettings, canvas: Size, streams: Sequence[Size | None], records_board: bool
) -> HourlyCost | None:
    """Estimate an hour of recording; ``None`` where the list has no price for it.

    ``streams`` are the picture sizes of those present, ``None`` where unknown. Mixed pictures taken as a series are
    estimated by the mixed price, as the price page has it.
    """
    if not settings.is_single:
        tier = tier_of(canvas, is_mixed=True) if settings.has_picture else Tier.AUDIO
        return None if tier is None else _per_hour(MIXED_CNY[tier], MIXED_CNY[tier])
    least = most = Decimal(0)
    for size in streams:
        tiers = _tiers(size) if settings.has_picture else (Tier.AUDIO, Tier.AUDIO)
        if tiers is None:
            return None
        least, most = least + SINGLE_CNY[tiers[0]], most + SINGLE_CNY[tiers[1]]
    if records_board:
        board = Tier.HD if settings.board_size.area <= HD_AREA else Tier.HD_PLUS
        least, most = least + SINGLE_CNY[board], most + SINGLE_CNY[board]
    return _per_hour(least, most)


def tier_of(size: Size, *, is_mixed: bool) -> Tier | None:
    """Give the tier of a picture; ``None`` above 1080P, which has to be asked for."""
    if size.area <= SD_AREA[is_mixed]:
        return Tier.SD
    if size.area <= HD_AREA:
        return Tier.HD
    return Tier.HD_PLUS if size.area <= MAX_CANVAS_AREA_PX else None


def _tiers(size: Size | None) -> tuple[Tier, Tier] | None:
    if size is None:
        return Tier.SD, Tier.HD_PLUS
    tier = tier_of(size, is_mixed=False)
    return None if tier is None else (tier, tier)


def _per_hour(least: Decimal, most: Decimal) -> HourlyCost:
    return HourlyCost(least * MINUTES_PER_HOUR / MINUTES_PRICED, most * MINUTES_PER_HOUR / MINUTES_PRICED)
