"""The elements of WordprocessingML that are tracked changes, and the list of those in a story.

A revision has a kind (insertion, deletion, move from, move to, formatting) and a scope (what it touches: text, a
paragraph mark, a row …). The element names are those of ECMA-376 part 1, 17.13.5.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import plain

Kind: TypeAlias = Literal["insertion", "deletion", "move from", "move to", "formatting"]
Scope: TypeAlias = Literal[
    "text", "paragraph mark", "row", "cell", "math", "numbering", "content control", "paragraph", "table", "section"
]

KINDS: dict[str, Kind] = {
    w("ins"): "insertion",
    w("del"): "deletion",
    w("moveFrom"): "move from",
    w("moveTo"): "move to",
}
INSERTED = frozenset((w("ins"), w("moveTo")))
"""Their content, or the mark they are on, is there only with the change accepted."""
DELETED = frozenset((w("del"), w("moveFrom")))
"""Their content, or the mark they are on, is there only with the change rejected."""
_CELLS: dict[str, Kind] = {w("cellIns"): "insertion", w("cellDel"): "deletion", w("cellMerge"): "formatting"}
_RANGES: dict[str, Kind] = {
    w("customXmlInsRangeStart"): "insertion",
    w("customXmlDelRangeStart"): "deletion",
    w("customXmlMoveFromRangeStart"): "move from",
    w("customXmlMoveToRangeStart"): "move to",
}
_CHANGES: dict[str, Scope] = {
    w("rPrChange"): "text",
    w("pPrChange"): "paragraph",
    w("tblPrChange"): "table",
    w("tblPrExChange"): "row",
    w("tblGridChange"): "table",
    w("trPrChange"): "row",
    w("tcPrChange"): "cell",
    w("sectPrChange"): "section",
    w("numberingChange"): "numbering",
}
TAGS = (*KINDS, *_CELLS, *_RANGES, *_CHANGES)
"""Every element that is a tracked change."""
CELL_MARKS = frozenset(_CELLS)
PROPERTY_CHANGES = tuple(_CHANGES)
"""Elements that hold former properties: w:rPrChange, w:pPrChange …"""
AUTHOR, DATE = w("author"), w("date")
_P, _PPR, _RPR, _FALLBACK = w("p"), w("pPr"), w("rPr"), q("mc:Fallback")


class Tracked(NamedTuple):
    """One revision of a story.

    `paragraph`: the index (see `story.paragraphs`) of the paragraph it is in, or of the first one it contains; None
    where there is none. `text`: the words it touches, "¶" for a paragraph mark. `date`: as written (ISO), "" if absent.
    """

    kind: Kind
    scope: Scope
    author: str
    date: str
    paragraph: int | None
    text: str
    element: etree._Element

    @property
    def name(self) -> str:
        """Kind and scope in words: "insertion", "paragraph mark deletion", "paragraph formatting"."""
        return self.kind if self.scope == "text" else f"{self.scope} {self.kind}"


def classify_revision(element: etree._Element) -> tuple[Kind, Scope] | None:
    """Kind and scope of an element, or None when it is no tracked change."""
    tag = element.tag
    if tag in KINDS:
        return KINDS[tag], _scope(element)
    if tag in _CELLS:
        return _CELLS[tag], "cell"
    if tag in _RANGES:
        return _RANGES[tag], "content control"
    if tag == w("rPrChange") and _is_mark(element):
        return "formatting", "paragraph mark"
    return ("formatting", _CHANGES[tag]) if tag in _CHANGES else None


def _scope(element: etree._Element) -> Scope:
    """What a w:ins, w:del, w:moveFrom or w:moveTo marks: the text inside, or the thing whose properties it is in."""
    parent = element.getparent()
    match None if parent is None else parent.tag:
        case tag if tag == _RPR:
            return "paragraph mark" if _is_mark(element) else "math"
        case tag if tag == w("trPr"):
            return "row"
        case tag if tag == w("numPr"):
            return "numbering"
        case tag if tag == q("m:ctrlPr"):
            return "math"
    return "text"


def _is_mark(element: etree._Element) -> bool:
    """Whether an element in w:rPr is about the paragraph mark."""
    parent = element.getparent()
    above = None if parent is None else parent.getparent()
    return above is not None and above.tag == _PPR


def tracked(root: etree._Element) -> list[Tracked]:
    """Every revision of a story in document order, without copies in mc:Fallback."""
    index = {p: i for i, p in enumerate(paragraphs(root))}
    found = []
    for element in root.iter(*TAGS):
        what = classify_revision(element)
        if what is None or any(a.tag == _FALLBACK for a in element.iterancestors(_FALLBACK)):
            continue
        kind, scope = what
        author, date = element.get(AUTHOR, ""), element.get(DATE, "")
        at = next((index[p] for p in touched_paragraphs(element) if p in index), None)
        found.append(Tracked(kind, scope, author, date, at, _touched_text(element, scope), element))
    return found


def touched_paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs a revision touches: the one around it, or those in its row, cell, table or block."""
    around = next(element.iterancestors(_P), None)
    if around is not None:
        yield around
    else:
        yield from _subject(element).iter(_P)


def _subject(element: etree._Element) -> etree._Element:
    """What a revision is about: itself when it has content, else the owner of the properties it is in."""
    if element.tag in KINDS and _scope(element) == "text":
        return element
    owner = element.getparent()
    while owner is not None and owner.tag not in (w("tr"), w("tc"), w("tbl"), w("r"), _P, q("m:r")):
        owner = owner.getparent()
    return element if owner is None else owner


def _touched_text(element: etree._Element, scope: Scope) -> str:
    if scope == "paragraph mark":
        return "¶"
    if scope in ("section", "content control", "numbering"):
        return ""
    subject = _subject(element)
    if subject.tag == w("tr"):
        return "\t".join(plain(cell) for cell in subject.iter(w("tc")))
    return plain(subject)


Selection: TypeAlias = Callable[[etree._Element], bool]


def make_selection(
    root: etree._Element,
    authors: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    within: Collection[int] | None = None,
) -> Selection:
    """A test for revisions by author, kind or scope ("move": both ends) and paragraph index; None means any.

    The indexes count the paragraphs of `root` as it is now.
    """
    chosen = None
    if within is not None:
        wanted = set(within)
        chosen = {p for i, p in enumerate(paragraphs(root)) if i in wanted}
    words = None if kinds is None else set(kinds)

    def test(element: etree._Element) -> bool:
        if authors is not None and element.tag != w("tblGridChange") and element.get(AUTHOR, "") not in authors:
            return False
        if words is not None:
            kind, scope = classify_revision(element) or ("", "")
            if not words & {kind, scope, kind.split()[0] if kind else "", f"{scope} {kind}"}:
                return False
        return chosen is None or any(p in chosen for p in touched_paragraphs(element))

    return test
