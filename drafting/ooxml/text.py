"""The text of a paragraph, piece by piece, as Word prints it.

A piece is a text, tab, line break, picture or note mark. Characters that Word writes as elements become the characters
they print: w:noBreakHyphen is U+2011, w:tab a tab. Instructions of fields, properties, copies for old programs
(mc:Fallback) and the content of text boxes are not part of the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.symbol_font import symbol

PieceKind: TypeAlias = Literal[
    "text", "tab", "line", "page", "column", "hyphen", "soft", "symbol", "footnote", "endnote", "object", "math"
]


class Piece(NamedTuple):
    """One piece: its text ("" where it prints no character), its element, its run (w:r or m:r) and hyperlink."""

    kind: PieceKind
    text: str
    element: etree._Element
    run: etree._Element | None
    link: etree._Element | None


_SKIP = frozenset(
    [w(n) for n in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "fldChar", "txbxContent", "rubyPr",
        "customXmlPr", "smartTagPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt", "fldData",
    )] + [q("mc:Fallback"), q("m:ctrlPr"), q("m:rPr")]
)  # fmt: skip
_TEXT = frozenset([w("t"), w("delText")])
_OBJECTS = frozenset([w("drawing"), w("pict"), w("object"), w("contentPart")])
_FIXED: dict[str, tuple[PieceKind, str]] = {
    w("tab"): ("tab", "\t"),
    w("ptab"): ("tab", "\t"),
    w("cr"): ("line", "\n"),
    w("noBreakHyphen"): ("hyphen", "\u2011"),
    w("softHyphen"): ("soft", ""),
    w("footnoteReference"): ("footnote", ""),
    w("endnoteReference"): ("endnote", ""),
}
_BREAKS: dict[str | None, tuple[PieceKind, str]] = {"page": ("page", ""), "column": ("column", "\n")}
_RUNS = frozenset([w("r"), q("m:r")])
_LINK, _RUBY, _MT, _BR, _SYM, _R = w("hyperlink"), w("ruby"), q("m:t"), w("br"), w("sym"), w("r")
_BOXED = w("txbxContent")
_BLOCKS = frozenset(
    [w(n) for n in ("tbl", "tr", "tc", "txbxContent", "body", "footnote", "endnote", "comment", "hdr", "ftr")]
)


def pieces(root: etree._Element, hidden: Collection[etree._Element] = ()) -> Iterator[Piece]:
    """Yield the pieces of a paragraph (or of any element) in order, without the elements in `hidden` (`fields.hidden`).

    Deleted text is included: resolve revisions first for the text accepted or rejected.
    """
    stack: list[tuple[Iterator[etree._Element], etree._Element | None, etree._Element | None]] = [
        (iter(root), None, None)
    ]
    if root.tag in _RUNS:
        stack = [(iter(root), root, None)]
    while stack:
        children, run, link = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag in _TEXT:
            if child.text and child not in hidden:
                yield Piece("text", child.text, child, run, link)
        elif tag in _RUNS:
            stack.append((iter(child), child, link))
        elif tag in _SKIP or not isinstance(tag, str) or child in hidden:
            continue
        elif tag in _FIXED:
            if run is not None:
                yield Piece(*_FIXED[tag], child, run, link)
        elif tag in _OBJECTS:
            yield Piece("object", "", child, run, link)
        elif tag == _MT:
            yield Piece("math", child.text or "", child, run, link)
        elif tag == _BR:
            yield Piece(*_BREAKS.get(child.get(w("type")), ("line", "\n")), child, run, link)
        elif tag == _SYM:
            yield Piece("symbol", symbol(child.get(w("font"), ""), child.get(w("char"), "")), child, run, link)
        elif tag == _RUBY:
            yield from _ruby(child, link)
        else:
            stack.append((iter(child), run, child if tag == _LINK else link))


def _ruby(element: etree._Element, link: etree._Element | None) -> Iterator[Piece]:
    """Yield text with a pronunciation guide: the base text, then the guide in brackets."""
    for part in (w("rubyBase"), w("rt")):
        found = element.find(part)
        words = [] if found is None else [p._replace(link=link) for p in pieces(found)]
        if words and part == w("rt"):
            words = [words[0]._replace(text=f"({words[0].text}"), *words[1:]]
            words[-1] = words[-1]._replace(text=f"{words[-1].text})")
        yield from words


def plain(root: etree._Element, hidden: Collection[etree._Element] = ()) -> str:
    """The text of an element as one string, paragraphs joined by "\\n"; page breaks and pictures print nothing."""
    if _inline(root):
        return "".join(p.text for p in pieces(root, hidden))
    return "\n".join("".join(p.text for p in pieces(one, hidden)) for one in root.iter(w("p")))


def _inline(root: etree._Element) -> bool:
    """Whether an element is a paragraph or inside one."""
    node: etree._Element | None = root
    while node is not None:
        if node.tag in (w("p"), _R):
            return True
        if node.tag in _BLOCKS:
            return False
        node = node.getparent()
    return root.find(f".//{w('p')}") is None


def boxes(element: etree._Element) -> list[etree._Element]:
    """The outermost text boxes (w:txbxContent) in a drawing or picture, without copies for old programs."""
    found = []
    stack = [element]
    while stack:
        top = stack.pop()
        if top.tag == _BOXED:
            found.append(top)
        else:
            stack.extend(c for c in reversed(top) if c.tag != q("mc:Fallback"))
    return found
