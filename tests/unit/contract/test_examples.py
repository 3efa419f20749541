"""The official samples are read as the index beside them says."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.support.contract_shapes import CONTRACT_DATA, MODELS

INDEX = json.loads((CONTRACT_DATA / "examples" / "index.json").read_text())["examples"]


def load(entry: dict[str, Any]) -> Any:
    return json.loads((Path(CONTRACT_DATA) / "examples" / entry["file"]).read_text())


def repaired(entry: dict[str, Any]) -> Any:
    data = copy.deepcopy(load(entry))
    for pointer, value in entry.get("validAfter", {}).items():
        *parents, last = pointer.split("/")[1:]
        target = data
        for name in parents:
            target = target[name]
        target[last] = value
    return data


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["file"])
def test_sample_is_read_as_the_index_says(entry: dict[str, Any]) -> None:
    model = MODELS[entry["def"]]
    if entry["expect"] == "valid":
        model.from_wire(load(entry))
    else:
        with pytest.raises(ValidationError):
            model.from_wire(load(entry))


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["file"])
def test_repaired_sample_is_read_and_written_back_unchanged(entry: dict[str, Any]) -> None:
    data = repaired(entry)
    assert MODELS[entry["def"]].from_wire(data).to_wire() == data


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["file"])
def test_every_sample_is_read_tolerantly(entry: dict[str, Any]) -> None:
    data = load(entry)
    assert MODELS[entry["def"]].read_tolerant(data).to_wire() == data
