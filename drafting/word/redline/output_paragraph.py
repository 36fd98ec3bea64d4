"""What comes out: pieces of runs with the marks around them, and the paragraphs they stand in."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.word.redline.revision_marks import Kind

_R = w("r")
_SPACE = q("xml:space")


@dataclass(slots=True)
class Piece:
    """Something to write: nodes of one run (or one inline element, `run` None) and the mark we put around it.

    `path`: the elements of NEW around it. `link`, `theirs`: of a piece of OLD, its hyperlink and the pending insertion.
    `former`: properties the run had, where they changed. `outer`: our mark goes around the marks of others.
    """

    nodes: list[etree._Element]
    run: etree._Element | None
    path: tuple[etree._Element, ...] = ()
    wrap: Kind | None = None
    former: etree._Element | None = None
    changed: bool = False
    old: bool = False
    outer: bool = False
    link: etree._Element | None = None
    theirs: etree._Element | None = None


@dataclass(slots=True)
class Out:
    """A paragraph to come out: its pieces and the paragraphs of OLD and NEW whose mark ends it.

    `whole`: the paragraph of NEW whose content stays untouched. `move`: the move its mark and pieces belong to.
    `bare`: its mark stands alone at the end of a cell or note and cannot be marked.
    `remark`: a comment to hang on it. `theirs`: its mark of OLD goes as somebody else wants, and is not marked by us.
    """

    pieces: list[Piece] = field(default_factory=list)
    mark_old: etree._Element | None = None
    mark_new: etree._Element | None = None
    whole: etree._Element | None = None
    move: str = ""
    bare: bool = False
    remark: str = ""
    theirs: bool = False


def text_node(tag: str, text: str) -> etree._Element:
    """A w:t or w:delText with this text."""
    node = etree.Element(tag)
    node.text = text
    if text != text.strip():
        node.set(_SPACE, "preserve")
    return node


def as_complex(field: etree._Element) -> list[etree._Element]:
    """A simple field as the runs of a complex one: marks cannot hold w:fldSimple."""

    def char(kind: str) -> etree._Element:
        node = etree.Element(w("fldChar"))
        node.set(w("fldCharType"), kind)
        return node

    def run_of(node: etree._Element) -> etree._Element:
        run = etree.Element(_R)
        run.append(node)
        return run

    code = etree.Element(w("instrText"))
    code.text = field.get(w("instr"), "")
    code.set(_SPACE, "preserve")
    shown = [deepcopy(leaf) for leaf in field.iter(_R)]
    return [run_of(char("begin")), run_of(code), run_of(char("separate")), *shown, run_of(char("end"))]
