"""Paragraphs flattened: what a paragraph prints, character by character, and the XML element of each character."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.revisions.elements import KINDS
from drafting.word.redline.others_changes import State, nested_state

ATOM = "\ufffc"
"""The character that an atom (a picture, field, note mark …) counts as."""
MARK = "\u2029"
"""The character that a paragraph mark counts as."""


@dataclass(slots=True)
class Leaf:
    """One element of a flattened paragraph: text, an atom (one character, with a key), or one that prints nothing.

    `start` and `end` count characters of the flattened text. `path`: the elements around the run, outermost first.
    `state`: what others have pending on it. `parts`: the leaves of a field that is kept or deleted as a whole. `mark`:
    the paragraph whose mark this leaf is.
    """

    start: int
    end: int
    element: etree._Element
    run: etree._Element | None
    path: tuple[etree._Element, ...]
    state: State = ""
    key: Hashable = None
    parts: tuple[Leaf, ...] = ()
    mark: etree._Element | None = None


@dataclass(slots=True)
class FlatParagraph:
    """The text of a paragraph (atoms as U+FFFC), its leaves in order, and the keys of the atoms by position."""

    text: str = ""
    leaves: list[Leaf] = field(default_factory=list)
    keys: dict[int, Hashable] = field(default_factory=dict)

    @property
    def has_pending(self) -> bool:
        """Whether others have something pending on its text."""
        return any(leaf.state for leaf in self.leaves)


_HOLDERS = frozenset(KINDS) | {w(n) for n in ("hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo")}
_SKIP = frozenset(w(n) for n in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"))
_TEXT = frozenset((w("t"), w("delText")))
_SILENT = frozenset(
    w(n) for n in ("commentReference", "annotationRef", "lastRenderedPageBreak", "softHyphen", "proofErr", "fldData")
)
_WHOLE = frozenset((w("fldSimple"), q("m:oMath"), q("m:oMathPara"), w("subDoc")))
FIELD = frozenset((w("fldChar"), w("instrText"), w("delInstrText")))
_R, _SDT, _FLDCHAR, _TYPE = w("r"), w("sdt"), w("fldChar"), w("fldCharType")
_SIMPLE = {
    w("tab"): "tab",
    w("cr"): "br",
    w("noBreakHyphen"): "hyphen",
    w("footnoteRef"): "footnoteRef",
    w("endnoteRef"): "endnoteRef",
    w("separator"): "separator",
    w("continuationSeparator"): "separator2",
    w("ptab"): "ptab",
}


class AtomKeys:
    """Keys of atoms: two atoms are equal when their keys are. `PackageAtomKeys` knows packages and notes too."""

    def atom_key(self, element: etree._Element) -> Hashable:
        """The key of an element other than text and fields."""
        return (element.tag, tuple(sorted(element.attrib.items())))


def flatten_paragraph(paragraph: etree._Element, keys: AtomKeys) -> FlatParagraph:
    """The text and the leaves of a w:p; `keys` gives the keys of its atoms."""
    raw: list[Leaf] = []
    for element, run, path, state in _walk_inline(paragraph):
        raw.append(Leaf(0, 0, element, run, path, state))
    out = FlatParagraph()
    texts: list[str] = []
    position = 0
    for leaf in _join_fields(raw):
        leaf.start = position
        text = _printed_text(leaf, keys)
        if leaf.key is not None:
            out.keys[position] = leaf.key
        position += len(text)
        leaf.end = position
        texts.append(text)
        out.leaves.append(leaf)
    out.text = "".join(texts)
    return out


def _walk_inline(
    paragraph: etree._Element,
) -> Iterator[tuple[etree._Element, etree._Element | None, tuple[etree._Element, ...], State]]:
    """Yield children of runs and inline elements in order: (element, run, elements around the run, pending state)."""
    stack: list[tuple[Iterator[etree._Element], tuple[etree._Element, ...], State]] = [(iter(paragraph), (), "")]
    while stack:
        children, path, state = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag == _R:
            pieces = [piece for piece in child if piece.tag not in _SKIP]
            for piece in pieces:
                yield piece, child, path, state
            if state and not pieces:  # the mark of another person stays, even around nothing
                yield child, None, path, state
        elif tag in _SKIP:
            continue
        elif tag in _HOLDERS or tag == _SDT:
            stack.append((iter(child), (*path, child), nested_state(state, tag)))
        else:
            yield child, None, path, state


def _join_fields(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Join the leaves of each field that begins and ends in the paragraph; other fields stay in pieces."""
    at = 0
    while at < len(leaves):
        leaf = leaves[at]
        end = _field_end(leaves, at) if leaf.element.tag == _FLDCHAR and leaf.element.get(_TYPE) == "begin" else 0
        if end:
            parts = tuple(leaves[at:end])
            yield Leaf(0, 0, leaf.element, leaf.run, leaf.path, leaf.state, parts=parts)
            at = end
        else:
            yield leaf
            at += 1


def _field_end(leaves: list[Leaf], at: int) -> int:
    depth = 0
    for index in range(at, len(leaves)):
        element = leaves[index].element
        if leaves[index].state != leaves[at].state:
            return 0
        if element.tag == _FLDCHAR:
            kind = element.get(_TYPE)
            depth += (kind == "begin") - (kind == "end")
            if not depth:
                return index + 1
    return 0


def _printed_text(leaf: Leaf, keys: AtomKeys) -> str:
    """The characters that a leaf prints. Sets `leaf.key` where it is an atom."""
    element = leaf.element
    if leaf.parts:
        leaf.key = ("field", *_field_key(leaf.parts, keys))
        return ATOM
    tag = element.tag
    if tag in _TEXT:
        return (element.text or "").replace(ATOM, "\u25a1").replace(MARK, "\u25a1")
    if leaf.run is None and tag not in _WHOLE:
        return ""
    if tag in _SILENT or not isinstance(tag, str):
        return ""
    if tag in _SIMPLE:
        leaf.key = (_SIMPLE[tag],)
    elif tag in FIELD:
        leaf.key = ("open field", element.get(_TYPE), (element.text or "").strip())
    else:
        leaf.key = keys.atom_key(element)
    return ATOM


def _field_key(parts: tuple[Leaf, ...], keys: AtomKeys) -> Iterator[Hashable]:
    """The parts of a field's key: its result, then its instruction."""
    code: list[str] = []
    for part in parts:
        tag = part.element.tag
        if tag in (w("instrText"), w("delInstrText")):
            code.append(part.element.text or "")
        elif tag in _TEXT:
            yield part.element.text or ""
        elif tag == _FLDCHAR:
            yield part.element.get(_TYPE)
        elif part.run is not None and tag not in _SILENT:
            yield keys.atom_key(part.element)
    yield " ".join("".join(code).split())
