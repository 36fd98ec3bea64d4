"""Comments of a Word package: who said what, about which paragraphs."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import W14, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import plain

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


class Comment(NamedTuple):
    """A comment. `paragraphs`: indexes of the body's paragraphs it is about (see `story.paragraphs`), empty when it
    hangs nowhere or outside the body. `answers`: id of the comment it replies to, "" if none; `done`: resolved."""

    id: str
    author: str
    date: str
    initials: str
    text: str
    paragraphs: range
    answers: str = ""
    done: bool = False


def read_comments(package: Package) -> list[Comment]:
    """Every comment in the order of the comments part."""
    part = package.related("comments")
    if part is None:
        return []
    anchors = _anchors(package.xml(package.main))
    threads = _threads(package)
    found = list(package.xml(part).iter(w("comment")))
    by_paragraph = {i: c.get(w("id"), "") for c in found for i in _paragraph_ids(c)}
    out = []
    for comment in found:
        key = comment.get(w("id"), "")
        parent, done = next((threads[i] for i in _paragraph_ids(comment) if i in threads), ("", False))
        text = "\n".join(t for p in comment.iter(w("p")) if (t := plain(p)))
        author, date = comment.get(w("author"), ""), comment.get(w("date"), "")
        about = anchors.get(key, range(0))
        out.append(
            Comment(key, author, date, comment.get(w("initials"), ""), text, about, by_paragraph.get(parent, ""), done)
        )
    return out


def _anchors(root: etree._Element) -> dict[str, range]:
    """For each comment id the paragraphs from the start of its range to its end, or the one its reference stands in."""
    if next(root.iter(w("commentRangeStart"), w("commentReference")), None) is None:
        return {}
    index = {p: i for i, p in enumerate(paragraphs(root))}
    spots: dict[str, list[int]] = {}
    last = -1
    for element in root.iter(w("p"), w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")):
        if element.tag == w("p"):
            last = index.get(element, last)
            continue
        around = next(element.iterancestors(w("p")), None)
        if around is not None:
            at = index.get(around, last)
        else:  # between paragraphs: a start speaks of the next one, an end of the one before
            at = last + 1 if element.tag == w("commentRangeStart") else last
        spots.setdefault(element.get(w("id"), ""), []).append(min(max(at, 0), max(len(index) - 1, 0)))
    return {key: range(min(at), max(at) + 1) for key, at in spots.items()}


def _paragraph_ids(comment: etree._Element) -> list[str]:
    return [i for p in comment.iter(w("p")) if (i := p.get(f"{{{W14}}}paraId"))]


def _threads(package: Package) -> dict[str, tuple[str, bool]]:
    """From commentsExtended: paragraph id of a comment → paragraph id of the one it answers, and whether it is done."""
    part = package.related("commentsExtended")
    if part is None:
        return {}
    entries = package.xml(part).iter(f"{{{_W15}}}commentEx")
    return {
        e.get(f"{{{_W15}}}paraId", ""): (
            e.get(f"{{{_W15}}}paraIdParent", ""),
            e.get(f"{{{_W15}}}done") in ("1", "true"),
        )
        for e in entries
    }
