"""Paragraphs to be written: pieces of runs with the marks around them, and the paragraph marks that end them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.word.redline.revision_marks import Kind

_R = w("r")
_SPACE = q("xml:space")


@dataclass(slots=True)
class OutputPiece:
    """Nodes of one run, or one inline element (`run` None), and the mark that we put around them (`wrap`).

    `path`: the elements of NEW around it. `old`: it comes from OLD; then `link` and `others_insertion` are the
    hyperlink and the pending insertion around it there. `changed`, `former`: the run's formatting changed, from these
    properties. `outer`: our mark goes around the marks of others, not inside.
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
    others_insertion: etree._Element | None = None


@dataclass(slots=True)
class OutputParagraph:
    """A paragraph of the result: its pieces, and the paragraphs of OLD and NEW whose marks end it.

    `whole`: the paragraph of NEW whose content is left as it is. `move`: the name of the move that its mark and pieces
    belong to. `bare`: its mark is the only one at the end of a cell or note and cannot be marked. `comment`: the text
    of a comment to put on it. `mark_is_others`: its mark of OLD is deleted by another person, and not marked by us.
    """

    pieces: list[OutputPiece] = field(default_factory=list)
    mark_old: etree._Element | None = None
    mark_new: etree._Element | None = None
    whole: etree._Element | None = None
    move: str = ""
    bare: bool = False
    comment: str = ""
    mark_is_others: bool = False


def text_node(tag: str, text: str) -> etree._Element:
    """A w:t or w:delText with this text."""
    node = etree.Element(tag)
    node.text = text
    if text != text.strip():
        node.set(_SPACE, "preserve")
    return node


def complex_field(field: etree._Element) -> list[etree._Element]:
    """A w:fldSimple as the runs of a complex field: revision marks cannot hold w:fldSimple."""

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
