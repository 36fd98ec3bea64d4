"""Namespaces of WordprocessingML (ECMA-376, ISO/IEC 29500), and functions that build qualified names."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
V = "urn:schemas-microsoft-com:vml"
XML = "http://www.w3.org/XML/1998/namespace"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

_ISO = "http://purl.oclc.org/ooxml/"
_ECMA = "http://schemas.openxmlformats.org/"
_DRAWINGS = (
    "main",
    "chart",
    "chartDrawing",
    "diagram",
    "lockedCanvas",
    "picture",
    "wordprocessingDrawing",
    "spreadsheetDrawing",
)
_OFFICE = {
    "relationships": "relationships",
    "math": "math",
    "bibliography": "bibliography",
    "customXml": "customXml",
    "docPropsVTypes": "docPropsVTypes",
    "extendedProperties": "extended-properties",
    "customProperties": "custom-properties",
}

STRICT = {
    f"{_ISO}wordprocessingml/main": W,
    f"{_ISO}schemaLibrary/main": f"{_ECMA}schemaLibrary/2006/main",
    f"{_ISO}spreadsheetml/main": f"{_ECMA}spreadsheetml/2006/main",
    **{f"{_ISO}drawingml/{name}": f"{_ECMA}drawingml/2006/{name}" for name in _DRAWINGS},
    **{f"{_ISO}officeDocument/{iso}": f"{_ECMA}officeDocument/2006/{ecma}" for iso, ecma in _OFFICE.items()},
}
"""Strict (ISO) namespace → transitional one; packages are read as transitional."""

PREFIXES = {"w": W, "r": R, "m": M, "mc": MC, "a": A, "wp": WP, "w14": W14, "v": V, "xml": XML}


def q(name: str) -> str:
    """The Clark name of a prefixed name: q("w:p") → "{http://…main}p"."""
    prefix, local = name.split(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


def w(local: str) -> str:
    """The Clark name of a WordprocessingML element or attribute: w("p")."""
    return f"{{{W}}}{local}"


def r(local: str) -> str:
    """The Clark name of a relationship attribute: r("id")."""
    return f"{{{R}}}{local}"
