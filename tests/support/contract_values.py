"""Values made from the contract's schema: most of them right, some of them wrong in one place or more.

hypothesis-jsonschema does not work with the Hypothesis in use and needs minutes for these shapes; this reads
just what the contract's schema consists of.
"""

import copy
from random import Random
from typing import Any

from jsonschema import Draft202012Validator

from tests.support.contract_shapes import SCHEMA

ODD_VALUES: list[Any] = [
    None, True, False, 0, 1, 2, 3, 5, 8, -1, 0.0, 1.0, 2.0, 1.5, -256, 256, 256.0, 255, 720, 1920, 1921, 2**31, 2**32,
    2**40, -(2**31), -(2**31) - 256, 4294967040, 1e300, "", "0", "1", "12", "mp4", "jpg", "MP4", "2.0", "true",
    "http://a", "HTTPS://a", "ftp://a", "x" * 15, "x" * 16, "x" * 17, "0" * 40, "0" * 32, "0" * 32 + "\n", "1\n",
    [], [None], [{}], [{}, {}], {}, {"x": 1}, {"RecordMode": 2}, [1], ["a"],
]  # fmt: skip
"""Values that JSON tells apart and Python may not, at and beyond the bounds of the contract."""

_TEXTS = ["", "a", "room 1", "课堂", "x" * 300, "😀", "\u0000", "12"]
_FORMS = {
    "^[Hh][Tt][Tt][Pp][Ss]?://": ["http://a/b.png", "HTTPS://x", "hTtp://"],
    "^[0-9a-f]{32}$": ["43e5cfcca828314675f91b001390566a"],
    "^[0-9a-f]{40}$": ["5bd59fd62953a8059fb7eaba95720f66d19e4517"],
    "^[0-9]+$": ["0", "1637753949"],
    "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$": ["true", "FALSE", "tRuE"],
}


def value_of(definition: str, random: Random) -> Any:
    """Make a value that fits one definition of the schema in nearly all cases."""
    return _value({"$ref": f"#/$defs/{definition}"}, random)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, the whole first."""
    found = [path]
    pairs: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        found += places(value, (*path, step))
    return found


def replaced(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(data)
    _parent(changed, path)[path[-1]] = value
    return changed


def without(data: Any, path: tuple[Any, ...]) -> Any:
    changed = copy.deepcopy(data)
    del _parent(changed, path)[path[-1]]
    return changed


def spoiled(data: Any, random: Random) -> Any:
    """Change or remove one place."""
    path = random.choice(places(data))
    if path and random.random() < 0.3:
        return without(data, path)
    return replaced(data, path, random.choice(ODD_VALUES))


def _parent(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _resolved(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    return schema


def _value(schema: dict[str, Any], random: Random) -> Any:
    schema = _resolved(schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        chosen = random.choice(schema["enum"])
        return float(chosen) if isinstance(chosen, int) and random.random() < 0.1 else chosen
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        kind = random.choice(kind)
    return _MAKERS[kind](schema, random)


def _integer(schema: dict[str, Any], random: Random) -> Any:
    step = schema.get("multipleOf", 1)
    low, high = schema.get("minimum", -(2**63)), schema.get("maximum", 2**63)
    number = random.choice([low, high - high % step, random.randint(low, high) // step * step, max(low, min(high, 0))])
    return float(number) if abs(number) < 2**52 and random.random() < 0.1 else number


def _text(schema: dict[str, Any], random: Random) -> str:
    if "pattern" in schema:
        return random.choice(_FORMS[schema["pattern"]])
    if "maxLength" in schema:
        return "".join(random.choice("aZ_-0é") for _ in range(schema["maxLength"]))
    return random.choice([text for text in _TEXTS if len(text) >= schema.get("minLength", 0)])


def _array(schema: dict[str, Any], random: Random) -> list[Any]:
    count = random.randint(0, min(schema.get("maxItems", 3), 3))
    return [_value(schema["items"], random) for _ in range(count)]


def _object(schema: dict[str, Any], random: Random) -> dict[str, Any]:
    properties, required, conditions = _members(schema)
    chance = random.choice([0.2, 0.9])
    made = {
        name: _value(part, random) for name, part in properties.items() if name in required or random.random() < chance
    }
    if schema.get("maxProperties") != 0 and random.random() < 0.2:
        made["Unknown"] = random.choice(ODD_VALUES)
    for condition in conditions:
        if Draft202012Validator({**condition["if"], "$defs": SCHEMA["$defs"]}).is_valid(made):
            _obey(condition["then"], made, properties, random)
    return made


def _members(schema: dict[str, Any]) -> tuple[dict[str, Any], set[str], list[dict[str, Any]]]:
    schema = _resolved(schema)
    properties, required, conditions = dict(schema.get("properties", {})), set(schema.get("required", ())), []
    for part in schema.get("allOf", ()):
        if "if" in part:
            conditions.append(part)
            continue
        more_properties, more_required, more_conditions = _members(part)
        properties |= more_properties
        required |= more_required
        conditions += more_conditions
    return properties, required, conditions


def _obey(then: dict[str, Any], made: dict[str, Any], properties: dict[str, Any], random: Random) -> None:
    """Make an object follow the consequence of a condition."""
    for name, part in then.get("properties", {}).items():
        inner = _members(properties[name])[0] if name in properties and "type" in _resolved(properties[name]) else {}
        if "$ref" in part:
            made[name] = _value(part, random)
        elif part.get("minItems") and not made.get(name):
            made[name] = [_value(_resolved(properties[name])["items"], random)]
        elif "enum" in part and name in made:
            made[name] = random.choice(part["enum"])
        elif "not" in part:
            made.pop(name, None)
        elif isinstance(made.get(name), dict):
            _obey(part, made[name], inner, random)
    for name in then.get("required", ()):
        if name not in made and name in properties:
            made[name] = _value(properties[name], random)


_MAKERS = {
    "integer": _integer,
    "string": _text,
    "array": _array,
    "object": _object,
    "boolean": lambda _schema, random: random.random() < 0.5,
    "number": lambda _schema, random: random.choice([0, 1.5, -3, 100]),
    "null": lambda _schema, _random: None,
}
