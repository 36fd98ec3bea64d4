"""A small validator for the JSON Schemas of docs/schema: the keywords they use, nothing more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schema"
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip


def validate(result: Any, name: str) -> None:
    """Raise AssertionError, naming the place, where a result does not fit docs/schema/NAME.json."""
    root = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    _check(result, root, root, name)


def _check(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> None:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    unknown = set(schema) - {
        "$schema", "$id", "$defs", "title", "description", "type", "const", "enum", "properties", "required",
        "additionalProperties", "items", "prefixItems", "minItems", "maxItems", "pattern", "minimum",
    }  # fmt: skip
    assert not unknown, f"{at}: the validator of the tests does not know {unknown}"
    if "type" in schema:
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        fits = any(isinstance(value, _TYPES[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds)
        assert fits, f"{at}: {value!r} is no {' or '.join(kinds)}"
    assert "const" not in schema or value == schema["const"], f"{at}: {value!r}"
    assert "enum" not in schema or value in schema["enum"], f"{at}: {value!r}"
    if isinstance(value, dict):
        _check_object(value, schema, root, at)
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        assert schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)), at
        for number, item in enumerate(value):
            _check(item, first[number] if number < len(first) else schema.get("items", {}), root, f"{at}[{number}]")


def _check_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> None:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    assert set(schema.get("required", ())) <= set(value), f"{at}: {set(schema['required']) - set(value)} missing"
    for key, item in value.items():
        assert key in known or other is not False, f"{at}: {key} is not in the schema"
        _check(item, known.get(key, other if isinstance(other, dict) else {}), root, f"{at}.{key}")
