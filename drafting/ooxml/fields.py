"""Fields: their printed results and their unprinted instructions.

A complex field extends from w:fldChar begin over separate to end, across runs and paragraphs, and may contain others.
Text between begin and separate is the instruction, in whatever element it is. A field that is never closed hides
nothing: a damaged document must not lose its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import q, w

_FLD, _TYPE = w("fldChar"), w("fldCharType")
_PRINTED = tuple(
    w(n) for n in ("t", "delText", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen",
                 "footnoteReference", "endnoteReference")
)  # fmt: skip
_INSTRUCTIONS = (w("instrText"), w("delInstrText"))
_MAX_NESTING = 20
"""Fields nested more deeply are not read: nested results are copied once for each level."""
_COMPUTED = frozenset(["LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"])


class Field(NamedTuple):
    """A field: name ("PAGE", "HYPERLINK"), whole instruction, whether it has a result, and where it begins."""

    name: str
    instruction: str
    has_result: bool
    element: etree._Element

    @property
    def computed(self) -> bool:
        """Whether Word prints a number that is not in the file."""
        return self.name in _COMPUTED and not self.has_result


def fields(root: etree._Element) -> list[Field]:
    """Every closed field of a story: simple ones first, then the others in the order of their ends."""
    found = [_make_field(e.get(w("instr"), ""), True, e) for e in root.iter(w("fldSimple"))]
    open_: list[tuple[etree._Element, list[str], list[bool]]] = []
    for element in root.iter(_FLD, *_INSTRUCTIONS):
        if element.tag != _FLD:
            if open_ and not open_[-1][2]:
                open_[-1][1].append(element.text or "")
        elif element.get(_TYPE) == "begin":
            open_.append((element, [], []))
        elif element.get(_TYPE) == "separate" and open_:
            open_[-1][2].append(True)
        elif element.get(_TYPE) == "end" and open_:
            begin, words, result = open_.pop()
            found.append(_make_field("".join(words), bool(result), begin))
    return found


def _make_field(instruction: str, has_result: bool, element: etree._Element) -> Field:
    words = instruction.split()
    return Field(words[0].upper() if words else "", instruction.strip(), has_result, element)


def hidden(root: etree._Element) -> frozenset[etree._Element]:
    """The text elements of a story that belong to instructions of closed fields and are not printed."""
    switches = _instruction_edges(root)
    if not switches:
        return frozenset()
    depth, out = 0, []
    for element in root.iter(_FLD, q("m:t"), *_PRINTED):
        if element.tag == _FLD:
            depth += switches.get(element, 0)
        elif depth:
            out.append(element)
    return frozenset(out)


def _instruction_edges(root: etree._Element) -> dict[etree._Element, int]:
    """+1 at the beginning of the instruction of each closed field, −1 at its end."""
    switches: dict[etree._Element, int] = {}
    open_: list[tuple[etree._Element, etree._Element | None]] = []
    for element in root.iter(_FLD):
        kind = element.get(_TYPE)
        if kind == "begin":
            open_.append((element, None))
        elif kind == "separate" and open_ and open_[-1][1] is None:
            open_[-1] = (open_[-1][0], element)
        elif kind == "end" and open_:
            begin, middle = open_.pop()
            switches[begin] = 1
            switches[element if middle is None else middle] = -1
    return switches


def field_results(root: etree._Element, name: str) -> list[tuple[str, list[etree._Element]]]:
    """The closed complex fields with a name ("NOTEREF"): (instruction, printed elements of the result)."""
    if not any(name in (code.text or "").upper() for code in root.iter(*_INSTRUCTIONS)):
        return []
    found: list[tuple[str, list[etree._Element]]] = []
    open_: list[tuple[list[str], int]] = []
    printed: list[etree._Element] = []
    for element in root.iter(_FLD, *_INSTRUCTIONS, *_PRINTED):
        kind = element.get(_TYPE) if element.tag == _FLD else None
        if kind == "begin":
            open_.append(([], -1))
        elif kind == "separate" and open_:
            open_[-1] = (open_[-1][0], len(printed))
        elif kind == "end" and open_:
            words, start = open_.pop()
            instruction = "".join(words).strip()
            if start >= 0 and len(open_) < _MAX_NESTING and f"{instruction.upper()} ".startswith(f"{name} "):
                found.append((instruction, printed[start:]))
        elif element.tag in _PRINTED:
            printed.append(element)
        elif open_ and element.tag in _INSTRUCTIONS:
            open_[-1][0].append(element.text or "")
    return found


def field_markup(root: etree._Element) -> dict[etree._Element, None]:
    """The w:fldChar and instruction elements of the closed complex fields of a story: all but the results."""
    found: list[etree._Element] = []
    open_: list[list[etree._Element]] = []
    for element in root.iter(_FLD, *_INSTRUCTIONS):
        kind = element.get(_TYPE) if element.tag == _FLD else None
        if kind == "begin":
            open_.append([element])
        elif open_:
            open_[-1].append(element)
            if kind == "end":
                found += open_.pop()
    return dict.fromkeys(found)


def drop_torn_fields(root: etree._Element, before: Iterable[etree._Element]) -> None:
    """Remove elements of closed fields (`before`) whose field is not whole any more.

    Deleting a field, Word leaves words that it added to the instruction itself ("\\* MERGEFORMAT") untracked; other
    programs would print them.
    """
    whole = field_markup(root)
    for element in before:
        run = element.getparent()
        if element in whole or run is None or not any(a is root for a in element.iterancestors()):
            continue
        run.remove(element)
        above = run.getparent()
        if above is not None and all(child.tag == w("rPr") for child in run):
            above.remove(run)
