"""Names removed from a Word file before it is sent: those of authors of the text, of changes and of comments.

Words, formatting, changes and comments are not touched.
"""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import CORE, w
from drafting.ooxml.package import Package
from drafting.ooxml.removal import drop_related

NEUTRAL = "Author"
"""The name that replaces all others; Word writes it when it removes personal information."""
_OTHER = ("docProps/", "customXml/", "[")
"""Beginnings of the names of parts that hold no text of Word."""
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_CORE_NAMES = (f"{{{_DC}}}creator", f"{{{CORE}}}lastModifiedBy")
_APP_NAMES = tuple(f"{{{_APP}}}{name}" for name in ("Company", "Manager", "Template", "HyperlinkBase"))
_RSIDS = frozenset(w(f"rsid{suffix}") for suffix in ("", "R", "RPr", "P", "Del", "Sect", "Tr", "RDefault"))
_AUTHOR, _INITIALS, _EDITOR = w("author"), w("initials"), w("ed")
_SETTINGS = (
    (w("rsids"), ""),
    (w("attachedTemplate"), "template path"),
    (w("mailMerge"), "source of a mail merge"),
    (w("docVars"), "variables of the document"),
)
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def scrub(package: Package, name: str = NEUTRAL) -> list[str]:
    """Remove names and traces from a package in place; returns what was found, in words, in the order of the search.

    Authors of changes and comments become `name`. Removed are authors, company, manager, template and custom properties
    of the document, and the numbers by which Word distinguishes editing sessions (rsid).
    """
    found = {"authors": 0, "rsids": 0}
    for part in package.names():
        if part.endswith(".xml") and not part.startswith(_OTHER):
            _scrub_part(package, part, name, found)
    done = [f"{found['authors']} marks of authors"] if found["authors"] else []
    done += ["editing sessions (rsid)"] if found["rsids"] else []
    for kind, words in (("people", "list of people"), ("printerSettings", "printer settings")):
        if drop_related(package, package.main, (kind,)):
            done.append(words)
    if _drop_custom_xml(package):
        done.append("data of other programs (custom XML)")
    return done + _scrub_settings(package) + _scrub_properties(package)


def _scrub_part(package: Package, part: str, name: str, found: dict[str, int]) -> None:
    blob = package.blob(part)
    if not any(sign in blob for sign in (b"author", b"rsid", b"initials", b"permStart")):
        return
    root = package.xml(part)
    for trace in list(root.iter(w("rsid"))):
        if (parent := trace.getparent()) is not None and parent.tag == w("style"):
            parent.remove(trace)
    for element in root.iter(etree.Element):
        if element.get(_AUTHOR) is not None:
            found["authors"] += element.get(_AUTHOR) != name
            element.set(_AUTHOR, name)
        if element.get(_INITIALS) is not None:
            element.set(_INITIALS, name[:1])
        if element.get(_EDITOR) is not None:  # who may edit a range of a protected document
            element.set(_EDITOR, name)
        traces = [key for key in element.attrib if key in _RSIDS]
        for key in traces:
            del element.attrib[key]
        found["rsids"] += len(traces)


def _scrub_settings(package: Package) -> list[str]:
    """Clean the settings: the table of rsids, the ids of the document, the attached template."""
    glossary = package.related("glossaryDocument")
    parts = [package.related("settings"), package.related("settings", glossary) if glossary else None]
    return list(dict.fromkeys(words for part in parts if part for words in _scrub_settings_part(package, part)))


def _scrub_settings_part(package: Package, part: str) -> list[str]:
    done = []
    root = package.xml(part)
    for tag, words in (*_SETTINGS, (f"{{{_W15}}}docId", "")):
        for element in list(root.iterchildren(tag)):
            root.remove(element)
            done += [words] if words else []
    drop_related(package, part, ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"))
    return done


def _drop_custom_xml(package: Package) -> bool:
    """Remove data of document servers and add-ins (names, paths), unless words of the document are bound to it."""
    parts = [part for part in package.names() if part.startswith("word/") and part.endswith(".xml")]
    if any(b":dataBinding" in package.blob(part) for part in parts):
        return False
    return bool(drop_related(package, package.main, ("customXml",)))


def _scrub_properties(package: Package) -> list[str]:
    """Clear names in core and extended properties and remove custom properties."""
    done = []
    kinds = {"core-properties": _CORE_NAMES, "extended-properties": _APP_NAMES}
    for rel in package.relationships(""):
        if rel.external or rel.target not in package or rel.type not in kinds:
            continue
        root = package.xml(rel.target)
        for tag in kinds[rel.type]:
            for element in list(root.iter(tag)):
                if element.text:
                    done.append(f"{etree.QName(tag).localname} of the document")
                if tag in _CORE_NAMES:
                    element.text = ""
                else:
                    root.remove(element)
    if drop_related(package, "", ("custom-properties",)):
        done.append("custom properties")
    return done
