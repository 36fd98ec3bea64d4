"""Parts taken out of a package whole: with the arrows that point to them, what only they need, and their types."""

from __future__ import annotations

from collections.abc import Collection

from drafting.ooxml.package import Package, rels_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars")
"""Types of relationships that lead to macros and what serves them."""


def is_macro_enabled(package: Package) -> bool:
    """Whether the package says it is a .docm (or a template with macros)."""
    return "macroEnabled" in package.content_type(package.main)


def drop_macros(package: Package) -> bool:
    """Take macros out and make the package an ordinary .docx; gives whether there was anything to do."""
    if not is_macro_enabled(package) and not package.macros:
        return False
    package.declare(package.main, DOCX)
    drop_related(package, package.main, MACROS)
    return True


def drop_related(package: Package, source: str, kinds: Collection[str]) -> list[str]:
    """Remove the relationships of these kinds that leave a part, and the parts they lead to with their own.

    A part that something else still points to stays. Gives the names of the parts that went.
    """
    return drop_arrows(package, source, [rel.id for rel in package.relationships(source) if rel.type in kinds])


def drop_arrows(package: Package, source: str, ids: Collection[str]) -> list[str]:
    """The same for the relationships with these ids."""
    name = rels_name(source)
    if name not in package:
        return []
    arrows = package.xml(name)
    elements = [e for e in arrows if isinstance(e.tag, str)]
    lost = []
    for element, rel in zip(elements, package.relationships(source), strict=True):
        if rel.id in ids:
            arrows.remove(element)
            if not rel.external and rel.target in package:
                lost.append(rel.target)
    gone = [part for target in dict.fromkeys(lost) for part in _drop(package, target)]
    if gone:
        types = package.xml("[Content_Types].xml")
        for override in [e for e in types if (e.get("PartName") or "")[1:] in gone]:
            types.remove(override)
    return gone


def _drop(package: Package, part: str) -> list[str]:
    """A part, its relationships and the parts that only it led to."""
    if part not in package or _wanted(package, part):
        return []
    targets = [rel.target for rel in package.relationships(part) if not rel.external]
    package.drop(part)
    package.drop(rels_name(part))
    return [part, *(gone for target in targets for gone in _drop(package, target))]


def _wanted(package: Package, part: str) -> bool:
    sources = ["", *(n for n in package.names() if not n.endswith(".rels"))]
    return any(rel.target == part and not rel.external for source in sources for rel in package.relationships(source))
