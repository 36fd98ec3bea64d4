"""Styles of a Word package: names, inheritance, and the formatting they give a paragraph or a run.

Properties come from the document defaults, the style with all it is based on, and the paragraph itself; later ones
override earlier ones (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package

_OFF = frozenset(["0", "false", "off", "none"])
VAL = w("val")
_TOGGLES = ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish")
_MAX_CHAIN = 64
"""The longest chain of styles based on one another that is followed; Word allows about ten."""
_NUMPR, _OUTLINE, _JC, _IND, _BREAK = w("numPr"), w("outlineLvl"), w("jc"), w("ind"), w("pageBreakBefore")
_LAYOUT = frozenset([_NUMPR, _OUTLINE, _JC, _IND, _BREAK])
_FACES = {w(name): name for name in (*_TOGGLES, "u", "highlight", "vertAlign", "lang")}
_PPR, _RPR, _PSTYLE, _RSTYLE, _LANG = w("pPr"), w("rPr"), w("pStyle"), w("rStyle"), w("lang")


class Face(NamedTuple):
    """Formatting of characters; None: not stated. `underline`, `highlight` and `raise_` hold the values of Word."""

    b: bool | None = None
    i: bool | None = None
    caps: bool | None = None
    smallCaps: bool | None = None
    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None
    underline: str | None = None
    highlight: str | None = None
    raise_: str | None = None
    language: str | None = None

    def over(self, under: Face) -> Face:
        """This face where it states something, else `under`."""
        if self is NO_FACE or under is NO_FACE:
            return under if self is NO_FACE else self
        return Face(*(b if a is None else a for a, b in zip(self, under, strict=True)))  # type: ignore[arg-type]


class Layout(NamedTuple):
    """Formatting of a paragraph; None: not stated. Indents in points; `numbering`: a list id, "0" for no list."""

    outline: int | None = None
    numbering: str | None = None
    level: int | None = None
    align: str | None = None
    left: float | None = None
    first: float | None = None
    page_break: bool | None = None

    def over(self, under: Layout) -> Layout:
        """This layout where it states something, else `under`."""
        if self is NO_LAYOUT or under is NO_LAYOUT:
            return under if self is NO_LAYOUT else self
        return Layout(*(b if a is None else a for a, b in zip(self, under, strict=True)))  # type: ignore[arg-type]


class Style(NamedTuple):
    """A style with all it inherits. `chain`: its own id and those it is based on, nearest first."""

    id: str
    name: str
    type: str
    chain: tuple[str, ...] = ()
    face: Face = Face()
    layout: Layout = Layout()


NO_FACE, NO_LAYOUT = Face(), Layout()


class Styles:
    """The styles of a package; a package without a styles part has only defaults."""

    def __init__(self, package: Package) -> None:
        part = package.related("styles")
        root = package.xml(part) if part else etree.Element(w("styles"))
        self._elements = {s.get(w("styleId"), ""): s for s in root.iter(w("style"))}
        self._resolved: dict[str, Style] = {}
        self._own: dict[str, tuple[Face, Layout]] = {}
        defaults = root.find(w("docDefaults"))
        run = None if defaults is None else defaults.find(f"{w('rPrDefault')}/{_RPR}")
        paragraph = None if defaults is None else defaults.find(f"{w('pPrDefault')}/{_PPR}")
        self.default_face = face(run)
        self.default_layout = layout(paragraph)
        chosen = [i for i, s in self._elements.items() if s.get(w("type")) == "paragraph" and is_on(s, w("default"))]
        self.default_id = chosen[-1] if chosen else ""

    def style(self, style_id: str | None) -> Style:
        """A style by id; the default paragraph style for None, an empty style for an unknown id."""
        key = self.default_id if style_id is None else style_id
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a w:p; the default style where it names none that exists."""
        return self.named(child_value(paragraph.find(_PPR), _PSTYLE))

    def named(self, style_id: str | None) -> Style:
        """A style by id; the default style for an id that does not exist."""
        return self.style(style_id if style_id in self._elements else None)

    def _resolve(self, key: str) -> Style:
        chain: list[str] = []
        at: str | None = key
        while at is not None and at in self._elements and at not in chain and len(chain) < _MAX_CHAIN:
            chain.append(at)
            at = child_value(self._elements[at], w("basedOn"))
        merged_face, merged_layout = NO_FACE, NO_LAYOUT
        for one in reversed(chain):
            if one not in self._own:
                element = self._elements[one]
                self._own[one] = face(element.find(_RPR)), layout(element.find(_PPR))
            own_face, own_layout = self._own[one]
            merged_face, merged_layout = own_face.over(merged_face), own_layout.over(merged_layout)
        if not chain:
            return Style(key, key, "")
        first = self._elements[key]
        name = child_value(first, w("name")) or key
        return Style(key, name, first.get(w("type"), "paragraph"), tuple(chain), merged_face, merged_layout)

    def face_of(self, run_properties: etree._Element | None) -> Face:
        """The face that a run states: direct formatting over its character style."""
        if run_properties is None or not len(run_properties):
            return NO_FACE
        own = face(run_properties)
        named = child_value(run_properties, _RSTYLE)
        return own if named is None else own.over(self.style(named).face)

    def language_of(self, run_properties: etree._Element | None) -> str | None:
        """The language that a run states, as in `face_of`."""
        if run_properties is None or not len(run_properties):
            return None
        if run_properties.find(_RSTYLE) is not None:
            return self.face_of(run_properties).language
        return child_value(run_properties, _LANG)


def ids_by_name(package: Package) -> dict[str, str]:
    """The id of each style by its name in lower case; ids differ by language (French: "Appelnotedebasdep")."""
    part = package.related("styles")
    styles = () if part is None else package.xml(part).iter(w("style"))
    return {(child_value(s, w("name")) or "").lower(): s.get(w("styleId"), "") for s in styles}


def is_on(element: etree._Element | None, attribute: str = VAL) -> bool:
    """Whether a switch (w:b, w:default …) is on: present and not "0", "false", "off"."""
    if element is None:
        return False
    value = element.get(attribute)
    return (attribute == VAL) if value is None else value not in _OFF


def parse_points(value: str | None) -> float | None:
    """A length in points, from twentieths of a point or from a number with a unit, as strict files write it."""
    if not value:
        return None
    units = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
    try:
        factor = units.get(value[-2:])
        return float(value) / 20 if factor is None else float(value[:-2]) * factor
    except ValueError:
        return None


def number(value: str | None) -> int | None:
    """The whole number that a text says, or None."""
    try:
        return None if value is None else int(value)
    except ValueError:
        return None


def face(properties: etree._Element | None) -> Face:
    """The face that a w:rPr states."""
    if properties is None:
        return NO_FACE
    found: dict[str, bool | str | None] = {}
    for child in properties:
        name = _FACES.get(child.tag)
        if name is None:
            continue
        if name in _TOGGLES:
            found[name] = is_on(child)
        elif name == "u":
            found["underline"] = child.get(VAL) or "single"
        elif name == "highlight":
            found["highlight"] = child.get(VAL) or "none"
        elif name == "vertAlign":
            found["raise_"] = child.get(VAL) or "baseline"
        elif name == "lang":
            found["language"] = child.get(VAL)
    return Face(**found) if found else NO_FACE  # type: ignore[arg-type]


def layout(properties: etree._Element | None) -> Layout:
    """The layout that a w:pPr states."""
    if properties is None:
        return NO_LAYOUT
    get = {c.tag: c for c in properties if c.tag in _LAYOUT}
    if not get:
        return NO_LAYOUT
    numbering, outline, align = get.get(_NUMPR), get.get(_OUTLINE), get.get(_JC)
    left, first = indents(get.get(_IND))
    return Layout(
        None if outline is None else number(outline.get(VAL)),
        child_value(numbering, w("numId")),
        number(child_value(numbering, w("ilvl"))),
        None if align is None else align.get(VAL),
        left,
        first,
        is_on(get[_BREAK]) if _BREAK in get else None,
    )


def indents(element: etree._Element | None) -> tuple[float | None, float | None]:
    """Left indent and first-line indent (negative when hanging) of a w:ind, in points."""
    if element is None:
        return None, None
    left = parse_points(element.get(w("left")) or element.get(w("start")))
    hanging, first = parse_points(element.get(w("hanging"))), parse_points(element.get(w("firstLine")))
    return left, (first if hanging is None else -hanging)


def child_value(parent: etree._Element | None, tag: str) -> str | None:
    """The w:val of a child element; None where parent or child is absent."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else child.get(VAL)
