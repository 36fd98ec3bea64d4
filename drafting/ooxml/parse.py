"""XML of a Word package parsed safely: limited depth, no entities, network or document types."""

from __future__ import annotations

import re

from lxml import etree

from drafting.errors import SourceError
from drafting.ooxml.namespaces import STRICT, q

MAX_DEPTH = 256
"""No document that Word writes nests elements more deeply (it allows about 20 nested tables)."""
_DISTRUST = "do not trust this file"
_ENCODINGS = frozenset(["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "utf-16"])
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*?\?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>")
_NAMESPACE = re.compile(rb"""(\bxmlns(?::[\w.-]+)?\s*=\s*["'])(http://purl\.oclc\.org/ooxml/[\w/]+)(["'])""")
_TYPE = re.compile(rb"""(\bType\s*=\s*["'])(http://purl\.oclc\.org/ooxml/\w+/\w+)(/?)""")
_CONFORMANCE = re.compile(rb"""(<\w*:?document\b[^>]*?)\s[\w]+:conformance\s*=\s*["']strict["']""")
_TOO_DEEP = etree.XPath(f"boolean({'*/' * MAX_DEPTH}*)")
_TWINS = {iso.encode(): ecma.encode() for iso, ecma in STRICT.items()}


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Parse XML; `where` names it in errors.

    Raises SourceError when it is damaged, declares a document type or nests too deeply.
    """
    data = _to_utf8(data, where)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SourceError(f"{where} declares a document type, which no Word file does", _DISTRUST)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error.msg).lower():
            raise _nesting_error(where) from error
        raise SourceError(f"{where} is damaged ({error.msg})", "open the file in Word and save it again") from error
    if _TOO_DEEP(root):
        raise _nesting_error(where)
    if b"AlternateContent" in data:
        _unwrap_fallbacks(root)
    return root


def _unwrap_fallbacks(root: etree._Element) -> None:
    """Replace mc:AlternateContent whose choices are empty by its mc:Fallback, which every program shows."""
    for element in list(root.iter(q("mc:AlternateContent"))):
        parent, copy = element.getparent(), element.find(q("mc:Fallback"))
        if parent is None or copy is None or any(len(choice) for choice in element.iterchildren(q("mc:Choice"))):
            continue
        at = parent.index(element)
        parent[at : at + 1] = list(copy)


def transitional(part: str, data: bytes) -> bytes:
    """A part of a strict (ISO 29500) package in transitional namespaces; other parts are returned unchanged."""
    if b"purl.oclc.org/ooxml/" not in data or not part.endswith((".xml", ".rels")):
        return data
    data = _NAMESPACE.sub(lambda m: m[1] + _TWINS.get(m[2], m[2]) + m[3], data)
    if part.endswith(".rels"):
        data = _TYPE.sub(_relationship_type, data)
    return _CONFORMANCE.sub(rb"\1", data, count=1)


def _relationship_type(m: re.Match[bytes]) -> bytes:
    return m[1] + _TWINS.get(m[2], m[2]) + m[3]


def _nesting_error(where: str) -> SourceError:
    return SourceError(f"{where} nests elements deeper than any Word document", _DISTRUST)


def _to_utf8(data: bytes, where: str) -> bytes:
    """The XML in UTF-8, so that it can be searched. Raises SourceError for rare encodings (OPC allows two)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4].count(0) >= 2 or b"\0" in data[:2]:
        try:
            big = data.startswith(b"\xfe\xff") or data[:1] == b"\0"
            text = data.decode("utf-16-be" if big else "utf-16-le").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise SourceError(f"{where} is damaged (encoding)", "open the file in Word and save it again") from error
        return _DECLARATION.sub("", text, count=1).encode("utf-8", "surrogatepass")
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:400])
    if declared and declared[1].decode("ascii").lower() not in _ENCODINGS:
        raise SourceError(
            f"{where} is written in the encoding {declared[1].decode('ascii')}, which Word never uses", _DISTRUST
        )
    return data
