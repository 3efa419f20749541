"""The models accept and refuse exactly what the contract's schema does; jsonschema is the judge."""

import copy
import json
import re
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.support.contract_shapes import CONTRACT_DATA, MODELS, SCHEMA, oracle
from tests.support.contract_values import ODD_VALUES, places, replaced, spoiled, value_of, without

LEAN = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
THOROUGH = settings(LEAN, max_examples=300)
RANDOMS = st.integers(0, 2**64).map(Random)


def accepts(definition: str, data: Any) -> bool:
    try:
        MODELS[definition].from_wire(copy.deepcopy(data))
    except ValidationError:
        return False
    return True


def assert_same_verdict(definition: str, data: Any) -> None:
    assert accepts(definition, data) == oracle(definition).is_valid(data), json.dumps(data)


def members_of(definition: str) -> set[str]:
    found: set[str] = set()
    pending = [SCHEMA["$defs"][definition]]
    while pending:
        part = pending.pop()
        if "$ref" in part:
            pending.append(SCHEMA["$defs"][part["$ref"].removeprefix("#/$defs/")])
        pending.extend(part.get("allOf", []))
        found |= set(part.get("properties", {}))
    return found


@pytest.mark.parametrize("definition", sorted(MODELS))
def test_member_names_are_those_of_the_schema(definition: str) -> None:
    model = MODELS[definition]
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert names == members_of(definition)


@pytest.mark.parametrize("definition", sorted(MODELS))
def test_defaults_are_those_of_the_schema(definition: str) -> None:
    properties = SCHEMA["$defs"][definition].get("properties", {})
    for name, field in MODELS[definition].model_fields.items():
        member = properties.get(field.alias or name, {})
        if "default" in member and not field.is_required() and (field.alias, definition) != ("FillMode", "MixConfig"):
            assert field.get_default() == member["default"], name


def test_every_shape_of_the_schema_has_a_model_or_is_a_type() -> None:
    objects = {name for name, shape in SCHEMA["$defs"].items() if shape.get("type") not in ("string", "integer")}
    assert objects - set(MODELS) == {"BackgroundImageUrl", "WatermarkImageUrl", "MixInputList", "CallbackDetailEmpty"}


@pytest.mark.parametrize("definition", sorted(MODELS))
@LEAN
@given(random=RANDOMS)
def test_what_the_schema_describes_is_accepted_and_written_back(definition: str, random: Random) -> None:
    wire = value_of(definition, random)
    assert_same_verdict(definition, wire)
    assume(oracle(definition).is_valid(wire))
    model = MODELS[definition].from_wire(copy.deepcopy(wire))
    written = model.to_wire()
    assert oracle(definition).is_valid(written)
    assert MODELS[definition].from_wire(written) == model
    assert normal(definition, written) == normal(definition, wire)


def normal(definition: str, wire: Any) -> Any:
    """What writing may change: colours become unsigned, ``detail: null`` is left out."""
    if isinstance(wire, list):
        return [normal(definition, item) for item in wire]
    if not isinstance(wire, dict):
        return wire
    result = {}
    for name, value in wire.items():
        if re.search("Color$", name) and isinstance(value, int | float):
            value = int(value) & 0xFFFFFFFF
        if name == "detail" and value is None and definition.startswith("CallbackBody"):
            continue
        result[name] = normal(definition, value)
    return result


FULL_SAMPLES: dict[str, Any] = json.loads((CONTRACT_DATA / "full_samples.json").read_text())
"""Rich valid values of the shapes that carry rules of their own."""


@pytest.mark.parametrize("label", sorted(FULL_SAMPLES))
def test_full_sample_is_valid(label: str) -> None:
    definition = label.partition(" ")[0]
    assert oracle(definition).is_valid(FULL_SAMPLES[label])
    assert accepts(definition, FULL_SAMPLES[label])


@pytest.mark.parametrize("label", sorted(FULL_SAMPLES))
def test_every_odd_value_in_every_place_gets_the_same_verdict(label: str) -> None:
    definition = label.partition(" ")[0]
    sample = FULL_SAMPLES[label]
    judge = oracle(definition)
    differing = []
    for path in places(sample):
        changed = [replaced(sample, path, value) for value in ODD_VALUES]
        if path:
            changed.append(without(sample, path))
        differing += [one for one in changed if accepts(definition, one) != judge.is_valid(one)]
    assert differing == []


@THOROUGH
@given(random=RANDOMS, label=st.sampled_from(sorted(FULL_SAMPLES)), changes=st.integers(1, 4))
def test_several_changes_at_once_get_the_same_verdict(random: Random, label: str, changes: int) -> None:
    wire = FULL_SAMPLES[label]
    for _ in range(changes):
        wire = spoiled(wire, random)
    assert_same_verdict(label.partition(" ")[0], wire)


@pytest.mark.parametrize("definition", sorted(MODELS))
@LEAN
@given(random=RANDOMS)
def test_a_spoiled_description_gets_the_same_verdict(definition: str, random: Random) -> None:
    assert_same_verdict(definition, spoiled(value_of(definition, random), random))


@pytest.mark.parametrize("definition", sorted(MODELS))
@pytest.mark.parametrize("data", [None, True, 0, 1.0, "", "{}", []], ids=repr)
def test_what_is_no_object_is_refused(definition: str, data: Any) -> None:
    assert_same_verdict(definition, data)


def test_wire_models_do_not_answer_to_attribute_names() -> None:
    assert_same_verdict("TaskIdRequest", {"task_id": "x" * 16})
    assert not accepts("TaskIdRequest", {"task_id": "x" * 16})


def test_an_unknown_member_named_like_an_attribute_stays_apart() -> None:
    data = {"TaskId": "x" * 16, "task_id": 5, "to_wire": 1}
    model = MODELS["TaskIdRequest"].from_wire(data)
    assert model.to_wire() == data
