"""Removal of parts from a package, with relationships to them, parts that only they use, and content types."""

from __future__ import annotations

from collections.abc import Collection

from drafting.ooxml.package import Package, rels_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars")
"""Types of relationships to macros and to the parts that belong to them."""


def is_macro_enabled(package: Package) -> bool:
    """Whether the content type of the package is that of a .docm or of a template with macros."""
    return "macroEnabled" in package.content_type(package.main)


def drop_macros(package: Package) -> bool:
    """Remove macros and make the package an ordinary .docx, in place; returns whether it had any."""
    if not is_macro_enabled(package) and not package.macros:
        return False
    package.declare(package.main, DOCX)
    drop_related(package, package.main, MACROS)
    return True


def drop_related(package: Package, source: str, kinds: Collection[str]) -> list[str]:
    """Remove the relationships of these types from a part ("" for the package), and the parts they lead to.

    A part that is still referred to stays. Returns the names of the removed parts.
    """
    return drop_relationships(package, source, [rel.id for rel in package.relationships(source) if rel.type in kinds])


def drop_relationships(package: Package, source: str, ids: Collection[str]) -> list[str]:
    """As `drop_related`, for the relationships with these ids."""
    name = rels_name(source)
    if name not in package:
        return []
    relationships = package.xml(name)
    elements = [e for e in relationships if isinstance(e.tag, str)]
    lost = []
    for element, rel in zip(elements, package.relationships(source), strict=True):
        if rel.id in ids:
            relationships.remove(element)
            if not rel.external and rel.target in package:
                lost.append(rel.target)
    gone = [part for target in dict.fromkeys(lost) for part in _drop(package, target)]
    if gone:
        types = package.xml("[Content_Types].xml")
        for override in [e for e in types if (e.get("PartName") or "")[1:] in gone]:
            types.remove(override)
    return gone


def _drop(package: Package, part: str) -> list[str]:
    """Remove a part, its relationships and the parts that only it referred to; returns their names."""
    if part not in package or _is_referenced(package, part):
        return []
    targets = [rel.target for rel in package.relationships(part) if not rel.external]
    package.drop(part)
    package.drop(rels_name(part))
    return [part, *(gone for target in targets for gone in _drop(package, target))]


def _is_referenced(package: Package, part: str) -> bool:
    sources = ["", *(n for n in package.names() if not n.endswith(".rels"))]
    return any(rel.target == part and not rel.external for source in sources for rel in package.relationships(source))
