"""Nothing but DraftingError leaves the methods of a library, whatever they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drafting import open_library
from drafting.errors import DraftingError, SettingsError
from drafting.library.library import Library
from drafting.library.models import Hit
from drafting.model.resolution import Resolution

REPAIR = "Urges the coastal States to repair their lighthouses before the end of the year."
STRANGE: tuple[object, ...] = (None, 7, 1.5, b"x", [REPAIR], {"a": 1}, object())
ASKING: dict[str, tuple[str, ...]] = {
    "search": ("language", "organ", "kind", "state", "class_", "years", "limit", "drafts", "every", "newest", "facets"),
    "nearest": ("language", "organ", "kind", "before", "limit", "drafts"),
    "groups": ("language", "organ", "kind", "before", "limit", "drafts"),
    "lineage": ("language", "drafts", "akin"),
    "standard": ("language", "organ", "kind", "drafts", "limit"),
    "trace": ("language", "drafts"),
}


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with open_library(":memory:") as opened:
        opened.add_records({"id": f"R{n}", "text": REPAIR, "year": 2020 + n, "language": "en"} for n in range(3))
        yield opened


@pytest.mark.parametrize("method", ASKING)
def test_what_is_no_text_is_refused(method: str, library: Library) -> None:
    assert getattr(library, method)(REPAIR)
    for thing in STRANGE:
        with pytest.raises(SettingsError) as caught:
            getattr(library, method)(thing)
        assert caught.value.hint


@pytest.mark.parametrize(("method", "name"), [(m, name) for m, names in ASKING.items() for name in names])
def test_what_an_argument_does_not_know_is_refused(method: str, name: str, library: Library) -> None:
    for thing in ("three" if name in ("limit", "before", "years", "akin", "drafts") else 7, [1], object(), b"x"):
        with pytest.raises(SettingsError, match=name):
            getattr(library, method)(REPAIR, **{name: thing})


def test_other_methods_refuse_too(library: Library, tmp_path: Path) -> None:
    calls: list[Callable[[Any], object]] = [
        library.add, library.add_records, library.remove, library.reserved_by, library.paragraphs_of,
        library.side_by_side, library.versions, library.provenance, library.check,
        lambda x: library.on_subject(x, ()), lambda x: library.side_by_side("R1", x),
        lambda x: library.add([x]), lambda x: library.add(tmp_path, x),
    ]  # fmt: skip
    for call in calls:
        for thing in (7, b"x", object()):
            with pytest.raises(DraftingError):
                call(thing)


def test_what_can_be_meant_is_taken(library: Library) -> None:
    assert library.search("lighthouses", years=2021).hits == library.search("lighthouses", years=(2021, 2021)).hits
    assert library.search("lighthouses", years=(None, 2021), limit=1, language=None)
    assert library.nearest(REPAIR, limit=0) == () and library.nearest("") == ()
    assert library.versions(Hit("none", "words")) is not None
    assert library.provenance(Resolution()).paragraphs == ()
    assert library.add([]).documents == 0
    assert library.add(path for path in [Path("a\0b.txt"), Path("none.txt")]).failed
