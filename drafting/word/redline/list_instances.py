"""List instances (w:num) of OLD and of the result: which correspond, and the import of those the result lacks.

Automatic numbers are not text, so renumbering leaves no mark. Rejecting must still give OLD its numbers: an instance of
OLD corresponds to one of NEW only where paired paragraphs use them, and never two to one.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package

_VAL, _NUMID, _ABSTRACT = w("val"), w("numId"), w("abstractNumId")
_NUMBERED = f"{w('pPr')}/{w('numPr')}/{_NUMID}"


def list_of(paragraph: etree._Element) -> str:
    """The list instance (w:numId) that a paragraph names itself, "" for none."""
    found = paragraph.find(_NUMBERED)
    return found.get(_VAL, "") if found is not None else ""


class ListInstances:
    """The list instances of OLD and of the result."""

    def __init__(self, old: Package, result: Package) -> None:
        self.result = result
        self._old_root = _numbering(old)
        self._new_root = _numbering(result)
        self._old = _definitions(self._old_root)
        self._new = _definitions(self._new_root)
        self._pairs: dict[str, str] = {}
        self._taken: set[str] = set()

    def pair_lists(self, old: etree._Element, new: etree._Element) -> None:
        """Make the instances of two paired paragraphs correspond, if they print alike and neither has another yet."""
        a, b = list_of(old), list_of(new)
        if (
            a
            and b
            and a not in self._pairs
            and b not in self._taken
            and a in self._old
            and self._old[a] == self._new.get(b)
        ):
            self._pairs[a] = b
            self._taken.add(b)

    def old_key(self, num: str) -> Hashable:
        """The instance of the result that an instance of OLD corresponds to, as a key for comparing."""
        return self._counterpart(num) or ("only old", num)

    def new_key(self, num: str) -> Hashable:
        """The key of an instance of NEW (see `old_key`)."""
        return num

    def old_form(self, num: str) -> Hashable:
        """What an instance of OLD looks like, without the number it starts at."""
        return _without_start(self._old.get(num, (num, b"")))

    def new_form(self, num: str) -> Hashable:
        """What an instance of NEW looks like, without the number it starts at."""
        return _without_start(self._new.get(num, (num, b"")))

    def import_shared(self, num: str) -> str:
        """The instance in the result that corresponds to one of OLD, imported at the first call where there is none."""
        found = self._counterpart(num)
        if found is None:
            found = self._pairs[num] = self._import_instance(num)
        return found

    def import_own(self, num: str) -> str:
        """A new instance in the result for one of OLD, whatever corresponds to it elsewhere."""
        return self._import_instance(num) if num in self._old else num

    def _counterpart(self, num: str) -> str | None:
        if num in ("", "0") or num not in self._old:
            return num
        if num in self._pairs:
            return self._pairs[num]
        return num if self._old[num] == self._new.get(num) and num not in self._taken else None

    def _import_instance(self, num: str) -> str:
        """Import an instance, with NEW's definition where NEW has the same one (they count together), else a copy."""
        root, source = self._result_root(), self._old_root
        assert source is not None
        copy = deepcopy(next(e for e in source.iterfind(w("num")) if e.get(_NUMID) == num))
        target = copy.find(_ABSTRACT)
        if target is not None:
            abstract = next(
                (e for e in source.iterfind(w("abstractNum")) if e.get(_ABSTRACT) == target.get(_VAL)), None
            )
            if abstract is not None:
                target.set(_VAL, self._import_definition(root, abstract))
        fresh = str(1 + max((int(e.get(_NUMID, "0")) for e in root.iterfind(w("num"))), default=0))
        copy.set(_NUMID, fresh)
        last = [i for i, e in enumerate(root) if e.tag in (w("num"), w("abstractNum"))]
        root.insert(last[-1] + 1 if last else 0, copy)
        return fresh

    def _import_definition(self, root: etree._Element, abstract: etree._Element) -> str:
        wanted = _level_bytes(abstract)
        for other in root.iterfind(w("abstractNum")):
            if _level_bytes(other) == wanted:
                return other.get(_ABSTRACT, "")
        number = str(1 + max((int(e.get(_ABSTRACT, "0")) for e in root.iterfind(w("abstractNum"))), default=-1))
        definition = deepcopy(abstract)
        definition.set(_ABSTRACT, number)
        at = next((i for i, e in enumerate(root) if e.tag == w("num")), len(root))
        root.insert(at, definition)
        return number

    def _result_root(self) -> etree._Element:
        if self._new_root is None:
            self._new_root = etree.Element(w("numbering"), nsmap={"w": w("")[1:-1]})
            self.result.put("word/numbering.xml", self._new_root)
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
            self.result.declare("word/numbering.xml", kind)
            self.result.relate(self.result.main, "numbering", "word/numbering.xml")
        return self._new_root


def _without_start(key: tuple[object, bytes]) -> Hashable:
    """A definition without the start values that its instance sets."""
    return (key[0], _START.sub(b"", key[1]))


_START = re.compile(rb"<w:lvlOverride[^>]*><w:startOverride[^>]*>(?:</w:startOverride>)?</w:lvlOverride>")


def _numbering(package: Package) -> etree._Element | None:
    part = package.related("numbering")
    return package.xml(part) if part else None


def _level_bytes(abstract: etree._Element) -> bytes:
    return b"".join(etree.tostring(level, method="c14n", exclusive=True) for level in abstract.iterfind(w("lvl")))


def _definitions(root: etree._Element | None) -> dict[str, tuple[object, bytes]]:
    """For each list instance what it prints, ids aside: the levels of its definition and its own overrides."""
    if root is None:
        return {}
    abstracts = {e.get(_ABSTRACT): _level_bytes(e) for e in root.iterfind(w("abstractNum"))}
    out: dict[str, tuple[object, bytes]] = {}
    for num in root.iterfind(w("num")):
        reference = num.find(_ABSTRACT)
        overrides = b"".join(etree.tostring(o, method="c14n", exclusive=True) for o in num.iterfind(w("lvlOverride")))
        definition = abstracts.get(reference.get(_VAL) if reference is not None else None, b"")
        out[num.get(_NUMID, "")] = (definition, overrides)
    return out
