"""Comments of a Word package: author, text, paragraphs, replies."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import W14, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import plain

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


class WordComment(NamedTuple):
    """A comment. `paragraphs`: those of the body that it is on, as indexes into `story.paragraphs`; empty where
    it is on none. `answers`: the id of the comment it replies to, "" if none. `done`: resolved."""

    id: str
    author: str
    date: str
    initials: str
    text: str
    paragraphs: range
    answers: str = ""
    done: bool = False


def read_comments(package: Package) -> list[WordComment]:
    """All comments, in the order of the comments part."""
    part = package.related("comments")
    if part is None:
        return []
    anchors = _anchored_paragraphs(package.xml(package.main))
    threads = _read_threads(package)
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
            WordComment(
                key, author, date, comment.get(w("initials"), ""), text, about, by_paragraph.get(parent, ""), done
            )
        )
    return out


def _anchored_paragraphs(root: etree._Element) -> dict[str, range]:
    """For each comment id the paragraphs of its range, or that of its reference."""
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
        else:  # between paragraphs: a start belongs to the next one, an end to the one before
            at = last + 1 if element.tag == w("commentRangeStart") else last
        spots.setdefault(element.get(w("id"), ""), []).append(min(max(at, 0), max(len(index) - 1, 0)))
    return {key: range(min(at), max(at) + 1) for key, at in spots.items()}


def _paragraph_ids(comment: etree._Element) -> list[str]:
    return [i for p in comment.iter(w("p")) if (i := p.get(f"{{{W14}}}paraId"))]


def _read_threads(package: Package) -> dict[str, tuple[str, bool]]:
    """From commentsExtended: w14:paraId of a comment → that of the one it replies to, and whether it is resolved."""
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
