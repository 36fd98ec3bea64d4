"""Comments of OLD that NEW lacks: imported with deleted words, reported where their words are kept.

Word has no mark for a removed comment. A comment on words that we mark as deleted is imported with them: rejecting
gives it back, accepting removes it. Replies, their state and the list of authors are imported too ([MS-DOCX] 2.5.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from drafting.ooxml.comments import WordComment, read_comments
from drafting.ooxml.namespaces import MC, W14, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import stories
from drafting.word.build.comments_part import CommentsPart
from drafting.word.redline.import_parts import PartImporter

START, END, REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
MARKS = frozenset((START, END, REFERENCE))
_ID = w("id")
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_REL = "http://schemas.microsoft.com/office/2011/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ENTRY_ID, _PARENT, _DONE = f"{{{_W15}}}paraId", f"{{{_W15}}}paraIdParent", f"{{{_W15}}}done"
_PARA_ID, _AUTHOR, _PERSON = f"{{{W14}}}paraId", f"{{{_W15}}}author", f"{{{_W15}}}person"
_IGNORABLE = f"{{{MC}}}Ignorable"
_HIGHEST = 0x80000000
"""Every w14:paraId is less than this."""


class LostComments:
    """The comments of OLD that NEW lacks, and the marks of those that are written with deleted words."""

    def __init__(self, old: Package, new: Package) -> None:
        self._old = old
        here: dict[tuple[str, str, str], list[str]] = {}
        for comment in read_comments(new):
            here.setdefault(_comment_key(comment), []).append(comment.id)
        self._lost: dict[str, WordComment] = {}
        self._twins: dict[str, str] = {}
        for comment in read_comments(old):
            if twins := here.get(_comment_key(comment)):
                self._twins[comment.id] = twins.pop(0)
            else:
                self._lost[comment.id] = comment
        self._written: dict[str, dict[str, etree._Element]] = {}

    @property
    def any(self) -> bool:
        """Whether OLD has a comment that NEW lacks."""
        return bool(self._lost)

    def copy_mark(self, element: etree._Element) -> etree._Element | None:
        """A copy of a comment mark of OLD to write with deleted words; None where NEW has the comment."""
        number = element.get(_ID, "")
        written = self._written.setdefault(number, {})
        if number not in self._lost or element.tag in written:
            return None
        written[element.tag] = etree.Element(element.tag)
        return written[element.tag]

    def finish(self, comments: Callable[[], CommentsPart], importer: PartImporter) -> list[WordComment]:
        """Import the comments whose reference was written; returns those that are lost.

        `comments` gives the comments of the result, which get a part where they have none.
        """
        source = self._old.related("comments")
        texts = {c.get(_ID, ""): c for c in self._old.xml(source).iter(w("comment"))} if source else {}
        lost = []
        adopted = {}
        for number, comment in self._lost.items():
            marks = self._written.get(number, {})
            if source is None or REFERENCE not in marks:
                lost.append(comment)
            else:
                part = comments()
                copy = importer.import_copy(texts[number], source, importer.result.related("comments") or source)
                fresh = part.adopt(copy)
                adopted[number] = copy
                for mark in marks.values():
                    mark.set(_ID, fresh)
            if len(marks) < len(MARKS):
                _drop_range(marks)
        _import_threads(self._old, importer.result, adopted, self._twins)
        return lost


def _drop_range(marks: Mapping[str, etree._Element]) -> None:
    """Remove the ends of a range of which one end or the reference was not written."""
    for mark in marks.values():
        if mark.tag != REFERENCE and (parent := mark.getparent()) is not None:
            parent.remove(mark)


def _comment_key(comment: WordComment) -> tuple[str, str, str]:
    return comment.author, comment.date, comment.text


def _import_threads(
    old: Package, result: Package, adopted: Mapping[str, etree._Element], twins: Mapping[str, str]
) -> None:
    """Import what commentsExtended and people say about imported comments: replies, resolved or not, authors.

    `adopted`: id in OLD → the comment in the result; `twins`: id in OLD → id in the result of a comment both have.
    Word names a comment there by the w14:paraId of its last paragraph. Durable ids (commentsIds, commentsExtensible)
    are not imported: Word gives new ones.
    """
    if not adopted:
        return
    _import_people(old, result, {c.get(w("author"), "") for c in adopted.values()})
    source, comments = old.related("commentsExtended"), old.related("comments")
    if source is None or comments is None:
        return
    names = {c.get(w("id"), ""): _comment_name(c) for c in old.xml(comments).iter(w("comment"))}
    entries = {e.get(_ENTRY_ID, ""): e for e in old.xml(source)}
    threaded = [number for number in adopted if names.get(number) in entries]
    if not threaded:
        return
    parents = _replied_to(threaded, names, entries)
    ids = {number: adopted[number].get(w("id"), "") for number in threaded}
    ids |= {p: twins[p] for p in parents.values() if p in twins}
    root = _comments_extra(result, "commentsExtended", "commentsEx")
    listed = {e.get(_ENTRY_ID) for e in root}
    fresh = _comment_names(result, ids, names)
    for number in ids:
        if fresh[number] in listed:
            continue
        entry = etree.SubElement(root, f"{{{_W15}}}commentEx")
        entry.set(_ENTRY_ID, fresh[number])
        if (parent := fresh.get(parents.get(number, ""))) is not None:
            entry.set(_PARENT, parent)
        entry.set(_DONE, entries[names[number]].get(_DONE, "0"))


def _replied_to(
    threaded: Iterable[str], names: Mapping[str, str], entries: Mapping[str, etree._Element]
) -> dict[str, str]:
    """For each of these comments the id of the one it replies to, "" for none.

    `names`: id → w14:paraId; `entries`: w14:paraId → entry in commentsExtended.
    """
    numbers = {name: number for number, name in names.items() if name}
    return {number: numbers.get(entries[names[number]].get(_PARENT, ""), "") for number in threaded}


def _comment_name(comment: etree._Element) -> str:
    """The w14:paraId of the last paragraph of a comment, "" where it has none."""
    found = [p.get(_PARA_ID, "") for p in comment.iter(w("p"))]
    return found[-1] if found else ""


def _comment_names(result: Package, ids: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """The w14:paraId of comments in the result by their id in OLD: their own, or OLD's, or the next that is free.

    `ids`: id in OLD → id in the result; `names`: id in OLD → w14:paraId there. Comments without one are given it.
    """
    taken = {p.get(_PARA_ID, "") for part in stories(result) for p in result.xml(part).iter(w("p"))}
    _ignore_w14(result)
    by_id = {c.get(w("id"), ""): c for c in result.xml(result.related("comments") or "").iter(w("comment"))}
    out: dict[str, str] = {}
    for number, own in ids.items():
        paragraphs = list(by_id[own].iter(w("p"))) or [etree.SubElement(by_id[own], w("p"))]
        name = paragraphs[-1].get(_PARA_ID, "")
        if not name:
            name = names[number]
            while name in taken:
                name = f"{(int(name, 16) + 1) % _HIGHEST or 1:08X}"
            paragraphs[-1].set(_PARA_ID, name)
            taken.add(name)
        out[number] = name
    return out


def _ignore_w14(result: Package) -> None:
    """Declare in the comments part that programs may ignore the w14 namespace (mc:Ignorable)."""
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


def _import_people(old: Package, result: Package, authors: set[str]) -> None:
    source = old.related("people")
    missing = [p for p in _listed_people(old, source) if p.get(_AUTHOR) in authors]
    here = {p.get(_AUTHOR) for p in _listed_people(result, result.related("people"))}
    missing = [p for p in missing if p.get(_AUTHOR) not in here]
    if missing:
        _comments_extra(result, "people", "people").extend(deepcopy(p) for p in missing)


def _listed_people(package: Package, part: str | None) -> Iterator[etree._Element]:
    return package.xml(part).iter(_PERSON) if part else iter(())


def _comments_extra(result: Package, kind: str, root_name: str) -> etree._Element:
    """The root of a part that belongs to the comments, added where the result has none."""
    found = result.related(kind)
    if found is None:
        found = f"word/{kind}.xml"
        result.put(found, etree.Element(f"{{{_W15}}}{root_name}", nsmap={"w15": _W15}))
        result.declare(found, f"{_TYPE}{kind}+xml")
        result.relate(result.main, _REL + kind, found)
    return result.xml(found)
