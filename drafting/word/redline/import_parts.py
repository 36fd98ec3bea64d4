"""What OLD's deleted content needs to live in NEW's package: styles, lists, pictures, links."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import R, V, q, w
from drafting.ooxml.package import Package, rels_name
from drafting.word.redline.list_numbering import Lists

_STYLE_REFERENCES = (w("pStyle"), w("rStyle"), w("tblStyle"))
_STYLE_LINKS = (w("basedOn"), w("link"), w("next"))
_VAL, _NUMID = w("val"), w("numId")
STRIPPED = frozenset(
    w(n)
    for n in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "proofErr",
        "permStart",
        "permEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    )
)
"""What does not come along: marks whose other end, or whose place in a list of names, is in OLD."""
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SPID, _POINTERS = f"{_OFFICE}spid", ("type", "ShapeID", w("shapeid"))
_DRAWN = ("shapetype", "shape", "rect", "roundrect", "oval", "line", "group", "polyline", "image")
_SHAPES = frozenset(f"{{{V}}}{n}" for n in _DRAWN)
_SHOWN = frozenset((f"{_OFFICE}OLEObject", w("control")))
_AUTHOR, _ID, _PICTURE = w("author"), w("id"), q("wp:docPr")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class Carrier:
    """Carries elements from OLD into the result. Every import happens once."""

    def __init__(self, old: Package, result: Package, fresh: Callable[[], str]) -> None:
        """`fresh` gives an id that no annotation and no picture of the result has."""
        self.old, self.result, self.fresh = old, result, fresh
        self._relations: dict[tuple[str, str, str], str] = {}
        self._parts: dict[str, str] = {}
        self._styles: dict[str, str] | None = None
        self._lists: Lists | None = None

    @property
    def lists(self) -> Lists:
        """The list instances of both sides."""
        if self._lists is None:
            self._lists = Lists(self.old, self.result)
        return self._lists

    def copy(self, element: etree._Element, old_part: str, new_part: str) -> etree._Element:
        """A copy of an element of OLD's part that may stand in a part of the result."""
        copy = deepcopy(element)
        copy.tail = None
        return self.adopt(copy, old_part, new_part)

    def adopt(self, copy: etree._Element, old_part: str, new_part: str) -> etree._Element:
        """Make a copied element at home: its styles, lists and relationships exist, bookmarks and comments do not."""
        doomed = []
        shapes: dict[str, str] = {}
        for element in copy.iter():
            tag = element.tag
            if tag in STRIPPED:
                doomed.append(element)
            elif tag in _STYLE_REFERENCES:
                element.set(_VAL, self.style(element.get(_VAL, "")))
            elif tag == _PICTURE:
                element.set("id", self.fresh())
            elif tag in _SHAPES or tag in _SHOWN:
                self._rename(element, shapes)
            elif tag == _NUMID:
                element.set(_VAL, self.lists.carried(element.get(_VAL, "")))
            if element.get(_AUTHOR) is not None and element.get(_ID) is not None:
                element.set(_ID, self.fresh())
            for name in element.attrib:
                key = str(name)
                if key.startswith(_W14) and key.endswith(("Id",)):
                    del element.attrib[name]
                elif key.startswith(f"{{{R}}}") and element.get(name):
                    element.set(name, self.relation(str(element.get(name)), old_part, new_part))
        for element in doomed:
            if (parent := element.getparent()) is not None:
                parent.remove(element)
        return copy

    def _rename(self, element: etree._Element, shapes: dict[str, str]) -> None:
        """Give a shape of an old drawing (or its type) a name of its own; `shapes`: new names of those before it."""
        if element.tag in _SHAPES and (old := element.get("id", "")):
            shapes[old] = f"{old}_{self.fresh()}"
            element.set("id", shapes[old])
            element.attrib.pop(_SPID, "")
        for pointer in _POINTERS:
            if (old := element.get(pointer, "").lstrip("#")) in shapes:
                element.set(pointer, f"{'#' * (pointer == 'type')}{shapes[old]}")

    # -- relationships -------------------------------------------------------------------------------------------

    def relation(self, rel_id: str, old_part: str, new_part: str) -> str:
        """The id in the result's part of what an id of OLD's part points to."""
        key = (rel_id, old_part, new_part)
        if key not in self._relations:
            self._relations[key] = self._relate(rel_id, old_part, new_part)
        return self._relations[key]

    def _relate(self, rel_id: str, old_part: str, new_part: str) -> str:
        rel = next((x for x in self.old.relationships(old_part) if x.id == rel_id), None)
        if rel is None:
            return rel_id
        kind = next((str(e.get("Type")) for e in self.old.xml(rels_name(old_part)) if e.get("Id") == rel_id), rel.type)
        target = rel.target if rel.external else self.part(rel.target)
        return self.result.relate(new_part, kind, target, external=rel.external)

    def part(self, name: str) -> str:
        """The name under which a part of OLD stands in the result, with all it points to."""
        if name in self._parts or name not in self.old:
            return self._parts.get(name, name)
        if name in self.result and self.result.blob(name) == self.old.blob(name) and rels_name(name) not in self.old:
            self._parts[name] = name
            return name
        stem, dot, suffix = name.rpartition(".")
        number, target = 1, name
        while target in self.result:
            target = f"{stem}_old{number}{dot}{suffix}"
            number += 1
        self._parts[name] = target
        self.result.put(target, self.old.blob(name))
        self.result.declare(target, self.old.content_type(name))
        self._carry_arrows(name, target)
        return target

    def _carry_arrows(self, name: str, target: str) -> None:
        arrows = rels_name(name)
        if arrows not in self.old:
            return
        root = deepcopy(self.old.xml(arrows))
        for element, rel in zip(root, self.old.relationships(name), strict=True):
            if not rel.external:
                element.set("Target", posixpath.relpath(self.part(rel.target), posixpath.dirname(target) or "."))
        self.result.put(rels_name(target), root)

    # -- styles --------------------------------------------------------------------------------------------------

    def style(self, style_id: str) -> str:
        """The id in the result of a style of OLD; a style NEW lacks is imported with those it is based on."""
        if self._styles is None:
            self._styles = {}
        if style_id in self._styles:
            return self._styles[style_id]
        self._styles[style_id] = style_id
        ours, theirs = self.result.related("styles"), self.old.related("styles")
        if ours is None or theirs is None:
            return style_id
        root = self.result.xml(ours)
        here = {(e.get(w("styleId"))) for e in root.iterfind(w("style"))}
        if style_id in here:
            return style_id
        found = next((e for e in self.old.xml(theirs).iterfind(w("style")) if e.get(w("styleId")) == style_id), None)
        if found is None:
            return style_id
        twin = _same_name(root, found)
        if twin is not None:
            self._styles[style_id] = twin
            return twin
        copy = deepcopy(found)
        copy.attrib.pop(w("default"), "")
        root.append(copy)
        for link in copy.iter(*_STYLE_LINKS):
            link.set(_VAL, self.style(link.get(_VAL, "")))
        for number in copy.iter(_NUMID):
            number.set(_VAL, self.lists.carried(number.get(_VAL, "")))
        return style_id


def _same_name(root: etree._Element, style: etree._Element) -> str | None:
    """A style of the result with the same name and type: a document must not hold two."""
    name = style.find(w("name"))
    wanted = name.get(_VAL, "").lower() if name is not None else ""
    for other in root.iterfind(w("style")):
        label = other.find(w("name"))
        if label is not None and label.get(_VAL, "").lower() == wanted and other.get(w("type")) == style.get(w("type")):
            return other.get(w("styleId"))
    return None
