"""The JSON of a reading is what its schema says; the door itself: callable package, formats, errors with advice."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drafting.errors import SourceError
from drafting.output.json import record
from drafting.read import read, read_bytes
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "docs" / "schema" / "read.json").read_text(encoding="utf-8"))
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "null": type(None), "boolean": bool,
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """What a value breaks of the part of JSON Schema that our schemas use."""
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], at)
    found: list[str] = []
    kinds = schema.get("type", [])
    if kinds and not isinstance(value, tuple(TYPES[k] for k in ([kinds] if isinstance(kinds, str) else kinds))):
        return [f"{at}: {value!r} is no {kinds}"]
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{at}: {value!r} does not fit {schema['pattern']}")
    if isinstance(value, list):
        for i, inner in enumerate(value):
            found += faults(inner, schema.get("items", {}), f"{at}[{i}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}: {key} is missing" for key in schema.get("required", ()) if key not in value]
        rest = schema.get("additionalProperties", True)
        for key, inner in value.items():
            if key not in known and rest is False:
                found.append(f"{at}: {key} is unknown")
            elif key in known or isinstance(rest, dict):
                found += faults(inner, known.get(key, rest), f"{at}.{key}")
    return found


DRAFT = """DRAFT RESOLUTION

LIGHTHOUSES

THE GENERAL ASSEMBLY,

RECALLING resolution AG/RES. 9 (LX-O/30); and

RESOLVES:

I. UPKEEP 1/

1. To urge member states to mend:
a. lamps; 2/
b. mirrors.

Lamp	Power
North	40

NOTES

1/ Brazil enters a reservation on this section.

2/ A/80/1.
"""


def test_a_record_keeps_to_its_schema() -> None:
    made = record(read_bytes(DRAFT.encode(), "draft.txt"))
    assert faults(made, SCHEMA) == []
    assert json.loads(json.dumps(made)) == made
    assert [b["address"] for b in made["blocks"]] == ["L1", "title", "L2", "PP1", "L3", "H1", "OP1", "T1"]
    assert [c["address"] for c in made["blocks"][6]["children"]] == ["OP1(a)", "OP1(b)"]
    assert made["footnotes"][1]["anchors"] == [{"at": "OP1(a)", "offset": 6}]
    assert [n["scope"] for n in made["footnotes"]] == ["heading", "paragraph"]


def test_the_schema_check_can_fail() -> None:
    made = record(read_bytes(DRAFT.encode(), "draft.txt"))
    assert faults(made | {"status": "agreed", "extra": 1}, SCHEMA)
    assert faults({k: v for k, v in made.items() if k != "blocks"}, SCHEMA)


@pytest.mark.parametrize("first", ["drafting.read.structure", "drafting.read", "drafting.read.paragraphs", "drafting"])
def test_read_is_a_function_whatever_was_imported_first(first: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, encoding="utf-8")
    code = f"import sys, {first}\nfrom drafting import read\nimport drafting.read.text\nimport drafting\n"
    code += "assert read(sys.argv[1]).title == drafting.read(sys.argv[1]).title == 'LIGHTHOUSES'"
    subprocess.run([sys.executable, "-c", code, str(file)], check=True, cwd=ROOT)


@pytest.mark.parametrize("name", ["absent.txt", "~$lock.docx", "picture.png", "empty.txt", "noname"])
def test_what_cannot_be_read_is_refused_with_advice(name: str, tmp_path: Path) -> None:
    if not name.startswith("absent"):
        (tmp_path / name).write_bytes(b"" if name.startswith("empty") else b"\x89PNG")
    with pytest.raises(SourceError) as caught:
        read(tmp_path / name)
    assert name in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="folder"):
        read(tmp_path)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(SourceError, match="language"):
        read_bytes(b"Text", "a.txt", language="xx")


def check_module(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, SHARED / "checks" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_shared
@pytest.mark.parametrize("number", range(5))
def test_the_five_real_documents_are_exact(number: int) -> None:
    expected = json.loads((SHARED / "expected" / f"{number:03d}.json").read_text(encoding="utf-8"))
    made = record(read(SHARED / "seeds" / expected["source"]))
    assert check_module("seeds").problems(expected, made) == []
    assert faults(made, SCHEMA) == []


@needs_shared
@pytest.mark.parametrize(("group", "least"), [("mand", 0.99), ("unres", 0.97), ("icpe", 0.85), ("oas", 1.0)])
def test_real_resolutions_have_their_paragraphs(group: str, least: float) -> None:
    with gzip.open(SHARED / "corpus" / "parse.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [d for d in map(json.loads, lines) if d["id"].startswith(group)]
    right = sum(
        len(read_bytes(d["text"].encode(), "a.txt").clauses("operative")) == d["expected"]["operative"]
        for d in documents
    )
    assert right / len(documents) >= least
