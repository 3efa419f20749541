"""Members that are allowed but do nothing in their combination; never a reason to refuse a request."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from chalkreel.base.phrase import phrase
from chalkreel.contract.hint_rules import (
    ONLY_CUSTOM_REGIONS,
    ONLY_LARGE_VIEW,
    PRESETS_WITH_LARGE_VIEW,
    START_RULES,
    EffectRule,
    is_mixed,
    is_single,
)
from chalkreel.contract.mixing import MixInputListItem
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.contract.violation import Hint
from chalkreel.contract.wire import WireModel
from chalkreel.domain.enums import MixMode, PerStreamType, StreamType, ViewType


def hints_for_start(request: StartRecordRequest) -> tuple[Hint, ...]:
    """List what of a StartRecord request has no effect."""
    found = [hint for rule in START_RULES if (hint := _hint(request, rule)) is not None]
    found += _stream_config_hints(request)
    mix = request.record_input_params.mix_config
    if mix is not None and is_mixed(request) and mix.mix_mode is MixMode.CUSTOM:
        found += _region_hints(mix.mix_input_list, "RecordInputParams.MixConfig.MixInputList")
    return tuple(found)


def rule_against(
    request: StartRecordRequest, path: tuple[str | int, ...], besides: Collection[str] = ()
) -> EffectRule | None:
    """Give the rule by which a member does nothing in this request, whatever it holds.

    ``path`` are attribute names (numbers are places in a list). A rule about a group of members speaks for each of
    them. ``besides`` names rules that do not count.
    """
    return next(
        (
            rule
            for rule in START_RULES
            if path[: len(rule.path)] == rule.path and rule.name not in besides and not rule.matters(request)
        ),
        None,
    )


def hints_for_update_layout(request: UpdateLayoutRequest) -> tuple[Hint, ...]:
    """List what of an UpdateLayout request has no effect."""
    if request.mix_mode is MixMode.CUSTOM:
        found = list(_region_hints(request.mix_input_list, "MixInputList"))
    elif request.mix_input_list and not request.has("mix_mode"):
        sentence = phrase("Without a layout mode the picture switches to the grid, and the regions do nothing.")
        found = [Hint("regions_without_mode", "MixInputList", sentence)]
    elif request.mix_input_list:
        found = [Hint("regions_without_custom", "MixInputList", ONLY_CUSTOM_REGIONS)]
    else:
        found = []
    if request.mix_max_resolution_stream_id and request.mix_mode not in PRESETS_WITH_LARGE_VIEW:
        found.append(Hint("large_stream_without_large_view", "MixMaxResolutionStreamId", ONLY_LARGE_VIEW))
    return tuple(found)


def _hint(request: StartRecordRequest, rule: EffectRule) -> Hint | None:
    """Give the rule's hint if its member was sent with something in it (false and empty ask for nothing)."""
    steps: list[str] = []
    value: Any = request
    for step in rule.path:
        if isinstance(step, int):
            if len(value) <= step:
                return None
            steps.append(str(step))
            value = value[step]
        elif isinstance(value, WireModel) and value.has(step):
            steps.append(type(value).model_fields[step].alias or step)
            value = getattr(value, step)
        else:
            return None
    asks_for_nothing = value in (None, "", []) or value is False
    return None if asks_for_nothing or rule.matters(request) else Hint(rule.name, ".".join(steps), rule.message)


def _region_hints(items: list[MixInputListItem], field: str) -> Iterator[Hint]:
    for index, item in enumerate(items):
        place, number = f"{field}.{index}", index + 1
        if item.view_type is ViewType.WHITEBOARD and item.stream_id:
            sentence = phrase("The stream named for region {number} shows only while no board is open.", number=number)
            yield Hint("stream_in_whiteboard_region", f"{place}.StreamId", sentence)
        if item.background_image and not item.stream_id:
            sentence = phrase("The background of region {number} shows only with a stream of its own.", number=number)
            yield Hint("background_without_stream", f"{place}.BackgroundImage", sentence)
        if item.rect.left == item.rect.right or item.rect.top == item.rect.bottom:
            yield Hint("region_without_area", place, phrase("Region {number} has no area.", number=number))


def _stream_config_hints(request: StartRecordRequest) -> Iterator[Hint]:
    params = request.record_input_params
    if params.mix_config is None or is_single(request):
        return
    if params.stream_type in (StreamType.AUDIO_VIDEO, StreamType.SEPARATE):
        return
    for index, item in enumerate(params.mix_config.stream_config_list):
        if item.stream_type is not PerStreamType.DEFAULT:
            field = f"RecordInputParams.MixConfig.StreamConfigList.{index}.StreamType"
            sentence = phrase("Streams can be set apart only where both picture and sound are recorded.")
            yield Hint("stream_config_of_one_kind", field, sentence)
