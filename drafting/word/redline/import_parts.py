"""Import of what OLD's deleted content needs in NEW's package: styles, lists, pictures, links."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import R, V, q, w
from drafting.ooxml.package import Package, rels_name
from drafting.word.redline.list_instances import ListInstances

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
"""Elements that are not imported: marks whose other end, or whose name, belongs to OLD."""
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SPID, _POINTERS = f"{_OFFICE}spid", ("type", "ShapeID", w("shapeid"))
_DRAWN = ("shapetype", "shape", "rect", "roundrect", "oval", "line", "group", "polyline", "image")
_SHAPES = frozenset(f"{{{V}}}{n}" for n in _DRAWN)
_SHOWN = frozenset((f"{_OFFICE}OLEObject", w("control")))
_AUTHOR, _ID, _PICTURE = w("author"), w("id"), q("wp:docPr")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class PartImporter:
    """Copies elements of OLD into the result with everything they refer to; each thing is imported once."""

    def __init__(self, old: Package, result: Package, fresh_id: Callable[[], str]) -> None:
        """`fresh_id` gives an id that no annotation and no picture of the result has."""
        self.old, self.result, self.fresh_id = old, result, fresh_id
        self._relations: dict[tuple[str, str, str], str] = {}
        self._parts: dict[str, str] = {}
        self._styles: dict[str, str] | None = None
        self._lists: ListInstances | None = None

    @property
    def lists(self) -> ListInstances:
        """The list instances of both sides."""
        if self._lists is None:
            self._lists = ListInstances(self.old, self.result)
        return self._lists

    def import_copy(self, element: etree._Element, old_part: str, new_part: str) -> etree._Element:
        """A copy of an element of a part of OLD for a part of the result."""
        copy = deepcopy(element)
        copy.tail = None
        return self.adopt(copy, old_part, new_part)

    def adopt(self, copy: etree._Element, old_part: str, new_part: str) -> etree._Element:
        """Adapt a copied element in place: import its styles, lists and relationships, drop bookmarks and comments."""
        dropped = []
        shapes: dict[str, str] = {}
        for element in copy.iter():
            if element.tag in STRIPPED:
                dropped.append(element)
            else:
                self._adopt_references(element, shapes)
            self._adopt_attributes(element, old_part, new_part)
        for element in dropped:
            if (parent := element.getparent()) is not None:
                parent.remove(element)
        return copy

    def _adopt_references(self, element: etree._Element, shapes: dict[str, str]) -> None:
        """Import the style or list that an element refers to, or give a picture a unique id."""
        tag = element.tag
        if tag in _STYLE_REFERENCES:
            element.set(_VAL, self.import_style(element.get(_VAL, "")))
        elif tag == _PICTURE:
            element.set("id", self.fresh_id())
        elif tag in _SHAPES or tag in _SHOWN:
            self._rename_shape(element, shapes)
        elif tag == _NUMID:
            element.set(_VAL, self.lists.import_shared(element.get(_VAL, "")))

    def _adopt_attributes(self, element: etree._Element, old_part: str, new_part: str) -> None:
        """Give annotations unique ids, drop ids of paragraphs, and import what relationships lead to."""
        if element.get(_AUTHOR) is not None and element.get(_ID) is not None:
            element.set(_ID, self.fresh_id())
        for name in element.attrib:
            key = str(name)
            if key.startswith(_W14) and key.endswith("Id"):
                del element.attrib[name]
            elif key.startswith(f"{{{R}}}") and element.get(name):
                element.set(name, self.import_relationship(str(element.get(name)), old_part, new_part))

    def _rename_shape(self, element: etree._Element, shapes: dict[str, str]) -> None:
        """Give a VML shape (or its type) a unique id; `shapes`: old id → new id of the shapes before it."""
        if element.tag in _SHAPES and (old := element.get("id", "")):
            shapes[old] = f"{old}_{self.fresh_id()}"
            element.set("id", shapes[old])
            element.attrib.pop(_SPID, "")
        for pointer in _POINTERS:
            if (old := element.get(pointer, "").lstrip("#")) in shapes:
                element.set(pointer, f"{'#' * (pointer == 'type')}{shapes[old]}")

    # -- relationships -------------------------------------------------------------------------------------------

    def import_relationship(self, rel_id: str, old_part: str, new_part: str) -> str:
        """The relationship id in a part of the result for a relationship id in a part of OLD."""
        key = (rel_id, old_part, new_part)
        if key not in self._relations:
            self._relations[key] = self._add_relationship(rel_id, old_part, new_part)
        return self._relations[key]

    def _add_relationship(self, rel_id: str, old_part: str, new_part: str) -> str:
        rel = next((x for x in self.old.relationships(old_part) if x.id == rel_id), None)
        if rel is None:
            return rel_id
        kind = next((str(e.get("Type")) for e in self.old.xml(rels_name(old_part)) if e.get("Id") == rel_id), rel.type)
        target = rel.target if rel.external else self.import_part(rel.target)
        return self.result.relate(new_part, kind, target, external=rel.external)

    def import_part(self, name: str) -> str:
        """The name in the result of a part of OLD, imported with all it refers to."""
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
        self._import_relationships(name, target)
        return target

    def _import_relationships(self, name: str, target: str) -> None:
        arrows = rels_name(name)
        if arrows not in self.old:
            return
        root = deepcopy(self.old.xml(arrows))
        for element, rel in zip(root, self.old.relationships(name), strict=True):
            if not rel.external:
                element.set("Target", posixpath.relpath(self.import_part(rel.target), posixpath.dirname(target) or "."))
        self.result.put(rels_name(target), root)

    # -- styles --------------------------------------------------------------------------------------------------

    def import_style(self, style_id: str) -> str:
        """The id in the result of a style of OLD, imported with those it is based on where NEW lacks it."""
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
        twin = _style_of_same_name(root, found)
        if twin is not None:
            self._styles[style_id] = twin
            return twin
        copy = deepcopy(found)
        copy.attrib.pop(w("default"), "")
        root.append(copy)
        for link in copy.iter(*_STYLE_LINKS):
            link.set(_VAL, self.import_style(link.get(_VAL, "")))
        for number in copy.iter(_NUMID):
            number.set(_VAL, self.lists.import_shared(number.get(_VAL, "")))
        return style_id


def _style_of_same_name(root: etree._Element, style: etree._Element) -> str | None:
    """The id of the style in the result with the same name and type: a document must not have two."""
    name = style.find(w("name"))
    wanted = name.get(_VAL, "").lower() if name is not None else ""
    for other in root.iterfind(w("style")):
        label = other.find(w("name"))
        if label is not None and label.get(_VAL, "").lower() == wanted and other.get(w("type")) == style.get(w("type")):
            return other.get(w("styleId"))
    return None
