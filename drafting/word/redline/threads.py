"""Comments of OLD that were taken over keep what answers what, what is done, and who wrote them ([MS-DOCX] 2.5.3).

Word keeps this beside the comments: commentsExtended names each comment by the w14:paraId of its last paragraph, people
lists the authors. Durable ids (commentsIds, commentsExtensible) are not taken over: Word gives new ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import MC, W14, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import stories

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_REL = "http://schemas.microsoft.com/office/2011/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARA, _PARENT, _DONE = f"{{{_W15}}}paraId", f"{{{_W15}}}paraIdParent", f"{{{_W15}}}done"
_ID, _AUTHOR, _PERSON = f"{{{W14}}}paraId", f"{{{_W15}}}author", f"{{{_W15}}}person"
_IGNORABLE = f"{{{MC}}}Ignorable"
_HIGHEST = 0x80000000
"""A w14:paraId is less than this."""


def carry_threads(
    old: Package, result: Package, adopted: Mapping[str, etree._Element], twins: Mapping[str, str]
) -> None:
    """Take over threads and people for comments of OLD that stand in the result.

    `adopted`: id in OLD → the comment in the result; `twins`: id in OLD → id in the result of a comment both have.
    """
    if not adopted:
        return
    _carry_people(old, result, {c.get(w("author"), "") for c in adopted.values()})
    source, comments = old.related("commentsExtended"), old.related("comments")
    if source is None or comments is None:
        return
    names = {c.get(w("id"), ""): _name(c) for c in old.xml(comments).iter(w("comment"))}
    numbers = {name: number for number, name in names.items() if name}
    entries = {e.get(_PARA, ""): e for e in old.xml(source)}
    threaded = [number for number in adopted if names.get(number) in entries]
    parents = {number: numbers.get(entries[names[number]].get(_PARENT, ""), "") for number in threaded}
    ids = {number: adopted[number].get(w("id"), "") for number in threaded}
    ids |= {p: twins[p] for p in parents.values() if p in twins}
    if not threaded:
        return
    root = _part(result, "commentsExtended", "commentsEx")
    listed = {e.get(_PARA) for e in root}
    fresh = _named(result, ids, names)
    for number in ids:
        if fresh[number] in listed:
            continue
        entry = etree.SubElement(root, f"{{{_W15}}}commentEx")
        entry.set(_PARA, fresh[number])
        if (parent := fresh.get(parents.get(number, ""))) is not None:
            entry.set(_PARENT, parent)
        entry.set(_DONE, entries[names[number]].get(_DONE, "0"))


def _name(comment: etree._Element) -> str:
    """The w14:paraId of the last paragraph of a comment, "" where it has none."""
    found = [p.get(_ID, "") for p in comment.iter(w("p"))]
    return found[-1] if found else ""


def _named(result: Package, ids: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """The names of comments in the result, by their numbers in OLD: their own, or OLD's, or the next that is free.

    `ids`: number in OLD → in the result; `names`: number in OLD → name there.
    """
    taken = {p.get(_ID, "") for part in stories(result) for p in result.xml(part).iter(w("p"))}
    _ignore_w14(result)
    by_id = {c.get(w("id"), ""): c for c in result.xml(result.related("comments") or "").iter(w("comment"))}
    out: dict[str, str] = {}
    for number, own in ids.items():
        paragraphs = list(by_id[own].iter(w("p"))) or [etree.SubElement(by_id[own], w("p"))]
        name = paragraphs[-1].get(_ID, "")
        if not name:
            name = names[number]
            while name in taken:
                name = f"{(int(name, 16) + 1) % _HIGHEST or 1:08X}"
            paragraphs[-1].set(_ID, name)
            taken.add(name)
        out[number] = name
    return out


def _ignore_w14(result: Package) -> None:
    """The comments part says that programs which do not know w14 may pass over it."""
    part = result.related("comments") or ""
    root = result.xml(part)
    prefix = next((p for p, uri in root.nsmap.items() if uri == W14 and p), "")
    if prefix and prefix in root.get(_IGNORABLE, "").split():
        return
    spaces: dict[str | None, str] = {"mc": MC, "w14": W14}
    spaces.update(root.nsmap)
    wider = etree.Element(root.tag, nsmap=spaces)  # type: ignore[arg-type]
    for key, value in root.attrib.items():
        wider.set(key, value)
    prefix = next(p for p, uri in wider.nsmap.items() if uri == W14 and p)
    wider.set(_IGNORABLE, f"{root.get(_IGNORABLE, '')} {prefix}".strip())
    wider.extend(list(root))
    result.put(part, wider)


def _carry_people(old: Package, result: Package, authors: set[str]) -> None:
    source = old.related("people")
    missing = [p for p in _people(old, source) if p.get(_AUTHOR) in authors]
    here = {p.get(_AUTHOR) for p in _people(result, result.related("people"))}
    missing = [p for p in missing if p.get(_AUTHOR) not in here]
    if missing:
        _part(result, "people", "people").extend(deepcopy(p) for p in missing)


def _people(package: Package, part: str | None) -> Iterator[etree._Element]:
    return package.xml(part).iter(_PERSON) if part else iter(())


def _part(result: Package, kind: str, root_name: str) -> etree._Element:
    """A part beside the comments, made where the result has none."""
    found = result.related(kind)
    if found is None:
        found = f"word/{kind}.xml"
        result.put(found, etree.Element(f"{{{_W15}}}{root_name}", nsmap={"w15": _W15}))
        result.declare(found, f"{_TYPE}{kind}+xml")
        result.relate(result.main, _REL + kind, found)
    return result.xml(found)
