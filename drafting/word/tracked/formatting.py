"""Tracked changes of formatting in words: "bold on", "style Normal → Heading 2", "left indent 1 cm"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import TAGS

_VAL = w("val")
_OFF = frozenset(("0", "false", "off"))
_TOGGLES = {
    "b": "bold", "i": "italic", "caps": "all capitals", "smallCaps": "small capitals", "strike": "strikethrough",
    "dstrike": "double strikethrough", "vanish": "hidden text", "outline": "outline", "shadow": "shadow",
    "emboss": "embossed", "imprint": "engraved", "rtl": "right to left", "bidi": "right to left",
    "keepNext": "keep with next", "keepLines": "keep lines together", "pageBreakBefore": "page break before",
    "widowControl": "widow control", "suppressLineNumbers": "no line numbers", "suppressAutoHyphens": "no hyphenation",
    "contextualSpacing": "no space between same style", "mirrorIndents": "mirrored indents",
    "cantSplit": "row kept on one page", "tblHeader": "header row", "hidden": "hidden row", "noWrap": "no wrapping",
    "titlePg": "different first page", "formProt": "form protection",
}  # fmt: skip
_VALUES = {
    "u": "underline", "color": "colour", "highlight": "highlighting", "vertAlign": "raised or lowered",
    "jc": "alignment", "outlineLvl": "outline level", "textAlignment": "vertical alignment",
    "vAlign": "vertical alignment", "gridSpan": "columns joined", "vMerge": "rows joined", "type": "section type",
    "textDirection": "text direction", "lang": "language", "em": "emphasis mark", "effect": "effect", "w": "scaling",
    "tblLayout": "table layout", "numFmt": "number format",
}  # fmt: skip
_LENGTHS = {
    ("ind", "left"): "left indent", ("ind", "start"): "left indent", ("ind", "right"): "right indent",
    ("ind", "end"): "right indent", ("ind", "firstLine"): "first line indent", ("ind", "hanging"): "hanging indent",
    ("spacing", "before"): "space before", ("spacing", "after"): "space after", ("spacing", "line"): "line spacing",
    ("spacing", "val"): "letter spacing", ("sz", "val"): "size", ("position", "val"): "raised by",
    ("pgMar", "top"): "top margin", ("pgMar", "bottom"): "bottom margin", ("pgMar", "left"): "left margin",
    ("pgMar", "right"): "right margin", ("pgSz", "w"): "paper width", ("pgSz", "h"): "paper height",
    ("tblW", "w"): "table width", ("tcW", "w"): "cell width", ("trHeight", "val"): "row height",
    ("tblInd", "w"): "table indent", ("gridCol", "w"): "column width",
}  # fmt: skip
_OTHERS = {
    "shd": "shading", "bdr": "border", "pBdr": "borders", "tblBorders": "borders", "tcBorders": "borders",
    "tabs": "tab stops", "numPr": "list", "cols": "columns", "lnNumType": "line numbers", "pgNumType": "page numbers",
    "pgBorders": "page borders", "framePr": "frame", "tblCellMar": "cell margins", "tcMar": "cell margins",
    "tblLook": "table style options", "docGrid": "grid", "gridCol": "column width",
}  # fmt: skip
_STYLES = {"rStyle": "character style", "pStyle": "style", "tblStyle": "table style"}
_KINDS = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}
_UNREPORTED = frozenset(
    ("bCs", "iCs", "szCs", "noProof", "rPr", "sectPr", "cnfStyle", "headerReference", "footerReference")
)
"""Properties that are not reported: they follow others, or have a change of their own."""


def style_names(package: Package) -> Callable[[str, str], str]:
    """A function from the id of a style and the element that refers to it ("pStyle") to the name that Word shows.

    The id "" is the default style of its kind.
    """
    part = package.related("styles")
    names: dict[str, str] = {}
    default: dict[str, str] = {}
    for style in package.xml(part).iterfind(w("style")) if part else ():
        label = style.find(w("name"))
        name = _value(label) or style.get(w("styleId"), "")
        names[style.get(w("styleId"), "")] = name[:1].upper() + name[1:]
        if style.get(w("default")) in ("1", "true"):
            default[_KINDS.get(style.get(w("type"), ""), "")] = name

    return lambda style_id, element: names.get(style_id, style_id) if style_id else default.get(element, "")


def property_changes(change: etree._Element, name_of: Callable[[str, str], str]) -> list[str]:
    """What a w:rPrChange, w:pPrChange … changed, one phrase for each property; unknown ones by their element's name.

    `name_of`: from `style_names`.
    """
    owner, former = change.getparent(), next((c for c in change if isinstance(c.tag, str)), None)
    before, after = (_properties(e) for e in (former, owner))
    phrases = [
        phrase
        for local in dict.fromkeys([*after, *before])
        for phrase in _phrases(local, before.get(local), after.get(local), name_of)
    ]
    return list(dict.fromkeys(phrases))


def _properties(element: etree._Element | None) -> dict[str, etree._Element]:
    found = {}
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and child.tag not in TAGS:
            local = etree.QName(child).localname
            if local not in _UNREPORTED:
                found[local] = child
    return found


def _phrases(
    local: str, old: etree._Element | None, new: etree._Element | None, name_of: Callable[[str, str], str]
) -> Iterator[str]:
    if local in _TOGGLES:
        a, b = _is_on(old), _is_on(new)
        if a != b:
            yield f"{_TOGGLES[local]} {'on' if b else 'off'}"
    elif local in _STYLES:
        yield from _value_change(_STYLES[local], *(name_of(_value(e), local) for e in (old, new)))
    elif local == "rFonts":
        yield from _value_change("font", *(_font(e) for e in (old, new)))
    elif local in _VALUES:
        yield from _value_change(_VALUES[local], _value(old), _value(new))
    elif any(key[0] == local for key in _LENGTHS):
        for name in [n for element, n in _LENGTHS if element == local]:
            yield from _value_change(_LENGTHS[local, name], *(_length(e, local, name) for e in (old, new)))
    elif _canonical(old) != _canonical(new):
        label = _OTHERS.get(local, local)
        yield f"{label} changed" if old is not None and new is not None else f"{label} {'off' if new is None else 'on'}"


def _value_change(label: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{label} {old} → {new}" if old and new else f"{label} {new}" if new else f"{label} {old} → none"


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(_VAL, "1").lower() not in _OFF


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VAL, "")


def _font(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return next((v for n in ("ascii", "hAnsi", "asciiTheme", "cs", "eastAsia") if (v := element.get(w(n)))), "")


def _length(element: etree._Element | None, local: str, name: str) -> str:
    """A length in the usual unit: type in points, distances in centimetres, anything else as written."""
    value = None if element is None else element.get(w(name))
    if element is None or value is None or not value.lstrip("-").isdigit():
        return value or ""
    number = int(value)
    if local in ("sz", "position"):
        return f"{number / 2:g} pt"
    if (local, name) == ("spacing", "line") and element.get(w("lineRule"), "auto") == "auto":
        return f"{number / 240:g} lines"
    if local == "spacing":
        return f"{number / 20:g} pt"
    if element.get(w("type"), "dxa") != "dxa":
        return f"{number / 50:g} %" if element.get(w("type")) == "pct" else element.get(w("type"), "")
    return f"{round(number / 567, 2):g} cm"


def _canonical(element: etree._Element | None) -> bytes:
    return b"" if element is None else etree.tostring(element, method="c14n", exclusive=True)
